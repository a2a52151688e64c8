package csvfile

import (
	"bytes"

	"github.com/callready/callready/io/record"
)

// classify decides what a record is that the scanner found at b.Buf[start:], and appends it. pos is before start
// where a byte order mark lies between them.
func (r *Reader) classify(b *record.Batch, v view, pos, start int, f found) int {
	lines := 1 + r.scan.lone
	multi := f.unclosed
	if f.quoted && !f.unclosed {
		inner := countLines(b.Buf[start:f.body])
		lines = 1 + inner
		multi = multi || inner > r.scan.lone
	}
	if !r.header.seen && r.opt.Dialect.HeaderRow > 0 {
		return r.takeHeader(b, v, pos, start, f, lines)
	}
	if f.unclosed {
		return r.giveUpLine(b, v, pos, start, f.first)
	}
	cells := b.Fields[f.first:]
	kind, fault := record.Data, ""
	switch {
	case f.stray:
		kind, fault = record.Bad, record.FaultStray
	case r.blank(b.Buf, cells):
		kind = record.Blank
	case r.header.seen && r.isHeader(b.Buf, cells):
		kind = record.Repeat
	case len(cells) < r.header.least:
		kind, fault = record.Bad, record.FaultTooFew
	case len(cells) > r.header.width && r.header.width > 0 && (f.surplus || !r.blank(b.Buf, cells[r.header.width:])):
		kind, fault = record.Bad, record.FaultTooMany
	}
	if kind == record.Bad && fault != record.FaultTooMany && !f.wrapped {
		if w, ok := r.rewrapped(b, v, start, f.first); ok {
			f, kind, fault = w, record.Data, ""
			lines = 1 + countLines(b.Buf[start:f.body])
		}
	}
	if multi && !f.wrapped && (f.over && r.runaway(b, v, f, start) || (kind == record.Bad || r.swallows(b, cells)) && r.plausible(b, v, f, start)) {
		return r.giveUpLine(b, v, pos, start, f.first)
	}
	end := r.emit(b, pos, f.end, kind, fault, f.first, lines)
	b.Records[len(b.Records)-1].Wrapped = f.wrapped
	return end
}

// giveUpLine makes the first physical line of a record a bad record of its own, so that one stray quote does not
// swallow the rows after it.
func (r *Reader) giveUpLine(b *record.Batch, v view, pos, start, first int) int {
	end := firstLine(v.buf, start, v.eof)
	b.Fields = b.Fields[:first]
	if end < 0 {
		return r.orOversize(b, v, pos)
	}
	return r.emit(b, pos, end, record.Bad, record.FaultUnclosed, first, 1)
}

// plausible says whether the first physical line of a record would be a row of the table if the quote whose cell
// goes beyond that line were a plain character.
func (r *Reader) plausible(b *record.Batch, v view, f found, start int) bool {
	at := indexLineEnd(v.buf[start:])
	if at < 0 {
		return false
	}
	at += start
	for i, cell := range b.Fields[f.first:] {
		if int(cell.End) <= at {
			continue
		}
		if !cell.Quoted || int(cell.Start) > at {
			return false
		}
		n := i + 1 + bytes.Count(v.buf[cell.Start:at], []byte{r.scan.delim})
		if r.header.width == 0 {
			return true
		}
		return n >= r.header.least && n <= r.header.width
	}
	return false
}

// runaway says whether a quoted cell over the limit is one whose quote was never meant to open it: its first line is
// plausible, and most lines that follow, as far as the limit goes, have the delimiters of a row. A long text has not.
func (r *Reader) runaway(b *record.Batch, v view, f found, start int) bool {
	return r.plausible(b, v, f, start) && r.rowsFollow(v, start)
}

