package pipeline

import (
	"bytes"
	"slices"

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

// sight works out how an integration sees contacts, in memory that it uses again.
type sight struct {
	now, then []string // numbers that are found before and after the plan
	locked    []bool   // by field
}

// classes gives how the integration sees a contact before and after the plan. texts are the filled cells as they are,
// one for each field.
func (s *sight) classes(c *normalize.Contact, texts [][]byte, p *normalize.Plan, accepts string) (before, after class) {
	now, then := s.now[:0], s.then[:0]
	fields := c.Fields
	for f := range fields {
		rd := &c.Readings[f]
		if fields[f].Read && rd.Verdict == phone.Exact {
			now = append(now, rd.Numbers[0].E164)
			then = append(then, rd.Numbers[0].E164)
		}
	}
	for _, w := range p.Writes {
		if fields[w.Field].Read && !w.Clear {
			then = append(then, w.Value)
		}
	}
	for _, ch := range p.Children {
		if !ch.Held {
			then = append(then, ch.Number.E164)
		}
	}
	for _, g := range p.Gathered {
		then = append(then, g.Number.E164)
	}
	locked := slices.Grow(s.locked[:0], len(fields))[:len(fields)]
	clear(locked)
	for i := range p.Steps {
		st := &p.Steps[i]
		if st.Act == normalize.Keep {
			locked[st.Field] = true
		}
		if st.Act == normalize.Split && st.Child == 0 {
			then = append(then, st.New) // a contact of the same person has it
		}
	}
	s.now, s.then, s.locked = now, then, locked
	for f := range fields {
		if fields[f].Owner != normalize.Own || !digit(texts[f]) {
			continue
		}
		rd := &c.Readings[f]
		spelled := unmatched
		if accepts == "spaced" && fields[f].Read && rd.Verdict == phone.Read && len(rd.Numbers) == 1 && spaced(texts[f]) {
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

// digit tells whether a text has one.
func digit(text []byte) bool {
	for _, c := range text {
		if c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

func all(rd *phone.Reading, in []string) bool {
	for i := range rd.Numbers {
		if !slices.Contains(in, rd.Numbers[i].E164) {
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
