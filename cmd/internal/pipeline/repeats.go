package pipeline

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sort"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
)

// keysMemory bounds what the sorter of record ids keeps before it spills; repeatedMost how many ids of differing rows are
// known. A file that repeats more has no record ids there.
const (
	keysMemory   = 16 << 20
	repeatedMost = 1 << 20
)

// ErrRepeated tells that what is taken for the record id stands in too many differing rows to be one.
var ErrRepeated = errors.New("more than a million record ids stand in several rows with different contents")

// keyed is the hash of a record's key, and its row.
type keyed [2]uint64

// repeats knows the rows that stand in the input once more, cell for cell: exports that overlap have them.
type repeats struct {
	rows  rowSet
	first [][2]uint32 // such a row, and the row that it repeats, by rows; only where a corrected file has both
}

// of gives the row that a row repeats.
func (r *repeats) of(row uint32) uint32 {
	at := sort.Search(len(r.first), func(i int) bool { return r.first[i][0] >= row })
	if at < len(r.first) && r.first[at][0] == row {
		return r.first[at][1]
	}
	return row
}

// mark gives the rows that stand there once more their kind, so that no pass takes them for contacts.
func (r *repeats) mark(b *record.Batch) {
	if len(r.rows) == 0 {
		return
	}
	for i := range b.Records {
		if rec := &b.Records[i]; rec.Kind == record.Data && r.rows.has(rowOf(rec)) {
			rec.Kind = record.Again
		}
	}
}

// sameness gives the hash by which a record may be another one once more: of its id. In the form of another program no id
// tells two contacts apart, so records without one are compared as a whole.
func (r *reader) sameness(b *record.Batch, i int) (hash uint64, ok bool) {
	if key := r.value(b, i, r.Binding.Key); len(key) > 0 {
		return r.keyHash(key), true
	}
	if r.Form {
		return r.content(b, i), true
	}
	return 0, false
}

// content gives the hash of a record's cells, in the order of the run's columns.
func (r *reader) content(b *record.Batch, i int) uint64 {
	h := wordStart
	for col := range r.Binding.Columns {
		r.scratch = r.scratch[:0]
		h = mix(h ^ dedupe.Hash64(b.Value(i, col, &r.scratch)))
	}
	return h
}

// repeats finds the rows that have a record id in common: those with the same cells are one record that stands there several
// times, those that differ leave open which of them is right. Nothing is read again where no id comes twice.
func (p *Pass) repeats(ctx context.Context, keys *spill.Fixed[keyed]) error {
	rows, err := together(ctx, keys)
	if err != nil || len(rows) == 0 {
		p.twice = map[uint64]bool{}
		return err
	}
	ids := spill.NewFixed[[2]uint64](p.Temp, keysMemory) // with the content
	defer ids.Close()                                    //nolint:errcheck // its temporary file goes with the folder it lies in
	whole := spill.NewFixed[keyed](p.Temp, keysMemory)
	defer whole.Close() //nolint:errcheck // likewise
	err = pass(ctx, p, "repeats", look{raw: true}, func(r *reader, b *record.Batch, out *[][3]uint64) error {
		*out = (*out)[:0]
		for i := range b.Records {
			if b.Records[i].Kind != record.Data || !rows.has(rowOf(&b.Records[i])) {
				continue
			}
			id, _ := r.sameness(b, i)
			*out = append(*out, [3]uint64{id, r.content(b, i), uint64(rowOf(&b.Records[i]))})
		}
		return nil
	}, func(out *[][3]uint64) error {
		for _, rec := range *out {
			if err := ids.Add([2]uint64{rec[0], rec[1]}); err != nil {
				return err
			}
			if err := whole.Add(keyed{combine(rec[0], rec[1]), rec[2]}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if p.twice, err = differing(ctx, ids); err != nil {
		return err
	}
	p.again, err = identical(ctx, whole, p.Whole)
	return err
}

// together gives the rows whose key other rows have too. Keys are sorted on disk, so that memory does not grow with the rows
// but by a bit for each.
func together(ctx context.Context, keys *spill.Fixed[keyed]) (rowSet, error) {
	var rows rowSet
	var last keyed
	first := true
	for k, err := range until(ctx, keys.Sorted()) {
		if err != nil {
			return nil, err
		}
		if !first && k[0] == last[0] {
			rows.add(uint32(last[1]))
			rows.add(uint32(k[1]))
		}
		last, first = k, false
	}
	return rows, nil
}

// differing gives the ids that come with more than one content.
func differing(ctx context.Context, ids *spill.Fixed[[2]uint64]) (map[uint64]bool, error) {
	twice := map[uint64]bool{}
	var last [2]uint64
	first := true
	for id, err := range until(ctx, ids.Sorted()) {
		if err != nil {
			return nil, err
		}
		switch {
		case first || id[0] != last[0]:
			last, first = id, false
		case id[1] != last[1]:
			if twice[id[0]] = true; len(twice) > repeatedMost {
				return nil, ErrRepeated
			}
		}
	}
	return twice, nil
}

// identical gives the rows that an earlier one has said cell for cell, with that one where firsts is set. What a row costs here is
// less than what its numbers would cost in the index.
func identical(ctx context.Context, whole *spill.Fixed[keyed], firsts bool) (repeats, error) {
	var r repeats
	var last keyed
	first := true
	for k, err := range until(ctx, whole.Sorted()) {
		switch {
		case err != nil:
			return r, err
		case first || k[0] != last[0]:
			last, first = k, false
			continue
		}
		r.rows.add(uint32(k[1]))
		if firsts {
			r.first = append(r.first, [2]uint32{uint32(k[1]), uint32(last[1])})
		}
	}
	slices.SortFunc(r.first, func(a, b [2]uint32) int { return cmp.Compare(uint64(a[0]), uint64(b[0])) })
	return r, nil
}
