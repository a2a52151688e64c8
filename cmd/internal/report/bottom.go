package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callready/callready/cmd/internal/journal"
)

// Bounds of a family that is kept.
const (
	maxFamily      = 12   // lines
	maxFamilyBytes = 6000 // of lines, but for the one that goes beyond it
	maxSampleText  = 330  // bytes of a cell; a cell can be as long as the file
	maxNumbers     = 8    // numbers of a line
	plainLine      = 480  // bytes of a line that cannot have a text or a list beyond these bounds: its names take 150
)

// kept is a family that may be shown.
type kept struct {
	rank  uint64
	lines []byte // of the journal, which takes less than half of what the events would
	more  int
}

// bottom keeps the families of the lowest ranks, at most limit. Since a rank is as good as drawn by lot, these are spread
// evenly over all that were offered; and they are the same in whatever order they come.
type bottom struct {
	name, code string
	limit      int
	n          int64   // lines that were counted
	below      uint64  // what the sampler that this one is merged into has room for; 0 is all
	list       []*kept // a heap, the highest rank first
}

// find gives the entry of a list, which it makes if there is none. What is asked for often moves to the front.
func find(list *[]*bottom, name, code string, limit int) *bottom {
	l := *list
	for i, b := range l {
		if b.name != name || b.code != code {
			continue
		}
		if i > 0 {
			l[i], l[i-1] = l[i-1], l[i]
		}
		return b
	}
	b := &bottom{name: strings.Clone(name), code: strings.Clone(code), limit: limit}
	*list = append(l, b)
	return b
}

// wants tells whether a family of that rank has room.
func (b *bottom) wants(rank uint64) bool {
	return (b.below == 0 || rank < b.below) && (len(b.list) < b.limit || rank < b.list[0].rank)
}

// add takes a family that is wanted, unless it is there for another of its lines.
func (b *bottom) add(k *kept) {
	if slices.Contains(b.list, k) {
		return
	}
	if len(b.list) < b.limit {
		b.list = append(b.list, k)
		for i := len(b.list) - 1; i > 0; {
			up := (i - 1) / 2
			if b.list[up].rank >= b.list[i].rank {
				break
			}
			b.list[up], b.list[i] = b.list[i], b.list[up]
			i = up
		}
		return
	}
	b.list[0] = k
	for i := 0; ; {
		high := i
		for _, down := range []int{2*i + 1, 2*i + 2} {
			if down < len(b.list) && b.list[down].rank > b.list[high].rank {
				high = down
			}
		}
		if high == i {
			return
		}
		b.list[high], b.list[i] = b.list[i], b.list[high]
		i = high
	}
}

// merge adds what another one kept and counted, empties it, and lets it know what is still wanted.
func (b *bottom) merge(other *bottom) {
	b.n += other.n
	for _, k := range other.list {
		if b.wants(k.rank) {
			b.add(k)
		}
	}
	clear(other.list)
	other.n, other.list = 0, other.list[:0]
	if len(b.list) == b.limit {
		other.below = b.list[0].rank
	}
}

// rankOf draws the lot of a family, from nothing but which one it is.
func rankOf(e *journal.Event) uint64 {
	h := uint64(14695981039346656037)
	add := func(s string) {
		for _, r := range s { // bytes that are not UTF-8 count as what the journal has for them
			h = (h ^ uint64(r)) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	if e.Group != "" {
		add(e.Act)
		add(e.Group)
	} else {
		add(e.File)
		h ^= uint64(e.Row) * 0x9e3779b97f4a7c15
	}
	// The finishing steps of splitmix64: rows that follow each other get ranks that do not.
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// appendClipped appends a line whose texts and lists are cut to what a page shows of them.
func appendClipped(dst []byte, e *journal.Event) []byte {
	c := *e
	for _, text := range []*string{&c.File, &c.Sheet, &c.Key, &c.Who, &c.Column, &c.Old, &c.New, &c.ToColumn, &c.Parent, &c.HolderFile, &c.Group} {
		*text = clip(*text)
	}
	for _, list := range []*[]string{&c.Numbers, &c.Ext, &c.Labels, &c.Region, &c.Type, &c.From, &c.Confidence} {
		*list = clipped((*list)[:min(len(*list), maxNumbers)])
	}
	c.Codes = clipped(c.Codes)
	return c.Append(dst)
}

// clipped gives the texts of a list, cut.
func clipped(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = clip(s)
	}
	return out
}

// family reads what was written down.
func (k *kept) family() Family {
	f := Family{More: k.more}
	for line := range bytes.Lines(k.lines) {
		var e journal.Event
		if err := json.Unmarshal(line, &e); err != nil {
			f.More++ // impossible: pack wrote it
			continue
		}
		f.Events = append(f.Events, e)
	}
	return f
}

// clip cuts a text between two characters.
func clip(s string) string {
	if len(s) <= maxSampleText {
		return s
	}
	cut := maxSampleText
	for cut > maxSampleText-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
