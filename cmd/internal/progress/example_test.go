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
	p.Plan(progress.Plan{Bytes: 400_000_000, Shares: []progress.Share{{Name: "survey", Weight: 2}, {Name: "settle", Weight: 1}}})
	p.Stage("survey", 400_000_000)
	p.Add(180_000_000)
	p.Rows(450_000)
	tick <- now
	p.Finish()
	p.Done()
	// Output:
	// callready: 30 %, reading, 180 MB, 450,000 rows
	// callready: 100 %, done, 180 MB, 450,000 rows, 0 s
}
