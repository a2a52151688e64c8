package progress

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// bar shows progress as a bar that is drawn over itself and disappears at the end of the stage.
type bar struct {
	out io.Writer
	pb  *progressbar.ProgressBar
	at  int64 // what the bar was told
}

func (b *bar) begin(s state) {
	total := s.total
	if total == 0 {
		total = -1 // a spinner
	}
	b.at = 0
	b.pb = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(b.out),
		progressbar.OptionSetDescription(s.name),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(24),
		progressbar.OptionSetPredictTime(total > 0),
		progressbar.OptionClearOnFinish(),
		// The reporter's goroutine is the only one that draws, and it keeps its own time.
		progressbar.OptionSetSpinnerChangeInterval(0),
	)
}

func (b *bar) show(s state) {
	done := s.done
	if s.total > 0 {
		done = min(done, s.total-1) // a full bar would be taken away before the stage is over
	}
	if done > b.at {
		_ = b.pb.Add64(done - b.at)
		b.at = done
	}
	_ = b.pb.RenderBlank() // adding alone draws only when the percentage changes
}

func (b *bar) end(state) {
	_ = b.pb.Clear()
	_ = b.pb.Exit()
}
