package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"sync/atomic"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// Codes of numbers that records of other files have.
const (
	CodeAlso     = "number-held-elsewhere" // a record of another file has the number too
	CodeAlsoFile = "also-read"             // such a file was read
)

// Also is a file whose records have a say in who has which number, and of which nothing is written: companies, leads, accounts. It
// has columns of its own.
type Also struct {
	Input
	Binding *profile.Binding
}

// beside knows which numbers of the contacts records of other files have.
type beside struct {
	files  []Also
	starts []int // by file the rows before it, those of the contacts counted
	at     []alsoAt
	rows   *spill.Sorter // those records by number, as holders; nil where none were read
	counts []summary.Also
}

// alsoAt is the first record of another file that has a number.
type alsoAt struct {
	key uint64
	row uint32
}

// first gives the first record of another file that has a number, 0 for none.
func (e *beside) first(key uint64) uint32 {
	i, ok := slices.BinarySearchFunc(e.at, key, func(a alsoAt, k uint64) int { return cmp.Compare(a.key, k) })
	if !ok {
		return 0
	}
	return e.at[i].row
}

// locate gives the file of a record, and which row of that file it is; false for a record that is a contact's.
func (e *beside) locate(row int) (file, own int, ok bool) {
	file = sort.SearchInts(e.starts, row) - 1
	if file < 0 {
		return 0, 0, false
	}
	return file, row - e.starts[file], true
}

// close removes the temporary file.
func (e *beside) close() {
	if e.rows != nil {
		_ = e.rows.Close()
	}
}

// commons is what one batch of another file has of numbers that contacts have.
type commons struct {
	all     int64 // numbers, also those that no contact has
	records int64 // that have one that a contact has
	at      []held
	rows    []sharer
}

// also reads the other files, and takes those of their numbers into the index that contacts have. A number that no contact has is not
// remembered, so that memory grows with what they have in common alone.
func (s *settler) also(ctx context.Context, files []Also) error {
	if len(files) == 0 {
		return nil
	}
	e := &s.beside
	e.files, e.rows = files, spill.New(s.Temp, sorterMemory)
	total := int64(0)
	for i := range files {
		total += files[i].Bytes
	}
	s.Progress.Stage("also", total)
	shown := &halves{to: s.Progress}
	before := s.rows
	for i := range files {
		sub, err := s.aside(ctx, &files[i], shown)
		if err != nil {
			return fmt.Errorf("read %s: %w", files[i].Name, err)
		}
		if uint64(before)+uint64(sub.rows) > math.MaxUint32 {
			return errors.New("the files have too many rows together")
		}
		e.starts = append(e.starts, before)
		if err := s.common(ctx, sub, i, before); err != nil {
			return fmt.Errorf("read %s: %w", files[i].Name, err)
		}
		before += sub.rows
	}
	slices.SortStableFunc(e.at, func(a, b alsoAt) int { return cmp.Compare(a.key, b.key) })
	e.at = slices.CompactFunc(e.at, func(a, b alsoAt) bool { return a.key == b.key })
	return nil
}

// halves shows two passes over some files as one stage that reads them once.
type halves struct {
	to   Progress
	half atomic.Int64 // half a byte that is not told yet
}

func (h *halves) Stage(string, int64) {}
func (h *halves) Rows(int64)          {}

func (h *halves) Add(n int64) {
	if n%2 != 0 && h.half.Add(1)%2 == 0 {
		n++ // the second of two halves
	}
	h.to.Add(n / 2)
}

// aside surveys another file.
func (s *settler) aside(ctx context.Context, f *Also, shown Progress) (*Pass, error) {
	fields, columns := Fields(f.Binding)
	sub := &Pass{inputs: []Input{f.withDefaults()}, Workers: s.Workers, Progress: shown, Temp: s.Temp, Parts: Parts{
		Binding: f.Binding, Phone: s.Phone, Columns: columns, Name: s.Name, Ext: -1,
		Rules: &normalize.Rules{Fields: fields, MinConfidence: s.Rules.MinConfidence},
	}}
	return sub, sub.survey(ctx)
}

