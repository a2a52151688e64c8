package normalize

import (
	"slices"
)

// Gather collects what a contact takes along when it moves to another program: every number of its own that is sure,
// each once, in field order. Where the numbers stand is no matter then, so nothing is settled and the index is not asked; a
// cell that cannot be read, or that says more than a number can, is left for a person as in [Settler.Settle]. The plan
// has steps and gathered numbers, and no writes.
func (s *Settler) Gather(c *Contact) *Plan {
	d := &s.d
	d.begin(c, nil)
	d.s.pieces, d.s.numbers = d.s.pieces[:0], d.s.numbers[:0]
	p := &d.s.result
	*p = Plan{Steps: p.Steps[:0], Writes: p.Writes[:0], Children: p.Children[:0], ToClear: p.ToClear[:0], Notes: p.Notes[:0], Gathered: p.Gathered[:0]}
	for f := range d.fields {
		k := d.open(f)
		step := Step{Field: f, To: -1, Codes: k.codes}
		switch {
		case k.state == blank:
			continue
		case k.state == locked:
			step.Act, step.Numbers = Keep, d.numbers(k.pieces)
			p.Steps = append(p.Steps, step)
			continue
		case k.state == aside, d.fields[f].Owner != Own:
			step.Act, step.Numbers, step.Codes = Flag, d.numbers(k.pieces), join(k.codes, CodeNotTaken)
			p.Steps = append(p.Steps, step)
			continue
		}
		for i := range k.pieces {
			d.gather(p, f, &k, i)
		}
	}
	label(p.Gathered)
	return p
}

// gather takes one number of a cell along.
func (d *decision) gather(p *Plan, f int, k *cell, i int) {
	n := &k.pieces[i]
	step := Step{Field: f, To: -1, Numbers: d.numbers(k.pieces[i : i+1]), New: n.E164, Codes: n.Codes}
	if i == 0 {
		step.Codes = join(k.codes, n.Codes...)
	}
	d.stayStep(p, step, k, n)
	if !slices.ContainsFunc(p.Gathered, func(c Child) bool { return c.Number.E164 == n.E164 }) {
		p.Gathered = append(p.Gathered, Child{Number: *n.Number, Field: f, Label: kindOf(n.Number, &d.fields[f])})
	}
}
