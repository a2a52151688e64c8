package pipeline

import (
	"context"
	"encoding/binary"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
)

// twin is a record that may stand twice, with all that is shown of it.
type twin struct {
	*dedupe.Person
	row, line int64
	passed    bool // left out with --where or --skip
	key, who  string
	made      bool
	member    dedupe.Member
	later     *later // nil where no merge is prepared
}

// twins is what one batch has of records that may stand twice.
type twins struct {
	rows   []uint32
	buf    []byte
	ends   []int
	person dedupe.Person
	pack   []byte
}

// write closes the groups, and writes them where there is a folder.
func (p *people) write(ctx context.Context, k *sink) error {
	units := spill.New(p.Temp, peopleMemory)
	defer units.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	if err := p.collect(ctx, units); err != nil {
		return err
	}
	w := &twinWriter{people: p, sink: k, rows: spill.New(p.Temp, peopleMemory), rules: p.cols.rules(p.Binding)}
	defer w.rows.Close() //nolint:errcheck // likewise
	if p.merge != nil {
		w.merges = &mergeWriter{twinWriter: w, rows: spill.New(p.Temp, peopleMemory), used: make([]bool, len(p.Binding.Columns))}
		defer w.merges.rows.Close() //nolint:errcheck // likewise
	}
	if err := p.units(ctx, units, func(u *unit) error { return w.unit(ctx, u) }); err != nil {
		return err
	}
	w.leave()
	if k.folder == nil {
		return nil
	}
	if err := w.flush(ctx); err != nil || w.merges == nil {
		return err
	}
	return w.merges.flush(ctx)
}

// collect looks once more at the records of pairs and puts together those that hang together.
func (p *people) collect(ctx context.Context, units *spill.Sorter) error {
	loose := p.loose.Cursor()
	at, more, err := loose.Next()
	if err != nil {
		return err
	}
	var key [8]byte
	return pass(ctx, p.Pass, "groups", look{only: func(row uint32) bool { return p.rows.has(row) || p.made.has(row) }}, func(r *reader, b *record.Batch, out *twins) error {
		out.rows, out.buf, out.ends = out.rows[:0], out.buf[:0], out.ends[:0]
		sc := scene{settler: p.settler, in: &p.inputs[r.file], before: p.starts[r.file], r: r, b: b, texts: make([][]byte, len(p.Columns))}
		for i := range b.Records {
			if !r.someone(b, i) {
				continue
			}
			sc.i, sc.rec, sc.named = i, &b.Records[i], false
			row := rowOf(sc.rec)
			r.somebody(b, i, row, p.cols, &out.person)
			sc.whose()
			out.rows = append(out.rows, row)
			out.buf = p.pack(out, &sc)
			out.ends = append(out.ends, len(out.buf))
		}
		return nil
	}, func(out *twins) error {
		start := 0
		for i, row := range out.rows {
			value := out.buf[start:out.ends[i]]
			start = out.ends[i]
			root, ok := p.hang.Of(row)
			if !ok && p.made.has(row) {
				root, ok = row, true // a unit by itself
			}
			if ok {
				binary.BigEndian.PutUint64(key[:], uint64(root)<<32)
				if err := units.Add(key[:], value); err != nil {
					return err
				}
			}
			for ; more && at[0] <= uint64(row); at, more, err = loose.Next() {
				if err != nil {
					return err
				}
				if at[0] != uint64(row) {
					continue
				}
				binary.BigEndian.PutUint64(key[:], at[1])
				if err := units.Add(key[:], value); err != nil {
					return err
				}
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// pack packs the record at hand.
func (p *people) pack(out *twins, sc *scene) []byte {
	r, b, i := sc.r, sc.b, sc.i
	out.pack = dedupe.AppendPerson(out.pack[:0], &out.person)
	dst := appendText(out.buf, out.pack)
	dst = binary.AppendUvarint(dst, uint64(sc.rec.Line))
	if r.skips(b, i) {
		dst = append(dst, 1)
	} else {
		dst = append(dst, 0)
	}
	dst = appendText(dst, []byte(sc.key))
	dst = appendText(dst, []byte(sc.who))
	for _, col := range p.shown() {
		dst = appendText(dst, r.value(b, i, col))
	}
	if p.merge != nil {
		dst = p.packLater(dst, sc)
	}
	return dst
}

// shown gives the columns of what choosing the record that stays needs: three, and those that are compared.
func (p *people) shown() []int {
	return append([]int{p.cols.created, p.Binding.Modified, p.cols.owner}, p.cols.compared...)
}

func (u *unpacker) unpack(packed []byte) (*twin, error) {
	c := cursor{buf: packed}
	text := func() string { s := c.text(); return string(packed[s.Start:s.End]) }
	at := c.text()
	q, err := dedupe.ParsePerson(packed[at.Start:at.End])
	if err != nil {
		return nil, err
	}
	t := &twin{Person: q, row: int64(q.Ref), line: int64(c.number()), passed: c.byte() == 1, key: text(), who: text()}
	_, t.made = dedupe.Telephony(q)
	t.member = dedupe.Member{Key: q.Key, Made: t.made, Created: u.created.Sortable(text()), Modified: u.modified.Sortable(text()), Owner: text()}
	t.member.Wanted = u.opt.Duplicates.Owner != "" && alike(t.member.Owner, u.opt.Duplicates.Owner)
	for range u.cols.compared {
		t.member.Values = append(t.member.Values, text())
	}
	if u.merge != nil {
		t.later = u.unpackLater(&c)
	}
	if c.bad {
		return nil, errKept
	}
	return t, nil
}
