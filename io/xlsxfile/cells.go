package xlsxfile

import (
	"bytes"
	"fmt"

	"github.com/callready/callready/io/record"
)

// cellType says how a cell's value is to be read.
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeInline
	typeText // a formula's, or a date in ISO form
	typeBool
	typeError
)

func typeOf(t []byte) cellType {
	switch string(t) {
	case "", "n":
		return typeNumber
	case "s":
		return typeShared
	case "inlineStr":
		return typeInline
	case "b":
		return typeBool
	case "e":
		return typeError
	}
	return typeText // "str", "d"
}

// rowError says in which row something is wrong.
type rowError struct {
	line int
	err  error
}

func (e *rowError) Error() string { return fmt.Sprintf("row %d: %v", e.line, e.err) }

func (e *rowError) Unwrap() error { return e.err }

// cell cuts the cell at p, whose tag begins with "<c ", and gives its end. It goes straight through cells as
// spreadsheets and exports write them, and leaves others to oddCell.
func (r *rows) cell(b *record.Batch, raw []byte, p int) (int, error) {
	start := p
	col, style, typ := r.col+1, 0, typeNumber
	for p += len("<c "); p+3 < len(raw) && raw[p+1] == '=' && raw[p+2] == '"'; {
		q := bytes.IndexByte(raw[p+3:], '"')
		if q < 0 {
			return 0, errShort
		}
		v := raw[p+3 : p+3+q]
		ok := true
		switch raw[p] {
		case 'r':
			col, ok = columnOf(v)
		case 's':
			style, ok = atoi(v)
		case 't':
			typ = typeOf(v)
		default:
			return r.odd(b, raw, start)
		}
		if !ok {
			return r.odd(b, raw, start)
		}
		p += q + 4
		if p < len(raw) && raw[p] == ' ' {
			p++
		}
	}
	if p+2 >= len(raw) {
		return 0, errShort
	}
	if raw[p] == '/' && raw[p+1] == '>' {
		return p + 2, r.put(b, col, style, record.Span{Start: uint32(p), End: uint32(p)})
	}
	if raw[p] != '>' {
		return r.odd(b, raw, start)
	}
	p++
	rest := raw[p:]
	switch {
	case len(rest) > 3 && rest[0] == '<' && rest[1] == 'v' && rest[2] == '>':
		const open, shut = len("<v>"), "</v></c>"
		q := bytes.IndexByte(rest[open:], '<')
		if q < 0 || len(rest) < open+q+len(shut) {
			return 0, errShort
		}
		if string(rest[open+q:open+q+len(shut)]) != shut {
			return r.odd(b, raw, start)
		}
		return p + open + q + len(shut), r.value(b, raw, col, style, typ, p+open, p+open+q)
	case typ == typeInline && len(rest) > 7 && string(rest[:4]) == "<is>":
		const shut = "</t></is></c>"
		open := len("<is><t>")
		keep := false
		if string(rest[4:7]) != "<t>" {
			const preserve = `<is><t xml:space="preserve">`
			if len(rest) < len(preserve) || string(rest[:len(preserve)]) != preserve {
				return r.odd(b, raw, start)
			}
			open, keep = len(preserve), true
		}
		q := bytes.IndexByte(rest[open:], '<')
		if q < 0 || len(rest) < open+q+len(shut) {
			return 0, errShort
		}
		text := rest[open : open+q]
		if string(rest[open+q:open+q+len(shut)]) != shut || !plain(text) || !keep && q > 0 && (space(text[0]) || space(text[q-1])) {
			return r.odd(b, raw, start)
		}
		return p + open + q + len(shut), r.put(b, col, style, record.Span{Start: uint32(p + open), End: uint32(p + open + q)})
	}
	return r.odd(b, raw, start)
}

func (r *rows) odd(b *record.Batch, raw []byte, p int) (int, error) {
	t, err := nextTag(raw, p)
	if err != nil {
		return 0, err
	}
	return r.oddCell(b, raw, t)
}

// value puts the stored value raw[from:to] of a cell.
func (r *rows) value(b *record.Batch, raw []byte, col, style int, typ cellType, from, to int) error {
	s := raw[from:to]
	switch typ {
	case typeShared:
		return r.putShared(b, col, style, s, from)
	case typeNumber:
		if r.styles.plain(style) && len(s) <= exactDigits && digits(s) {
			break
		}
		return r.putNumber(b, col, style, s, from)
	case typeBool:
		if len(s) == 1 && (s[0] == '0' || s[0] == '1') {
			name := "FALSE"
			if s[0] == '1' {
				name = "TRUE"
			}
			return r.putText(b, col, style, append(r.text[:0], name...), from)
		}
	default: // a text
	}
	if !plain(s) {
		text, err := appendChars(r.text[:0], s)
		if err != nil {
			return err
		}
		r.text = undoEscapes(text, 0)
		return r.putText(b, col, style, r.text, from)
	}
	return r.put(b, col, style, record.Span{Start: uint32(from), End: uint32(to)})
}

func (r *rows) putShared(b *record.Batch, col, style int, s []byte, at int) error {
	s = trim(s)
	if len(s) == 0 {
		return r.putText(b, col, style, nil, at)
	}
	i, ok := atoi(s)
	if !ok || i >= r.texts.n {
		return damaged("column %s refers to text %.20s of %d", appendColumn(nil, col), s, r.texts.n)
	}
	r.uses = append(r.uses, uint32(i))
	text, _ := r.texts.get(i)
	return r.putText(b, col, style, text, at)
}

func (r *rows) putNumber(b *record.Batch, col, style int, s []byte, at int) error {
	from := len(b.Buf)
	b.Buf = r.styles.appendNumber(b.Buf, s, style)
	if len(b.Buf) == from {
		return r.putText(b, col, style, nil, at)
	}
	return r.put(b, col, style, record.Span{Start: uint32(from), End: uint32(len(b.Buf))})
}

// putText puts a text that does not stand in the XML as it is.
func (r *rows) putText(b *record.Batch, col, style int, text []byte, at int) error {
	if len(text) == 0 {
		return r.put(b, col, style, record.Span{Start: uint32(at), End: uint32(at)})
	}
	from := len(b.Buf)
	b.Buf = append(b.Buf, text...)
	return r.put(b, col, style, record.Span{Start: uint32(from), End: uint32(len(b.Buf))})
}

// put sets the field of a column. The span of a cell never begins at 0, where the row's tag is; a gap's does.
func (r *rows) put(b *record.Batch, col, style int, s record.Span) error {
	if int(s.End-s.Start) > r.maxText {
		return tooBig("column %s has a text of more than %d bytes", appendColumn(nil, col), r.maxText)
	}
	if col > MaxColumns {
		return damaged("it has more than %d columns", MaxColumns)
	}
	r.filled = r.filled || s.End > s.Start
	r.col = col
	n := len(b.Fields) - r.first
	if col <= n {
		if b.Fields[r.first+col-1].Start > 0 {
			return damaged("it holds the cell of column %s twice", appendColumn(nil, col))
		}
		b.Fields[r.first+col-1].Span = s
	} else {
		for ; n < col-1; n++ {
			b.Fields = append(b.Fields, record.Field{})
		}
		b.Fields = append(b.Fields, record.Field{Span: s})
	}
	if r.sample == nil {
		for len(r.filler) < col {
			r.filler = append(r.filler, -1)
		}
		r.filler[col-1] = int32(style)
	}
	return nil
}
