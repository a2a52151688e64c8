package xlsxfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/callready/callready/io/record"
)

// blankStrings makes the shared strings empty that lost their last cell. Their places stay, because cells refer to
// strings by their number.
func (w *Writer) blankStrings(f *facts, m map[string]*change) error {
	if len(w.gone) == 0 {
		return nil
	}
	b := w.table.book
	texts, err := b.shared(w.ctx)
	if err != nil {
		return err
	}
	gone, some, err := w.unused(f.refs)
	if err != nil {
		return err
	}
	if some == 0 {
		return nil
	}
	if err := w.spare(gone); err != nil {
		if errors.Is(err, w.ctx.Err()) {
			return err
		}
		w.result.Left = fmt.Errorf("another sheet may use them and cannot be read: %w", err)
		return nil
	}
	c, n, err := w.rewriteStrings(texts.part, gone)
	if err != nil {
		return err
	}
	w.result.Blanked = n
	m[key(texts.part)] = c
	return nil
}

// unused gives the strings that no cell of the sheet uses any more, as bits, and how many they are. refs is used as
// scratch space, because there may be millions, and is as it was afterwards.
func (w *Writer) unused(refs []uint32) (gone []uint64, some int, err error) {
	w.table.mu.Lock()
	defer w.table.mu.Unlock()
	gone = make([]uint64, len(refs)/64+1)
	for _, list := range w.gone {
		for _, i := range list {
			if int(i) >= len(refs) {
				return nil, 0, damaged("text %d is not there", i)
			}
			if refs[i]--; refs[i] == 0 {
				gone[i/64] |= 1 << (i % 64)
				some++
			}
		}
	}
	for _, list := range w.gone {
		for _, i := range list {
			refs[i]++
		}
	}
	return gone, some, nil
}

// spare takes out of gone the strings that other sheets use.
func (w *Writer) spare(gone []uint64) error {
	b := w.table.book
	others := make([]Sheet, 0, len(b.sheets)+len(b.others))
	for _, s := range b.sheets {
		if s.part != w.table.sheet.part {
			others = append(others, s)
		}
	}
	for _, part := range b.others {
		others = append(others, Sheet{Name: part, part: part})
	}
	for _, s := range others {
		t := &Table{book: b, sheet: s}
		r, err := t.reader(w.ctx)
		if err != nil {
			return err
		}
		var batch record.Batch
		for err == nil {
			err = r.Read(&batch)
		}
		if !errors.Is(err, io.EOF) {
			return err
		}
		for i, n := range r.rows.refs {
			if n > 0 {
				gone[i/64] &^= 1 << (i % 64)
			}
		}
	}
	return nil
}

// rewriteStrings copies the shared strings with some of them empty, and says how many.
func (w *Writer) rewriteStrings(part string, gone []uint64) (_ *change, blanked int, err error) {
	it, err := w.table.book.items(w.ctx, part)
	if err != nil {
		return nil, 0, err
	}
	defer it.close()
	s := &scratch{dir: w.table.book.opt.TempDir}
	out := newPacker(w.ctx, s, w.opt.Level, w.table.book.opt.BlockSize)
	// An error of the packer stops it; it is asked for in the end.
	out.write(w.openStrings(it))
	for i := 0; ; i++ {
		raw, t, ok, err := it.next()
		if err != nil {
			return nil, 0, errors.Join(err, out.stop(), s.close())
		}
		if !ok {
			break
		}
		if gone[i/64]&(1<<(i%64)) == 0 {
			out.write(raw[it.gap:it.pos])
			continue
		}
		blanked++
		prefix := prefixOf(raw[t.name:t.stop])
		out.write(raw[it.gap:t.start])
		out.write(slices.Concat([]byte("<"), prefix, []byte("si><"), prefix, []byte("t/></"), prefix, []byte("si>")))
	}
	out.write(it.w.buf[it.gap:])
	sum, size, err := out.close()
	if err != nil {
		return nil, 0, errors.Join(err, s.close())
	}
	if _, err := s.Write([]byte(lastBlock)); err != nil {
		return nil, 0, errors.Join(err, s.close())
	}
	return &change{chunks: []io.Reader{s.reader()}, sum: sum, size: size, packed: s.n, held: []*scratch{s}}, blanked, nil
}

// openStrings gives the part up to its first item, with the number of uses brought up to date.
func (w *Writer) openStrings(it *itemReader) []byte {
	s := it.w.buf[:it.pos]
	root, err := nextTag(s, 0)
	if err != nil {
		return s
	}
	var ps []patch
	if it.part.wide {
		if m := declared.FindSubmatchIndex(s); m != nil {
			ps = append(ps, patch{m[2], m[3], "UTF-8"})
		}
	}
	if a, ok := findAttr(s, root, "count"); ok {
		released := 0
		for _, list := range w.gone {
			released += len(list)
		}
		if n, ok := atoi(s[a.value:a.end]); ok && released > 0 && n >= released {
			ps = append(ps, patch{a.value, a.end, strconv.Itoa(n - released)})
		}
	}
	return apply(bytes.Clone(s), ps)
}
