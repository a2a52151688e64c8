package xlsxfile

import (
	"bytes"

	"github.com/callready/callready/io/record"
)

// cellHead is what the tag of a cell says.
type cellHead struct {
	col, style int
	typ        cellType
}

// readCellHead reads the attributes of any tag of a cell; next is the column of a cell that does not name its own.
func readCellHead(raw []byte, t tag, next int) (h cellHead, err error) {
	h.col = next
	for pos := t.stop; ; {
		a, ok := nextAttr(raw, t, pos)
		if !ok {
			if !endsAt(raw, t, a.name) {
				return h, damaged("the tag of a cell makes no sense: %.60s", raw[t.start:t.end])
			}
			return h, nil
		}
		pos = a.end + 1
		v := bytes.Trim(raw[a.value:a.end], xmlSpace)
		switch string(raw[a.name:a.stop]) {
		case "r":
			if _, h.col, ok = parseCell(v); !ok {
				return h, damaged("a cell has the reference %.20q", v)
			}
		case "s":
			if h.style, ok = atoi(v); !ok {
				h.style = -1 // as one that the workbook lacks
			}
		case "t":
			h.typ = typeOf(v)
		}
	}
}

// oddCell cuts any cell that begins with t.
func (r *rows) oddCell(b *record.Batch, raw []byte, t tag) (int, error) {
	h, err := readCellHead(raw, t, r.col+1)
	if err != nil {
		return 0, err
	}
	if t.kind == alone {
		return t.end, r.putText(b, h.col, h.style, nil, t.start)
	}
	text, has, end, err := r.content(raw, t)
	if err != nil {
		return 0, err
	}
	r.text = text
	switch {
	case has == formula || has == formula|value && h.typ == typeNumber && len(bytes.Trim(text, xmlSpace)) == 0:
		// Nobody has reckoned what it gives, so it is not known, and it is not nothing.
		return end, r.putText(b, h.col, h.style, append(r.text[:0], unknown...), t.start)
	case has&inlineText != 0: // Its escapes have been undone.
		return end, r.putText(b, h.col, h.style, text, t.start)
	case h.typ == typeShared:
		return end, r.putShared(b, h.col, h.style, text, t.start)
	case h.typ == typeNumber:
		return end, r.putNumber(b, h.col, h.style, text, t.start)
	case h.typ == typeBool:
		switch string(bytes.Trim(text, xmlSpace)) {
		case "1", "true":
			text = []byte("TRUE")
		case "0", "false":
			text = []byte("FALSE")
		}
	}
	return end, r.putText(b, h.col, h.style, undoEscapes(text, 0), t.start)
}

// unknown is what a formula gives whose value the program that wrote it did not reckon, in the word of spreadsheets for
// values that are not there yet.
const unknown = "#GETTING_DATA"

// inside is what a cell has in it.
type inside uint8

const (
	formula inside = 1 << iota
	value
	inlineText
)

// content gives the value of a cell, or its inline string, what the cell has in it, and its end. An inline string counts
// before a value.
func (r *rows) content(raw []byte, t tag) (text []byte, has inside, end int, err error) {
	text = r.text[:0]
	for pos := t.end; ; {
		in, err := nextTag(raw, pos)
		if err != nil {
			return text, has, 0, err
		}
		local := r.names.local(raw, in)
		switch {
		case in.kind == closing:
			if string(local) != "c" {
				return text, has, 0, damaged("<%.40s> closes nothing", raw[in.name-1:in.stop])
			}
			return text, has, in.end, nil
		case string(local) == "is":
			if pos, err = skipElement(raw, in); err == nil {
				text, err = itemText(text[:0], raw[:pos], in, &r.names)
				has |= inlineText
			}
		case string(local) == "v" && in.kind == opening && has&inlineText == 0:
			has |= value
			text, pos, err = valueOf(text[:0], raw, in)
		default: // a formula, an extension
			switch string(local) {
			case "f":
				has |= formula
				r.array(raw, in)
			case "v":
				has |= value
			}
			pos, err = skipElement(raw, in)
		}
		if err != nil {
			return text, has, 0, err
		}
	}
}

// valueOf appends the character data of a value, all of it.
func valueOf(dst, s []byte, t tag) ([]byte, int, error) {
	end, err := nextTag(s, t.end)
	if err != nil {
		return dst, 0, err
	}
	if end.kind != closing || string(s[end.name:end.stop]) != string(s[t.name:t.stop]) {
		return dst, 0, damaged("a value holds an element")
	}
	dst, err = appendChars(dst, s[t.end:end.start])
	return dst, end.end, err
}
