package progress_test

import (
	"os"
	"time"

	"github.com/callready/callready/cmd/internal/progress"
)

func Example() {
	// Usually Out is standard error, Terminal says whether that is one, and clock and ticker are left out.
	tick := make(chan time.Time)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	p := progress.New(progress.Options{
		Mode: progress.Plain,
		Out:  os.Stdout,
		Now:  func() time.Time { return now },
		Tick: tick,
	})
	p.Stage("reading", 400_000_000)
	p.Add(180_000_000)
	tick <- now
	p.Done()
	// Output:
	// callready: reading 45 % (180 MB), 0 s left
	// callready: reading done (180 MB, 0 s)
}
