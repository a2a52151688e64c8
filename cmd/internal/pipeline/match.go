package pipeline

import (
	"bytes"

	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// class says how an integration sees a cell; the worst cell of a contact counts.
type class uint8

const (
	noPhone class = iota
	inE164
	accepted
	unmatched
)

// classes gives how the integration sees a contact before and after the plan. texts are the filled cells as they are,
// one for each field of the rules.
func classes(rules *normalize.Rules, c *normalize.Contact, texts [][]byte, p *normalize.Plan, accepts string) (before, after class) {
	now, then := map[string]bool{}, map[string]bool{}
	for f := range rules.Fields {
		rd := &c.Readings[f]
		if rules.Fields[f].Read && rd.Verdict == phone.Exact {
			now[rd.Numbers[0].E164] = true
			then[rd.Numbers[0].E164] = true
		}
	}
	for _, w := range p.Writes {
		if rules.Fields[w.Field].Read && !w.Clear {
			then[w.Value] = true
		}
	}
	for _, ch := range p.Children {
		if !ch.Held {
			then[ch.Number.E164] = true
		}
	}
	locked := make([]bool, len(rules.Fields))
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Act == normalize.Keep {
			locked[s.Field] = true
		}
		if s.Act == normalize.Split && s.Child == 0 {
			then[s.New] = true // a contact of the same person has it
		}
	}
	for f := range rules.Fields {
		if rules.Fields[f].Owner != normalize.Own || !bytes.ContainsAny(texts[f], "0123456789") {
			continue
		}
		rd := &c.Readings[f]
		spelled := unmatched
		if accepts == "spaced" && rules.Fields[f].Read && rd.Verdict == phone.Read && len(rd.Numbers) == 1 && spaced(texts[f]) {
			spelled = accepted
		}
		b, a := spelled, spelled
		if rd.Verdict == phone.Exact && all(rd, now) {
			b = inE164
		}
		if !locked[f] && (rd.Verdict == phone.Exact || rd.Verdict == phone.Read) && all(rd, then) {
			a = inE164
		}
		before, after = max(before, b), max(after, a)
	}
	return before, after
}

func all(rd *phone.Reading, in map[string]bool) bool {
	for _, n := range rd.Numbers {
		if !in[n.E164] {
			return false
		}
	}
	return true
}

// spaced tells whether a cell holds digits and spaces only, after a leading plus at most.
func spaced(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("+"))
	for _, c := range text {
		if c != ' ' && (c < '0' || c > '9') {
			return false
		}
	}
	return len(text) > 0
}

func count(c class, s *summary.Classes) {
	switch c {
	case inE164:
		s.E164++
	case accepted:
		s.Accepted++
	case unmatched:
		s.Unmatched++
	case noPhone:
	}
}
