package report

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
)

// How much a [Sampler] keeps when it is not told.
const (
	DefaultPerCode = 20   // families with a line of that act and code
	DefaultMost    = 2000 // families whatever they hold
)

// Bounds of what is kept besides, so that every filter of the page finds something.
const (
	perRegion     = 6
	perColumn     = 20
	perConfidence = 30
)

// Sampler keeps some families of a journal, spread evenly over the whole of it, and counts the rest. A family is what
// stands about one contact, or about one group of records that are the same person. Of each act and code, region,
// column and confidence it keeps a few; its memory is bounded by their number.
//
// Which families are kept depends on their files and rows alone, neither on the order in which they come nor on who
// else keeps some: each worker may have a sampler of its own, if all lines of a family go to the same one, one after
// the other. The zero value is ready. It is not safe for concurrent use.
type Sampler struct {
	PerCode, Most int // 0 means DefaultPerCode, DefaultMost

	about    contact   // whom the family at hand is about
	rank     uint64    // of it
	lines    int       // of it
	text     []byte    // of its first lines, as the journal has them
	more     int       // lines that are not in the text
	wanted   []*bottom // where it has room
	families int64
	all      bottom
	codes    []*bottom
	regions  []*bottom
	columns  []*bottom
	sure     []*bottom
}

// Family is what the journal says about one contact, or about one group of duplicates.
type Family struct {
	Events []journal.Event
	More   int // lines that are left out, since there are so many
}

// Kind is what lines of a journal are counted by.
type Kind struct{ Act, Code string } // Code is "" for lines without one

// Sample is what a [Sampler] kept.
type Sample struct {
	Families []Family // by file, row and group
	Of       int64    // families that there were
	Lines    map[Kind]int64
}

// contact is whom a line is about, or which group.
type contact struct {
	act, group, file string
	row              int64
}

func about(e *journal.Event) contact {
	if e.Group != "" {
		return contact{act: e.Act, group: e.Group}
	}
	return contact{file: e.File, row: e.Row}
}

// Add offers the next line. The sampler keeps a copy of what it needs; the event's slices may be used again.
func (s *Sampler) Add(e *journal.Event) { s.AddLine(e, nil) }

// AddLine is Add for an event of which the line is known as [journal.Event.Append] writes it; nil for one that is not.
func (s *Sampler) AddLine(e *journal.Event, line []byte) {
	if who := about(e); s.lines == 0 || who != s.about {
		s.close()
		s.about, s.rank = who, rankOf(e)
	}
	s.lines++
	shown := s.lines <= maxFamily
	s.count(e, shown)
	switch {
	case !shown || len(s.text) > maxFamilyBytes:
		s.more++
	case line == nil || len(line) > plainLine:
		s.text = appendClipped(s.text, e)
	default:
		s.text = append(s.text, line...)
	}
}

// count counts a line under all that it can be found by, and notes where there is room for its family.
func (s *Sampler) count(e *journal.Event, shown bool) {
	want := func(b *bottom) {
		if shown && b.wants(s.rank) {
			s.wanted = append(s.wanted, b)
		}
	}
	if s.lines == 1 {
		s.all.limit = cmp.Or(s.Most, DefaultMost)
		want(&s.all)
	}
	limit := cmp.Or(s.PerCode, DefaultPerCode)
	if len(e.Codes) == 0 {
		b := find(&s.codes, e.Act, "", limit)
		b.n++
		want(b)
	}
	for i, code := range e.Codes {
		if !slices.Contains(e.Codes[:i], code) {
			b := find(&s.codes, e.Act, code, limit)
			b.n++
			want(b)
		}
	}
	for _, region := range e.Region {
		want(find(&s.regions, region, "", perRegion))
	}
	for _, sure := range e.Confidence {
		want(find(&s.sure, sure, "", perConfidence))
	}
	want(find(&s.columns, e.Column, "", perColumn))
}

// close ends the family at hand: it is kept where something of it has room for it.
func (s *Sampler) close() {
	if s.lines == 0 {
		return
	}
	s.families++
	if len(s.wanted) > 0 {
		k := &kept{rank: s.rank, lines: bytes.Clone(s.text), more: s.more}
		for _, b := range s.wanted {
			b.add(k)
		}
	}
	s.lines, s.text, s.more, s.wanted = 0, s.text[:0], 0, s.wanted[:0]
}

// Merge adds what another sampler kept and counted, and empties it. From then on it keeps only what this one still has room
// for, so that many samplers which are merged again and again take little memory. Both must have the same bounds.
func (s *Sampler) Merge(other *Sampler) {
	s.close()
	other.close()
	s.families += other.families
	other.families = 0
	s.all.limit = cmp.Or(s.Most, DefaultMost)
	s.all.merge(&other.all)
	for _, lists := range [][2]*[]*bottom{{&s.codes, &other.codes}, {&s.regions, &other.regions}, {&s.columns, &other.columns}, {&s.sure, &other.sure}} {
		for _, b := range *lists[1] {
			find(lists[0], b.name, b.code, b.limit).merge(b)
		}
	}
}

// Sample gives what was kept so far.
func (s *Sampler) Sample() *Sample {
	s.close()
	seen := map[*kept]bool{}
	for _, list := range [][]*bottom{{&s.all}, s.codes, s.regions, s.columns, s.sure} {
		for _, b := range list {
			for _, k := range b.list {
				seen[k] = true
			}
		}
	}
	out := &Sample{Of: s.families, Lines: map[Kind]int64{}}
	for k := range maps.Keys(seen) {
		out.Families = append(out.Families, k.family())
	}
	slices.SortFunc(out.Families, func(a, b Family) int {
		x, y := &a.Events[0], &b.Events[0]
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Row, y.Row), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Act, y.Act))
	})
	for _, b := range s.codes {
		out.Lines[Kind{b.name, b.code}] = b.n
	}
	return out
}

// masked gives the sample with every line masked.
func (s *Sample) masked(mask func(*journal.Event)) *Sample {
	out := *s
	out.Families = slices.Clone(s.Families)
	for i := range out.Families {
		events := slices.Clone(out.Families[i].Events)
		for j := range events {
			mask(&events[j])
		}
		out.Families[i].Events = events
	}
	return &out
}
