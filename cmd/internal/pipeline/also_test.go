package pipeline

import "testing"

// told counts what a progress heard of.
type told struct {
	bytes, rows int64
	stages      []string
}

func (p *told) Stage(name string, _ int64) { p.stages = append(p.stages, name) }
func (p *told) Add(n int64)                { p.bytes += n }
func (p *told) Rows(n int64)               { p.rows += n }

// Two passes over a file count as one, to the byte, and as no stage and no contacts of their own.
func TestHalves(t *testing.T) {
	t.Parallel()
	var all told
	h := &halves{to: &all}
	for range 2 {
		h.Stage("survey", 10)
		for _, n := range []int64{1, 4, 3, 0, 1, 1, 7} {
			h.Add(n)
			h.Rows(n)
		}
	}
	if all.bytes != 17 || all.rows != 0 || len(all.stages) > 0 {
		t.Errorf("heard of %d bytes, %d rows, %q", all.bytes, all.rows, all.stages)
	}
}
