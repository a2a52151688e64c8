package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callready/callready/cmd/internal/journal"
)

// DefaultPerCode is how many examples a [Sampler] keeps of one code when it is not told.
const DefaultPerCode = 5

// maxSampleText is how many bytes of a cell an example keeps; a cell can be as long as the file.
const maxSampleText = 2000

// Sampler keeps the first few events of each act and code, so that its memory is bounded by the number of codes. The
// zero value is ready. It is not safe for concurrent use: let each worker have its own, and merge them in the order of
// the rows.
type Sampler struct {
	PerCode int // 0 means DefaultPerCode

	seen   []sampled
	events []journal.Event
}

type sampled struct {
	act, code string
	n         int
}

// Add offers an event. The sampler keeps a copy of what it needs; the event's slices may be used again.
func (s *Sampler) Add(e *journal.Event) {
	if s.wanted(e) {
		s.events = append(s.events, clipped(*e))
	}
}

// Merge adds what another sampler kept, as if its events had been added after this one's. Both must have the same
// PerCode; the other one is not to be used again.
func (s *Sampler) Merge(later *Sampler) {
	for i := range later.events {
		if s.wanted(&later.events[i]) {
			s.events = append(s.events, later.events[i])
		}
	}
}

// Events gives the examples in the order in which they were added; the slice belongs to the sampler.
func (s *Sampler) Events() []journal.Event { return s.events }

// wanted counts an event under each of its codes and tells whether one of them had room left.
func (s *Sampler) wanted(e *journal.Event) bool {
	limit := s.PerCode
	if limit <= 0 {
		limit = DefaultPerCode
	}
	if len(e.Codes) == 0 {
		return s.take(e.Act, "", limit)
	}
	taken := false
	for i, code := range e.Codes {
		if !slices.Contains(e.Codes[:i], code) && s.take(e.Act, code, limit) {
			taken = true
		}
	}
	return taken
}

// take counts an event; what comes often moves to the front.
func (s *Sampler) take(act, code string, limit int) bool {
	for i := range s.seen {
		k := &s.seen[i]
		if k.code != code || k.act != act {
			continue
		}
		k.n++
		wanted := k.n <= limit
		if i > 0 && k.n > s.seen[i-1].n {
			s.seen[i], s.seen[i-1] = s.seen[i-1], s.seen[i]
		}
		return wanted
	}
	s.seen = append(s.seen, sampled{act, code, 1})
	return true
}

// clipped gives a copy that shares no slice with the event and holds no more of its texts than a page can show.
func clipped(e journal.Event) journal.Event {
	for _, text := range []*string{&e.File, &e.Sheet, &e.Key, &e.Who, &e.Column, &e.Old, &e.New, &e.ToColumn, &e.Parent, &e.HolderFile} {
		*text = clip(*text)
	}
	for _, list := range []*[]string{&e.Numbers, &e.Ext, &e.Labels, &e.Region, &e.Type, &e.From, &e.Confidence, &e.Codes} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i] = clip((*list)[i])
		}
	}
	return e
}

// clip copies a text, so that the batch it came from can be let go, and cuts it between two characters.
func clip(s string) string {
	if len(s) <= maxSampleText {
		return strings.Clone(s)
	}
	cut := maxSampleText
	for cut > maxSampleText-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// Reset empties the sampler for another batch; events that were merged elsewhere stay valid.
func (s *Sampler) Reset() {
	s.seen = s.seen[:0]
	s.events = s.events[:0]
}
