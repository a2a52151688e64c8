package report

import (
	"cmp"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
)

// DefaultShow is how many families a [Digest] keeps for each reason when nobody asks for more.
const DefaultShow = 3

// Bounds of a digest.
const (
	digestLines    = 40  // lines of a family; the rest is counted
	digestFamilies = 500 // families, where all are shown
	digestChanges  = 7   // reasons of changes that are shown with examples, where it is capped
	digestFindings = 7   // the same of what a person should look at
)

// Digest is what a text shows of a journal: exact counts by kind and by reason, and the first few families of each reason. A
// family is what the journal says about one contact, its cells and the new contacts made of it, or about one group of duplicates.
// Its memory is bounded by the number of reasons. Add all lines in the order of the journal.
type Digest struct {
	Show   int             // families of each reason
	Capped bool            // of many reasons only the first are shown with examples
	Only   []string        // reasons to show; empty for all
	Whole  bool            // show every family with all that is known, whatever its reasons
	Silent map[string]bool // codes that are counted, and shown only where they are asked for

	acts     map[string]int64
	reasons  map[digestKey]*digestReason
	families []*family
	left     int64 // families beyond the bound
	open     *family
	spare    *family     // one that was not kept
	keys     []digestKey // of the line at hand
	seen     []digestKey // of the family at hand
}

// digestKey is what lines are gathered by: their code, or their act where they have none.
type digestKey struct{ code, act string }

// digestReason is a reason with its lines.
type digestReason struct {
	digestKey
	n        int64
	of       int64 // families
	families []*family
}

// family is what the journal says about one contact or group.
type family struct {
	lines []journal.Event
	more  int // lines that are left out
	shown bool
}

// Add takes the next line. The digest keeps it as it is.
func (d *Digest) Add(e *journal.Event) {
	if d.open == nil || !sameFamily(&d.open.lines[0], e) {
		d.close()
		if d.open, d.spare = d.spare, nil; d.open == nil {
			d.open = &family{}
		}
	}
	if len(d.open.lines) == digestLines {
		d.open.more++
	} else {
		d.open.lines = append(d.open.lines, *e)
	}
	if d.acts == nil {
		d.acts, d.reasons = map[string]int64{}, map[digestKey]*digestReason{}
	}
	d.keys = keysOf(d.keys[:0], e)
	if len(d.Only) > 0 && !slices.ContainsFunc(d.keys, d.asked) {
		return // It is shown with its family, and not counted.
	}
	d.acts[e.Act]++
	for _, k := range d.keys {
		d.reason(k).n++
	}
}

// reason gives the reason of a key.
func (d *Digest) reason(k digestKey) *digestReason {
	r := d.reasons[k]
	if r == nil {
		r = &digestReason{digestKey: k}
		d.reasons[k] = r
	}
	return r
}

// asked tells whether a reason is one of those that are asked for.
func (d *Digest) asked(k digestKey) bool {
	return len(d.Only) == 0 || slices.Contains(d.Only, k.code)
}

// keysOf appends the reasons of a line, each once.
func keysOf(keys []digestKey, e *journal.Event) []digestKey {
	if len(e.Codes) == 0 {
		return append(keys, digestKey{act: e.Act})
	}
	for _, code := range e.Codes {
		if k := (digestKey{code: code}); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// sameFamily tells whether two lines that follow each other are about the same contact or group.
func sameFamily(a, b *journal.Event) bool {
	if a.Group != "" || b.Group != "" {
		return a.Group == b.Group && a.Act == b.Act
	}
	return a.Row == b.Row && a.File == b.File
}

// close ends the family at hand: it is kept where one of its reasons has room for it.
func (d *Digest) close() {
	f := d.open
	d.open = nil
	if f == nil {
		return
	}
	if d.Whole {
		if len(d.families) == digestFamilies {
			d.left++
			return
		}
		d.families = append(d.families, f)
		return
	}
	kept := false
	d.seen = d.seen[:0]
	for i := range f.lines {
		d.keys = keysOf(d.keys[:0], &f.lines[i])
		for _, k := range d.keys {
			if slices.Contains(d.seen, k) || !d.asked(k) {
				continue
			}
			d.seen = append(d.seen, k)
			r := d.reason(k)
			if r.of++; len(r.families) < d.Show {
				r.families, kept = append(r.families, f), true
			}
		}
	}
	if !kept {
		clear(f.lines)
		*f = family{lines: f.lines[:0]}
		d.spare = f
	}
}

// list gives the reasons, the worst and most frequent first, those without a code last.
func (d *Digest) list(texts Texts) []*digestReason {
	d.close()
	var out []*digestReason
	for _, r := range d.reasons {
		if d.asked(r.digestKey) && (!d.Silent[r.code] || len(d.Only) > 0) {
			out = append(out, r)
		}
	}
	place := func(r *digestReason) int {
		if r.code == "" {
			return len(ranks) + 1
		}
		return rank(texts.Severity(r.code))
	}
	slices.SortFunc(out, func(a, b *digestReason) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(b.n, a.n), cmp.Compare(a.code, b.code), cmp.Compare(a.act, b.act))
	})
	return out
}

// shown gives the reasons to show with examples: what changes first, plain changes before those that were not plain, then what a
// person should look at. list is what [Digest.list] gives.
func (d *Digest) shown(list []*digestReason, texts Texts) []*digestReason {
	var plain, changes, findings []*digestReason
	for _, r := range list {
		switch {
		case len(r.families) == 0:
		case r.code == "":
			plain = append(plain, r)
		case rank(texts.Severity(r.code)) < ranks["info"]:
			findings = append(findings, r)
		default:
			changes = append(changes, r)
		}
	}
	changes = append(plain, changes...)
	if d.Capped && len(d.Only) == 0 {
		changes, findings = changes[:min(len(changes), digestChanges)], findings[:min(len(findings), digestFindings)]
	}
	return append(changes, findings...)
}

// silenced gives the codes that occurred and are not shown, sorted.
func (d *Digest) silenced() []string {
	var out []string
	for k := range d.reasons {
		if d.Silent[k.code] && len(d.Only) == 0 {
			out = append(out, k.code)
		}
	}
	slices.Sort(out)
	return out
}
