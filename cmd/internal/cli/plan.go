package cli

import (
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/progress"
)

// plan says what a run is going to do, so that its progress is one of the whole.
//
// The weights are tenths of a second of each stage over the bench's file of 1,000,000 rows, 373 MB, two workers on two
// shared cores (`--region FR --drop-extras`, the calmer of two runs; `settle` lasts until its files are closed). Only their
// ratios count; where other files differ, the estimate follows the speed seen so far.
func (c *cleaning) plan(job *pipeline.Job) progress.Plan {
	var p progress.Plan
	for i := range job.Inputs {
		p.Bytes += job.Inputs[i].Bytes
	}
	settle := 36.0
	if job.Options.Whole {
		settle = 45 // the table's own bytes are read once more
	}
	if job.Workbooks {
		settle = 25 // rows of a workbook take longer to find than to write (100,000 rows)
	}
	p.Shares = []progress.Share{
		{Name: "survey", Weight: 35},
		{Name: "index", Weight: 4},
		{Name: "claims", Weight: 3},
		{Name: "confirm", Weight: 1},
		{Name: "settle", Weight: settle},
	}
	if job.FindsDuplicates() {
		p.Shares = append(p.Shares,
			progress.Share{Name: "people", Weight: 80}, progress.Share{Name: "gather", Weight: 18},
			progress.Share{Name: "judge", Weight: 64}, progress.Share{Name: "groups", Weight: 18})
	}
	return p
}
