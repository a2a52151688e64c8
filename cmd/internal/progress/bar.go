package progress

import (
	"io"

	"github.com/mattn/go-runewidth"
	"github.com/schollz/progressbar/v3"

	"github.com/callready/callready/cmd/internal/finding"
)

// steps is how finely the bar is divided.
const steps = 1000

// bar shows progress as one bar for the whole run, drawn over itself and taken away at the end. It has no colours.
type bar struct {
	out   io.Writer
	lang  finding.Lang
	width int // columns of the terminal; 0 means 80
	pb    *progressbar.ProgressBar
}

func (b *bar) show(s *state) {
	if b.pb == nil {
		b.pb = progressbar.NewOptions(steps,
			progressbar.OptionSetWriter(b.out),
			progressbar.OptionSetWidth(b.cells()),
			progressbar.OptionSetPredictTime(false),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionClearOnFinish(),
		)
	}
	// A full bar would be taken away before the run is over.
	_ = b.pb.Set(min(int(s.done*steps), steps-1))
	b.pb.Describe(b.text(s)) // draws
}

// cells gives the columns that the bar itself gets; a narrow terminal has more use for the words.
func (b *bar) cells() int { return min(24, max(4, b.columns()/6)) }

func (b *bar) columns() int {
	if b.width <= 0 {
		return 80
	}
	return b.width
}

// text gives as many of the figures as there is room for beside the bar, its frame and its percentage.
func (b *bar) text(s *state) string {
	room := b.columns() - b.cells() - len(" 100% || ") - 1
	text := ""
	for i, part := range parts(s, b.lang) {
		longer := text
		if i > 0 {
			longer += ", "
		}
		if longer += part; runewidth.StringWidth(longer) > room {
			break
		}
		text = longer
	}
	return text
}

func (b *bar) end(*state, bool) {
	if b.pb != nil {
		_ = b.pb.Clear()
		_ = b.pb.Exit()
	}
}