// rowsFollow says whether most lines after the first physical line of a record have the delimiters of a row.
func (r *Reader) rowsFollow(v view, start int) bool {
	at := indexLineEnd(v.buf[start:])
	if at < 0 {
		return false
	}
	rest := v.buf[start+at : min(len(v.buf), start+at+1+r.opt.MaxCellBytes)]
	lines, rows := 0, 0
	for lines < 16 && len(rest) > 0 {
		rest = bytes.TrimLeft(rest, lineEnds)
		n := indexLineEnd(rest)
		if n < 0 {
			break
		}
		lines++
		if bytes.Count(rest[:n], []byte{r.scan.delim}) >= r.header.least-1 {
			rows++
		}
		rest = rest[n:]
	}
	return rows*2 > lines
}

// swallows says whether a quoted cell holds whole rows of the table: most lines inside it have just as many
// delimiters as a row. Then its opening quote is taken for a stray one. An address of several lines, of which one
// happens to have the delimiters of a narrow table, is not.
func (r *Reader) swallows(b *record.Batch, cells []record.Field) bool {
	if r.header.width < 3 {
		return false
	}
	for _, c := range cells {
		if !c.Quoted {
			continue
		}
		_, rest, _ := bytes.Cut(b.Buf[c.Start:c.End], []byte{'\n'})
		lines, rows := 0, 0
		for len(rest) > 0 {
			line, more, whole := bytes.Cut(rest, []byte{'\n'})
			if !whole {
				break
			}
			lines++
			if bytes.Count(line, []byte{r.scan.delim}) == r.header.width-1 {
				rows++
			}
			rest = more
		}
		if rows*2 > lines && (rows >= 3 || r.header.width >= 6) {
			return true
		}
	}
	return false
}

// blank says whether all cells are empty or hold only white space and the bytes that end old files.
func (r *Reader) blank(buf []byte, cells []record.Field) bool {
	for _, c := range cells {
		for _, x := range buf[c.Start:c.End] {
			if x != ' ' && x != '\t' && x != 0 && x != 0x1A {
				return false
			}
		}
	}
	return true
}

// isHeader says whether the cells are those of the header again, perhaps after the byte order mark of an appended
// file, or after the Ctrl-Z that ended the one before it.
func (r *Reader) isHeader(buf []byte, cells []record.Field) bool {
	want := r.header.cells
	if len(cells) != len(want) {
		return false
	}
	for i, c := range cells {
		have := buf[c.Start:c.End]
		if bytes.Equal(have, want[i]) {
			continue
		}
		bare := bytes.TrimLeft(have, "\x1A\x00")
		bare = bytes.TrimPrefix(bare, []byte(utf8BOM))
		if i > 0 || len(bare) == len(have) || !bytes.Equal(bytes.Trim(bare, `"`), want[i]) {
			return false
		}
	}
	return true
}

// takeHeader keeps the cells of the header. A header with a quote that never closes is its first line.
func (r *Reader) takeHeader(b *record.Batch, v view, pos, start int, f found, lines int) int {
	end := f.end
	if f.unclosed || f.over && r.runaway(b, v, f, start) {
		if end = firstLine(v.buf, start, v.eof); end < 0 {
			b.Fields = b.Fields[:f.first]
			return r.orOversize(b, v, pos)
		}
		text := uint32(start + len(bytes.TrimRight(b.Buf[start:end], lineEnds)))
		for last := len(b.Fields) - 1; last > f.first && b.Fields[last].Start > text; last-- {
			b.Fields = b.Fields[:last]
		}
		last := &b.Fields[len(b.Fields)-1]
		last.End = max(last.Start, min(last.End, text))
		lines = 1
	}
	h := &r.header
	h.seen = true
	for _, c := range b.Fields[f.first:] {
		h.cells = append(h.cells, bytes.Clone(b.Buf[c.Start:c.End]))
	}
	h.width = len(h.cells)
	h.least = h.width
	for h.least > 1 && len(bytes.TrimSpace(h.cells[h.least-1])) == 0 {
		h.least--
	}
	if r.opt.Dialect.ShortRows {
		h.least = 1
	}
	end = r.emit(b, pos, end, record.Preamble, "", f.first, lines)
	b.Records[len(b.Records)-1].Wrapped = f.wrapped
	return end
}
