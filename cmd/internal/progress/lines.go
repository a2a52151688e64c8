package progress

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/callready/callready/cmd/internal/finding"
)

// lines shows progress as lines of text. A stage that is over before the first look has none.
type lines struct {
	out   io.Writer
	lang  finding.Lang
	shown bool // the stage has a line
}

func (l *lines) begin(state) { l.shown = false }

func (l *lines) show(s state) {
	l.shown = true
	_, _ = fmt.Fprintln(l.out, l.line(s))
}

func (l *lines) end(s state) {
	if !l.shown {
		return
	}
	done := l.lang.Pick("done", "terminé")
	_, _ = fmt.Fprintf(l.out, "callready: %s %s (%s, %s)\n", s.name, done, size(s.done, l.lang), span(s.elapsed))
}

// line is such as "callready: reading 45 % (180 MB), 1 min left".
func (l *lines) line(s state) string {
	at := size(s.done, l.lang)
	if s.total == 0 {
		return fmt.Sprintf("callready: %s %s", s.name, at)
	}
	done := min(s.done, s.total)
	text := fmt.Sprintf("callready: %s %d %% (%s)", s.name, int64(100*(float64(done)/float64(s.total))), at)
	if left, ok := remaining(done, s.total, s.elapsed); ok {
		text += ", " + l.lang.Pick(span(left)+" left", "reste "+span(left))
	}
	return text
}

// remaining guesses the time that is left from the speed so far. Under 1 % there is nothing to go by.
func remaining(done, total int64, elapsed time.Duration) (time.Duration, bool) {
	if done <= 0 || done >= total || done < total/100 {
		return 0, false
	}
	left := float64(elapsed) * (float64(total-done) / float64(done))
	if left > float64(1000*time.Hour) {
		return 0, false
	}
	return time.Duration(left), true
}

// size gives bytes in the largest unit that leaves a number of at least one, with a decimal under ten: "1.4 GB".
func size(n int64, lang finding.Lang) string {
	unit := lang.Pick("B", "o")
	if n < 1000 {
		return fmt.Sprintf("%d %s", n, unit)
	}
	v := float64(n)
	for _, prefix := range [...]string{"k", "M", "G", "T", "P", "E"} {
		if v /= 1000; v < 999.5 || prefix == "E" {
			text := fmt.Sprintf("%.0f", v)
			if v < 9.95 {
				text = fmt.Sprintf("%.1f", v)
			}
			return lang.Pick(text, strings.Replace(text, ".", ",", 1)) + " " + prefix + unit
		}
	}
	return ""
}

// span gives a time in words that do not pretend to be exact: "40 s", "3 min", "2 h 10 min".
func span(d time.Duration) string {
	if s := d.Round(time.Second); s < time.Minute {
		return fmt.Sprintf("%d s", int64(s/time.Second))
	}
	d = d.Round(time.Minute)
	if d < time.Hour {
		return fmt.Sprintf("%d min", int64(d/time.Minute))
	}
	return fmt.Sprintf("%d h %02d min", int64(d/time.Hour), int64(d%time.Hour/time.Minute))
}