// common finds the numbers of another file that contacts have, and adds them to the index.
func (s *settler) common(ctx context.Context, sub *Pass, i, before int) error {
	e := &s.beside
	count := summary.Also{Name: e.files[i].Name, Profile: sub.Binding.Profile.Name, Object: sub.Binding.Profile.Object}
	numbers := map[uint64]struct{}{}
	beside := &settler{Pass: sub, people: newPeopleColumns(sub.Binding)}
	var added []held
	err := pass(ctx, sub, "also", look{raw: true}, func(r *reader, b *record.Batch, out *commons) error {
		out.all, out.records, out.at, out.rows = 0, 0, out.at[:0], out.rows[:0]
		for i := range b.Records {
			if b.Records[i].Kind != record.Data || r.continues(b, i) {
				continue
			}
			c, _ := r.holder(b, i, rowOf(&b.Records[i])+uint32(before))
			some := false
			for f := range c.Readings {
				for n := range c.Readings[f].Numbers {
					key, ok := r.holds(f, n)
					if !ok {
						continue
					}
					out.all++
					if _, ok := s.index.Find(key); !ok {
						continue
					}
					some = true
					out.at = append(out.at, held{key, dedupe.Holder{Row: c.Row, Person: c.Person, Mail: c.Mail}})
					rec := b.Records[i]
					rec.Row += before
					sc := scene{settler: beside, r: r, b: b, i: i, rec: &rec, c: c}
					sc.whose()
					out.rows = append(out.rows, sc.sharer(&c.Readings[f].Numbers[n], f))
				}
			}
			if some {
				out.records++
			}
		}
		return nil
	}, func(out *commons) error {
		count.Numbers += out.all
		count.Records += out.records
		added = append(added, out.at...)
		for _, r := range out.rows {
			if err := e.rows.Add(r.key, r.value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, h := range added {
		s.doubles.add(s.index.Add(h.key, h.holder))
		e.at = append(e.at, alsoAt{h.key, h.holder.Row})
		numbers[h.key] = struct{}{}
	}
	count.Rows, count.Common = int64(sub.rows), int64(len(numbers))
	e.counts = append(e.counts, count)
	return nil
}

// elsewhereRow names the record of another file that has a number, on a line of the journal.
func (s *scene) elsewhereRow(f, i int) {
	if len(s.beside.at) == 0 {
		return
	}
	key, ok := s.r.holds(f, i)
	if !ok {
		return
	}
	row := s.beside.first(key)
	file, own, ok := s.beside.locate(int(row))
	if row == 0 || !ok {
		return
	}
	e := s.place("flag")
	s.source(e, f)
	numbered(e, s.c.Readings[f].Numbers[i:i+1])
	e.Codes = append(e.Codes, CodeAlso)
	e.Holder, e.HolderFile = int64(own), s.beside.files[file].Name
	s.out.event(e)
}

// strangers lets the sorter of shared numbers have the records of other files too.
func (k *sink) strangers(ctx context.Context) error {
	if k.beside.rows == nil {
		return nil
	}
	for rec, err := range until(ctx, k.beside.rows.Sorted()) {
		if err != nil {
			return err
		}
		if !k.find(string(rec.Key)).Shared {
			continue
		}
		if err := k.sorter.Add(rec.Key, rec.Value); err != nil {
			return err
		}
	}
	return nil
}

// bindingOf gives the columns of the file that a holder stands in.
func (k *sink) bindingOf(p *person) *profile.Binding {
	if file, _, ok := k.beside.locate(int(p.Row)); ok {
		return k.beside.files[file].Binding
	}
	return k.Binding
}

// origin names the file of a holder, and gives its row there.
func (k *sink) origin(row int) (name string, own int) {
	if file, own, ok := k.beside.locate(row); ok {
		return k.beside.files[file].Name, own
	}
	file, own := k.locate(row)
	return k.inputs[file].Name, own
}

// held tells whether a record of another file has a shared number: it needs no place on a company then.
func (k *sink) held(l *line) bool {
	for i := range l.Holders {
		if l.Holders[i].Row > int64(k.rows) {
			return true
		}
	}
	return false
}
