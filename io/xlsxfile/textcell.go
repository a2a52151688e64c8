package xlsxfile

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// insert writes a cell that the row did not have.
func (s *splicer) insert(t *target) {
	style := s.head.style(t.col)
	if yes(attr(s.raw, s.row, "customFormat")) {
		if v, ok := atoi(attr(s.raw, s.row, "s")); ok {
			style = v
		}
	}
	style = s.styled(style, t.value)
	prefix := prefixOf(s.raw[s.row.name:s.row.stop])
	s.dst = appendTextCell(s.dst, prefix, s.line, t.col, style, t.value)
	s.fx.cells = s.fx.cells.union(rect{s.line, t.col, s.line, t.col})
}

// styled gives the style that a cell has with a text.
func (s *splicer) styled(style int, text string) int {
	if !looksTyped(text) {
		return style
	}
	as := s.styles.asText(style)
	s.fx.twins = s.fx.twins || as != style
	return as
}

// prefixOf gives the prefix of a name with its colon.
func prefixOf(name []byte) []byte { return name[:bytes.IndexByte(name, ':')+1] }

// appendTextCell appends a cell with a text of its own.
func appendTextCell(dst, prefix []byte, row, col, style int, text string) []byte {
	dst = append(append(dst, '<'), prefix...)
	dst = append(dst, `c r="`...)
	dst = append(appendCell(dst, row, col), '"')
	if style > 0 {
		dst = append(dst, ` s="`...)
		dst = append(strconv.AppendInt(dst, int64(style), 10), '"')
	}
	return appendText(dst, prefix, text)
}

// appendText appends the rest of a cell behind its other attributes.
func appendText(dst, prefix []byte, text string) []byte {
	if text == "" {
		return append(dst, "/>"...)
	}
	dst = append(append(dst, ` t="inlineStr"><`...), prefix...)
	dst = append(append(append(dst, "is><"...), prefix...), 't')
	if spaced(text) {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	if !utf8.ValidString(text) {
		text = string(bytes.ToValidUTF8([]byte(text), []byte("\uFFFD")))
	}
	dst = appendEscaped(append(dst, '>'), text)
	for _, name := range [...]string{"t", "is", "c"} {
		dst = append(append(append(dst, "</"...), prefix...), name...)
		dst = append(dst, '>')
	}
	return dst
}

// replace writes a cell that the row has with its new text.
func (s *splicer) replace(t *target) error {
	c, err := nextTag(s.raw, t.at)
	if err != nil {
		return err
	}
	if err := s.release(c, t.stop); err != nil {
		return err
	}
	prefix := prefixOf(s.raw[c.name:c.stop])
	s.dst = append(s.dst, s.raw[c.start:c.stop]...)
	style := 0
	if v := attr(s.raw, c, "s"); len(v) > 0 {
		var ok bool
		if style, ok = atoi(v); !ok {
			style = -1
		}
	}
	if as := s.styled(style, t.value); as != style {
		s.dst = append(strconv.AppendInt(append(s.dst, ` s="`...), int64(as), 10), '"')
		style = as
	} else {
		style = -1 // stays as it is written
	}
	for pos := c.stop; ; {
		a, ok := nextAttr(s.raw, c, pos)
		if !ok {
			break
		}
		switch string(s.raw[a.name:a.stop]) {
		case "t", "cm", "vm", "ph": // the type, and what belongs to the old value
		case "s":
			if style < 0 {
				s.dst = append(s.dst, ' ')
				s.dst = append(s.dst, s.raw[a.name:a.end+1]...)
			}
		default:
			s.dst = append(s.dst, ' ')
			s.dst = append(s.dst, s.raw[a.name:a.end+1]...)
		}
		pos = a.end + 1
	}
	s.dst = appendText(s.dst, prefix, t.value)
	return nil
}

// release takes note of what goes with the content of a cell.
func (s *splicer) release(c tag, stop int) error {
	if c.kind == alone {
		return nil
	}
	h, err := readCellHead(s.raw, c, 1)
	if err != nil {
		return err
	}
	for pos := c.end; pos < stop; {
		t, err := nextTag(s.raw, pos)
		if err != nil {
			return err
		}
		if t.kind == closing {
			return nil
		}
		if pos, err = skipElement(s.raw, t); err != nil {
			return err
		}
		switch local := s.head.names.local(s.raw, t); {
		case string(local) == "f":
			if ref, ok := parseRect(attr(s.raw, t, "ref")); ok && (ref.top != ref.bottom || ref.left != ref.right) {
				return ErrFormula
			}
			s.fx.formulas++
		case string(local) == "v" && h.typ == typeShared && t.kind == opening:
			text, _, err := valueOf(nil, s.raw, t)
			if err != nil {
				return err
			}
			if i, ok := atoi(bytes.Trim(text, xmlSpace)); ok {
				s.fx.released = append(s.fx.released, uint32(i))
			}
		}
	}
	return nil
}
