package xlsxfile

import (
	"context"
	"strconv"
)

// stylesMost is how many styles a workbook may have, twins included: Excel takes about 65,000.
const stylesMost = 64_000

// textFormat is the id of the number format that shows a cell's text as it was typed.
const textFormat = 49

// asText gives the style of which a cell is that somebody will edit: who opens a text that looks like a number with F2 and
// leaves it with Enter gets a number, and loses the plus, unless the cell's format is text. It is the style's twin, which differs from
// it in nothing else; the twins stand behind all styles of the workbook, in their order, so that the number of a twin depends on
// nothing but the style. A style that is text already, or that the workbook lacks, is its own.
func (st *styles) asText(style int) int {
	if style < 0 || style >= len(st.text) || st.text[style] || 2*len(st.text) > stylesMost {
		return style
	}
	return len(st.text) + style
}

// looksTyped tells whether a spreadsheet would take a text for a number or a formula if somebody typed it.
func looksTyped(text string) bool {
	if text == "" {
		return false
	}
	switch c := text[0]; c {
	case '+', '-', '=', '@', '(', '.':
		return true
	default:
		return c >= '0' && c <= '9'
	}
}

// twins gives the patches that put the twins of all styles into the part of the styles.
func twins(ctx context.Context, p *pack, name string) ([]patch, error) {
	s, err := p.small(ctx, name)
	if err != nil {
		return nil, err
	}
	var ps []patch
	var more []byte
	inside, n, end := "", 0, 0
	err = walk(s, func(local []byte, t tag, depth int) (int, error) {
		switch {
		case depth == 2:
			if inside = string(local); inside == "cellXfs" && t.kind == opening {
				if a, ok := findAttr(s, t, "count"); ok {
					ps = append(ps, patch{from: a.value, to: a.end})
				}
			}
			return 0, nil
		case depth != 3 || inside != "cellXfs" || string(local) != "xf":
			return 0, nil
		}
		stop := t.end
		if t.kind == opening {
			var err error
			if stop, err = skipElement(s, t); err != nil {
				return 0, err
			}
		}
		more = appendTwin(more, s[:stop], t)
		n, end = n+1, stop
		return stop, nil
	})
	if err != nil {
		return nil, err
	}
	for i := range ps {
		ps[i].text = strconv.Itoa(2 * n)
	}
	return append(ps, patch{from: end, to: end, text: string(more)}), nil
}

// appendTwin appends a style, from its tag to the end of s, with the format of text.
func appendTwin(dst, s []byte, t tag) []byte {
	dst = append(dst, s[t.start:t.stop]...)
	dst = append(dst, ` numFmtId="`...)
	dst = append(strconv.AppendInt(dst, textFormat, 10), `" applyNumberFormat="1"`...)
	pos := t.stop
	for {
		a, ok := nextAttr(s, t, pos)
		if !ok {
			break
		}
		switch string(s[a.name:a.stop]) {
		case "numFmtId", "applyNumberFormat":
		default:
			dst = append(dst, ' ')
			dst = append(dst, s[a.name:a.end+1]...)
		}
		pos = a.end + 1
	}
	return append(dst, s[pos:]...)
}
