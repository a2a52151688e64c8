package cli

import (
	"testing"

	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/io/profile"
)

// Files that are read beside the input have their share of the run, by their size.
func TestPlanOfOtherFiles(t *testing.T) {
	t.Parallel()
	weights := func(also ...int64) map[string]float64 {
		job := &pipeline.Job{Inputs: []pipeline.Input{{Bytes: 1000}}, Binding: &profile.Binding{Profile: &profile.Profile{}, First: -1, Last: -1, Full: -1}}
		for _, n := range also {
			job.Also = append(job.Also, pipeline.Also{Input: pipeline.Input{Bytes: n}})
		}
		out := map[string]float64{}
		for _, s := range (&cleaning{}).plan(job).Shares {
			out[s.Name] = s.Weight
		}
		return out
	}
	none, one, two := weights(), weights(1000), weights(1000, 3000)
	if none["also"] != 0 || one["also"] <= one["survey"] || two["also"] != 4*one["also"] || none["survey"] != two["survey"] {
		t.Errorf("weights %v, %v, %v", none, one, two)
	}
}
