package xlsxfile

import (
	"bytes"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
)

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// changes gives the parts that are not copied as they are, by key.
func (w *Writer) changes(f *facts) (map[string]*change, error) {
	m := map[string]*change{}
	if w.untouched() {
		return m, nil
	}
	b := w.table.book
	sheet, err := w.sheet(f)
	if err != nil {
		return nil, err
	}
	m[key(w.table.sheet.part)] = sheet
	if err := w.blankStrings(f, m); err != nil {
		return nil, err
	}
	edits := map[string][]patch{}
	if w.growth.now > w.growth.last {
		if err := w.growRefs(edits); err != nil {
			return nil, err
		}
	}
	if w.fx.twins {
		if edits[b.style.part], err = twins(w.ctx, b.pack, b.style.part); err != nil {
			return nil, err
		}
	}
	if l, ok := b.links.first("calcChain"); ok && w.fx.formulas > 0 {
		if err := w.dropPart(l, m, edits); err != nil {
			return nil, err
		}
	}
	for name, ps := range edits {
		s, err := b.pack.small(w.ctx, name)
		if err != nil {
			return nil, err
		}
		if m[key(name)], err = w.whole(apply(s, ps)); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// untouched says that nothing was changed, so that the copy is the workbook itself.
func (w *Writer) untouched() bool { return w.growth.now == w.growth.last && !w.edited }

// patch replaces bytes of a part.
type patch struct {
	from, to int
	text     string
}

// apply makes patches that do not overlap.
func apply(s []byte, ps []patch) []byte {
	slices.SortFunc(ps, func(a, b patch) int { return a.from - b.from })
	var out []byte
	pos := 0
	for _, p := range ps {
		out = append(append(out, s[pos:p.from]...), p.text...)
		pos = p.to
	}
	return append(out, s[pos:]...)
}

// sheet puts the sheet together: its head, the rows, its tail.
func (w *Writer) sheet(f *facts) (*change, error) {
	head := f.head.bytes
	if a := f.head.dimAt; a.end > 0 {
		dim := f.head.dim.union(w.fx.cells)
		if !w.fx.cells.empty() {
			dim = dim.union(f.cells)
		}
		if dim != f.head.dim {
			head = apply(head, []patch{{a.value, a.end, dim.String()}})
		}
	}
	tail := f.tail
	if w.growth.now > w.growth.last {
		tail = apply(tail, w.growth.refs(tail, &f.head.names, true))
	}
	first, err := w.whole(head)
	if err != nil {
		return nil, err
	}
	last, err := w.whole(tail)
	if err != nil {
		return nil, err
	}
	c := &change{
		chunks: []io.Reader{first.open(), w.body.reader(), last.chunks[0]},
		packed: first.packed - int64(len(lastBlock)) + w.body.n + last.packed,
		size:   first.size + w.size + last.size,
	}
	c.sum = joinSums(joinSums(first.sum, w.sum, w.size), last.sum, last.size)
	return c, nil
}

// whole compresses a part that is at hand.
func (w *Writer) whole(s []byte) (*change, error) {
	var buf bytes.Buffer
	if _, err := deflate(&buf, nil, s, w.opt.Level); err != nil {
		return nil, err
	}
	buf.WriteString(lastBlock)
	return &change{
		chunks: []io.Reader{bytes.NewReader(buf.Bytes())}, sum: crc32.ChecksumIEEE(s), size: int64(len(s)), packed: int64(buf.Len()),
	}, nil
}

// open gives the compressed content without its last block, so that more can follow.
func (c *change) open() io.Reader {
	return io.LimitReader(c.chunks[0], c.packed-int64(len(lastBlock)))
}

// extend gives the range that a table or filter has after the sheet has grown: one that reached the last row goes on to
// the new last one.
func (g growth) extend(r rect) (rect, bool) {
	if r.top > g.last || r.bottom < g.last || r.bottom >= g.now {
		return r, false
	}
	r.bottom = g.now
	return r, true
}

// refs gives the patches for the ranges of filters, and of a table's own. inSheet says that s is the end of a sheet.
func (g growth) refs(s []byte, n *names, inSheet bool) []patch {
	var ps []patch
	for pos := 0; ; {
		t, err := nextTag(s, pos)
		if err != nil {
			return ps
		}
		pos = t.end
		local := string(n.local(s, t))
		if t.kind == closing || local != "autoFilter" && (inSheet || local != "table") {
			continue
		}
		if local == "table" {
			if rows := attr(s, t, "totalsRowCount"); len(rows) > 0 && string(rows) != "0" {
				return nil // New rows stand below the totals, outside of the table.
			}
		}
		if a, ok := findAttr(s, t, "ref"); ok {
			if r, ok := parseRect(s[a.value:a.end]); ok {
				if r, ok = g.extend(r); ok {
					ps = append(ps, patch{a.value, a.end, r.String()})
				}
			}
		}
	}
}

// growRefs extends the tables of the sheet, and the filter and the print area that the workbook defines for it.
func (w *Writer) growRefs(edits map[string][]patch) error {
	b := w.table.book
	for _, l := range w.table.sheet.links {
		if !l.is("table") || l.external {
			continue
		}
		s, err := b.pack.small(w.ctx, l.target)
		if err != nil {
			return err
		}
		root, err := nextTag(s, 0)
		if err != nil {
			return damaged("its part %s is no table", l.target)
		}
		n := rootNames(s, root)
		if ps := w.growth.refs(s, &n, false); len(ps) > 0 {
			edits[l.target] = ps
		}
	}
	s, err := b.pack.small(w.ctx, b.name)
	if err != nil {
		return err
	}
	var ps []patch
	err = walk(s, func(local []byte, t tag, _ int) (int, error) {
		if string(local) == "definedName" && t.kind == opening && string(attr(s, t, "localSheetId")) == strconv.Itoa(w.table.sheet.index) {
			name := attrText(s, t, "name")
			if strings.EqualFold(name, filterName) || strings.EqualFold(name, "_xlnm.Print_Area") {
				end := t.end + bytes.IndexByte(s[t.end:], '<')
				at := t.end + bytes.LastIndexByte(s[t.end:end], '!') + 1
				if r, ok := parseRect(s[at:end]); ok && at > t.end {
					if r, ok = w.growth.extend(r); ok {
						ps = append(ps, patch{at, end, r.absolute()})
					}
				}
			}
		}
		return 0, nil
	})
	if err == nil && len(ps) > 0 {
		edits[b.name] = ps
	}
	return err
}

// dropPart leaves a part of the workbook out, and what refers to it.
func (w *Writer) dropPart(l link, m map[string]*change, edits map[string][]patch) error {
	p := w.table.book.pack
	m[key(l.target)] = &change{drop: true}
	const types = "[Content_Types].xml"
	rels := linksName(w.table.book.name)
	for _, name := range []string{types, rels} {
		s, err := p.small(w.ctx, name)
		if err != nil {
			return err
		}
		err = walk(s, func(_ []byte, t tag, depth int) (int, error) {
			if depth != 2 || name == types && key(attrText(s, t, "PartName")) != key(l.target) || name == rels && attrText(s, t, "Id") != l.id {
				return 0, nil
			}
			end, err := skipElement(s, t)
			if err == nil {
				edits[name] = append(edits[name], patch{t.start, end, ""})
			}
			return end, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
