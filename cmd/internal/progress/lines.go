package progress

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/callready/callready/cmd/internal/finding"
)

// lines shows progress as lines of text, for logs. A run that is over before the first look has none.
type lines struct {
	out   io.Writer
	lang  finding.Lang
	shown bool // there is a line
}

func (l *lines) show(s *state) {
	l.shown = true
	text := strings.Join(parts(s, l.lang), ", ")
	if len(s.plan.Shares) > 0 {
		text = fmt.Sprintf("%d %%, %s", int(100*s.done), text)
	}
	_, _ = fmt.Fprintf(l.out, "callready: %s\n", text)
}

func (l *lines) end(s *state, finished bool) {
	if !l.shown || !finished {
		return
	}
	_, _ = fmt.Fprintf(l.out, "callready: 100 %%, %s, %s, %s, %s\n",
		l.lang.Pick("done", "terminé"), size(s.read, l.lang), rows(s.most, l.lang), span(s.elapsed))
}

// parts gives the figures, the most wanted first.
func parts(s *state, lang finding.Lang) []string {
	parts := []string{word(s.name, lang)}
	if left, ok := s.left(s.elapsed); ok {
		parts = append(parts, lang.Pick(span(left)+" left", "reste "+span(left)))
	}
	at := s.input()
	parts = append(parts, size(at, lang))
	if s.rows > 0 {
		parts = append(parts, rows(s.rows, lang))
	}
	if s.staged >= quiet && at > 0 {
		parts = append(parts, size(int64(float64(at)/s.staged.Seconds()), lang)+"/s")
	}
	return parts
}

// word gives what a stage is called.
func word(stage string, lang finding.Lang) string {
	switch stage {
	case "survey":
		return lang.Pick("reading", "lecture")
	case "index", "claims", "confirm":
		return lang.Pick("comparing numbers", "comparaison des numéros")
	case beside:
		return lang.Pick("reading other files", "lecture d'autres fichiers")
	case "settle":
		return lang.Pick("settling", "traitement")
	case "people", "judge", "gather", "groups":
		return lang.Pick("finding duplicates", "recherche des doublons")
	}
	return stage
}

// rows gives a number of rows, such as "120,000 rows".
func rows(n int64, lang finding.Lang) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + lang.Pick(",", "\u202f") + digits[i:]
	}
	return digits + lang.Pick(" rows", " lignes")
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
