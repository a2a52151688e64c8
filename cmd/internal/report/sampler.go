package report

import (
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

	open     []journal.Event // the family at hand; its slices are used again
	lines    int             // of it
	rank     uint64          // of it
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

// Add offers the next line. The sampler keeps a copy of what it needs; the event's slices may be used again.
func (s *Sampler) Add(e *journal.Event) {
	if s.lines == 0 || !related(&s.open[0], e) {
		s.close()
		s.rank = rankOf(e)
	}
	s.lines++
	if s.lines > maxFamily {
		s.count(e)
		return
	}
	if len(s.open) < s.lines {
		s.open = append(s.open, journal.Event{})
	}
	borrow(&s.open[s.lines-1], e)
	s.count(e)
}

// related tells whether two lines that follow each other are about the same contact or group.
func related(a, b *journal.Event) bool {
	if a.Group != "" || b.Group != "" {
		return a.Group == b.Group && a.Act == b.Act
	}
	return a.Row == b.Row && a.File == b.File
}

// count counts a line under all that it can be found by.
func (s *Sampler) count(e *journal.Event) {
	limit := cmp.Or(s.PerCode, DefaultPerCode)
	if len(e.Codes) == 0 {
		find(&s.codes, e.Act, "", limit).n++
	}
	for i, code := range e.Codes {
		if !slices.Contains(e.Codes[:i], code) {
			find(&s.codes, e.Act, code, limit).n++
		}
	}
}

// close ends the family at hand: it is kept where something of it has room for it.
func (s *Sampler) close() {
	lines := s.open[:min(s.lines, maxFamily)]
	more := s.lines - len(lines)
	s.lines = 0
	if len(lines) == 0 {
		return
	}
	s.families++
	var k *kept
	offer := func(b *bottom) {
		if !b.wants(s.rank) {
			return
		}
		if k == nil {
			k = pack(s.rank, lines, more)
		}
		b.add(k)
	}
	limit := cmp.Or(s.PerCode, DefaultPerCode)
	s.all.limit = cmp.Or(s.Most, DefaultMost)
	offer(&s.all)
	for i := range lines {
		e := &lines[i]
		if len(e.Codes) == 0 {
			offer(find(&s.codes, e.Act, "", limit))
		}
		for _, code := range e.Codes {
			offer(find(&s.codes, e.Act, code, limit))
		}
		for _, region := range e.Region {
			offer(find(&s.regions, region, "", perRegion))
		}
		for _, sure := range e.Confidence {
			offer(find(&s.sure, sure, "", perConfidence))
		}
		offer(find(&s.columns, e.Column, "", perColumn))
	}
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
