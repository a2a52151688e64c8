package pipeline

import (
	"context"
	"encoding/binary"
	"io"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
)

// unitsBytes is about how many bytes of records are unpacked together.
const unitsBytes = 256 << 10

// unitBatch is some units, each of records that hang together, as they come from the sorter.
type unitBatch struct {
	buf   []byte
	ends  []int // of the records
	units []int // how many records have come at the end of each unit
}

// unitReader reads units, each whole.
type unitReader struct {
	from  *spill.Cursor
	ahead spill.Record // begins the next unit
	more  bool         // there is one ahead
}

func newUnitReader(from *spill.Cursor) (u *unitReader, err error) {
	u = &unitReader{from: from}
	return u, u.advance()
}

// advance asks for the next record.
func (u *unitReader) advance() (err error) {
	u.ahead, u.more, err = u.from.Next()
	return err
}

// Read fills a batch.
func (u *unitReader) Read(b *unitBatch) error {
	b.buf, b.ends, b.units = b.buf[:0], b.ends[:0], b.units[:0]
	for u.more && len(b.buf) < unitsBytes {
		for unit := binary.BigEndian.Uint64(u.ahead.Key); u.more && binary.BigEndian.Uint64(u.ahead.Key) == unit; {
			b.buf = append(b.buf, u.ahead.Value...)
			b.ends = append(b.ends, len(b.buf))
			if err := u.advance(); err != nil {
				return err
			}
		}
		b.units = append(b.units, len(b.ends))
	}
	if len(b.units) == 0 {
		return io.EOF
	}
	return nil
}

// unit is the records of one unit with their groups.
type unit struct {
	members []*twin
	closed  dedupe.Closed // of more than one
}

// unpacker makes twins of packed records; each worker has its own.
type unpacker struct {
	*people
	created, modified when.Clock
}

// units closes the groups of units, several at a time, and hands them over in order.
func (p *people) units(ctx context.Context, sorter *spill.Sorter, take func(*unit) error) error {
	source, err := newUnitReader(sorter.Cursor())
	if err != nil {
		return err
	}
	workers := make([]*unpacker, p.Workers)
	for i := range workers {
		workers[i] = &unpacker{people: p, created: p.settler.created, modified: p.settler.modified}
	}
	return scan(ctx, source, workers, func(w *unpacker, b *unitBatch, out *[]unit) error {
		*out = (*out)[:0]
		at, start := 0, 0
		for _, end := range b.units {
			u := unit{members: make([]*twin, 0, end-start)}
			for _, to := range b.ends[start:end] {
				t, err := w.unpack(b.buf[at:to])
				if err != nil {
					return err
				}
				u.members = append(u.members, t)
				at = to
			}
			start = end
			var err error
			if u.closed, err = p.closed(ctx, u.members); err != nil {
				return err
			}
			*out = append(*out, u)
		}
		return nil
	}, func(us *[]unit) error {
		for i := range *us {
			if err := take(&(*us)[i]); err != nil {
				return err
			}
		}
		clear(*us) // so that no batch keeps its records
		return nil
	})
}

// closed forms the groups of records that hang together.
func (p *people) closed(ctx context.Context, members []*twin) (dedupe.Closed, error) {
	if len(members) < 2 {
		return dedupe.Closed{}, nil
	}
	persons := make([]*dedupe.Person, 0, len(members))
	for _, t := range members {
		persons = append(persons, t.Person)
	}
	return dedupe.Close(ctx, persons, p.opt.Duplicates.Decisions)
}
