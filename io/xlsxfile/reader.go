package xlsxfile

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/callready/callready/io/record"
)

// reader reads the rows of a sheet. While rows are cut from one block, and until Read is called again, the next one is
// inflated: one and no more, so that a pass can be given up at any time.
type reader struct {
	table  *Table
	part   *partReader
	rows   rows
	head   *head
	tail   []byte       // read and not yet cut, behind a batch's rows
	ahead  []byte       // inflated ahead
	eof    bool         // of part, with ahead holding the rest
	coming func() error // waits for ahead and eof; nil if they are there
	err    error        // sticky
	full   bool         // the batch was over before the tail: more rows wait in it
	offset int64        // in the XML, of tail
}

// mostFields bounds the fields of a batch, whatever its bytes: a row of sixty bytes can name the last of sixteen thousand columns.
const mostFields = 1 << 17

func (r *reader) Read(b *record.Batch) error {
	b.Reset()
	b.Text, b.Escape, b.Quote = nil, 0, '"'
	if r.err != nil {
		return r.err
	}
	err := r.read(b)
	if err != nil {
		b.Reset()
		r.err = err
		if !errors.Is(err, io.EOF) && !errors.Is(err, r.part.ctx.Err()) {
			r.err = fmt.Errorf("sheet %q: %w", r.table.sheet.Name, err)
		}
		r.close()
		return r.err
	}
	r.table.consumed.Store(r.offset)
	return nil
}

func (r *reader) close() {
	_ = r.await()
	_ = r.part.Close() // What could be wrong has been seen while reading.
}

// await waits for the block that is being inflated.
func (r *reader) await() error {
	if r.coming == nil {
		return nil
	}
	wait := r.coming
	r.coming = nil
	return wait()
}

func (r *reader) read(b *record.Batch) error {
	if r.head == nil {
		if err := r.readHead(); err != nil {
			return err
		}
	}
	b.Buf = append(b.Buf, r.tail...)
	for !r.rows.done {
		last := false
		if !r.full {
			if err := r.await(); err != nil {
				return err
			}
			b.Buf = append(b.Buf, r.ahead...)
			last = r.eof
			r.makeRoom(len(b.Buf))
		}
		raw := b.Buf
		if len(raw) > r.table.book.opt.MaxRow {
			return tooBig("row %d has more than %d bytes", r.rows.line+1, r.table.book.opt.MaxRow)
		}
		if !r.full {
			r.coming = r.inflate()
		}
		used, err := r.cut(b, raw)
		switch {
		case err != nil:
			return err
		case r.rows.done, r.full:
		case last:
			return damaged("it breaks off behind row %d", r.rows.line)
		}
		r.offset += int64(used)
		r.tail = append(r.tail[:0], raw[used:]...)
		if len(b.Records) > 0 {
			return nil
		}
		b.Buf = append(b.Buf[:0], r.tail...)
	}
	return r.finish()
}

// makeRoom empties what was inflated ahead, once it stands behind so many bytes in all, for the next block.
func (r *reader) makeRoom(n int) {
	r.ahead = r.ahead[:0]
	if block := r.table.book.opt.BlockSize; n > 2*block {
		r.ahead = make([]byte, 0, n) // A long row is not looked at again for every block of it.
	} else if cap(r.ahead) > block {
		r.ahead = make([]byte, 0, block)
	}
}

// inflate starts to read the next block; the result waits for it.
func (r *reader) inflate() (wait func() error) {
	if r.eof {
		return func() error { return nil }
	}
	done := make(chan error, 1)
	go func() {
		n, err := io.ReadFull(r.part, r.ahead[:cap(r.ahead)])
		r.ahead = r.ahead[:n]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			r.eof, err = true, nil
		}
		done <- err
	}()
	return func() error { return <-done }
}

// cut cuts the rows that raw holds whole and says how many bytes they take.
func (r *reader) cut(b *record.Batch, raw []byte) (int, error) {
	if len(raw) > math.MaxUint32/2 {
		return 0, tooBig("a block of %d bytes", len(raw))
	}
	r.rows.offset = r.offset
	pos := 0
	r.full = false
	for {
		if len(b.Fields) > mostFields {
			r.full = true
			break
		}
		end, err := r.rows.next(b, raw, pos)
		if errors.Is(err, errShort) {
			break
		}
		if err != nil {
			return 0, err
		}
		if r.rows.done {
			break
		}
		pos = end
	}
	if !utf8.Valid(raw[:pos]) {
		return 0, r.rows.badText(b)
	}
	if uint64(len(b.Buf)) > math.MaxUint32 {
		return 0, tooBig("a block of %d bytes with its texts", len(b.Buf))
	}
	return pos, nil
}

func (r *rows) badText(b *record.Batch) error {
	for i := range b.Records {
		if !utf8.Valid(b.Raw(i)) {
			return damaged("row %d holds bytes that are no UTF-8", b.Records[i].Line)
		}
	}
	return damaged("it holds bytes that are no UTF-8")
}

// finish reads what follows the rows, which brings the part's checksum, and leaves what was learnt with the table.
func (r *reader) finish() error {
	if err := r.await(); err != nil {
		return err
	}
	tail := slices.Concat(r.head.rest, r.tail, r.ahead)
	for !r.eof {
		if len(tail) > r.table.book.opt.MaxPart {
			return tooBig("more than %d bytes follow its rows", r.table.book.opt.MaxPart)
		}
		r.ahead = r.ahead[:0]
		if err := r.inflate()(); err != nil {
			return err
		}
		tail = append(tail, r.ahead...)
	}
	merged, err := readTail(tail, &r.head.names, r.head.open)
	if err != nil {
		return err
	}
	r.table.learn(&facts{
		head: r.head, tail: tail, cells: r.rows.cells, last: r.rows.last, refs: r.rows.refs, styles: r.rows.sample,
		merged: merged, arrays: newMerges(r.rows.arrays), end: r.offset,
	})
	return io.EOF
}
