package cli

import (
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/progress"
)

// plan says what a run is going to do, so that its progress is one of the whole.
//
// The weights are tenths of a second of each stage over the bench's file of 1,000,000 rows, 373 MB, with two workers on two
// cores (`--region FR --drop-extras`; `settle` lasts until its files are closed), told apart by a sampling profile. Only
// their ratios count; where other files differ, the estimate follows the speed seen so far.
func (c *cleaning) plan(job *pipeline.Job) progress.Plan {
	var p progress.Plan
	for i := range job.Inputs {
		p.Bytes += job.Inputs[i].Bytes
	}
	settle := 13.0
	if job.Options.Whole {
		settle = 20 // the table's own bytes are read once more
	}
	p.Shares = []progress.Share{
		{Name: "survey", Weight: 12},
		{Name: "index", Weight: 3},
		{Name: "also", Weight: alsoWeight(job, p.Bytes)},
		{Name: "claims", Weight: 1},
		{Name: "confirm", Weight: 1},
		{Name: "settle", Weight: settle},
	}
	if job.FindsDuplicates() {
		p.Shares = append(p.Shares,
			progress.Share{Name: "people", Weight: 36}, progress.Share{Name: "gather", Weight: 6},
			progress.Share{Name: "judge", Weight: 24}, progress.Share{Name: "groups", Weight: 11})
	}
	return p
}

// alsoWeight gives the weight of other files: they are read twice, and never from what was kept of them.
func alsoWeight(job *pipeline.Job, input int64) float64 {
	bytes := int64(0)
	for i := range job.Also {
		bytes += job.Also[i].Bytes
	}
	if bytes == 0 {
		return 0
	}
	const once = 16 // for as many bytes as the input has
	return 2 * once * float64(bytes) / float64(max(1, input))
}
