package xlsxfile

import (
	"context"
	"errors"
	"strconv"
)

// styles knows how the numbers of a workbook's cells are shown.
type styles struct {
	date04  bool           // dates count from 1904
	cells   []uint16       // by style: index into formats
	formats []numberFormat // the first one is plain
	text    []bool         // by style: its cells are texts as they were typed
	part    string         // of the workbook that the styles are in, "" for none
}

// format gives the number format of a style; one that the workbook lacks is plain.
func (st *styles) format(style int) *numberFormat {
	if style < 0 || style >= len(st.cells) {
		return nil
	}
	if i := st.cells[style]; i > 0 {
		return &st.formats[i]
	}
	return nil
}

// plain says that a style shows a number in its own digits.
func (st *styles) plain(style int) bool {
	return style < 0 || style >= len(st.cells) || st.cells[style] == 0
}

// readStyles reads the number formats of a workbook.
func readStyles(ctx context.Context, p *pack, name string) (*styles, error) {
	s, err := p.small(ctx, name)
	if err != nil {
		return nil, err
	}
	codes := map[int]string{}
	var ids []int
	inside := ""
	err = walk(s, func(local []byte, t tag, depth int) (int, error) {
		switch {
		case depth == 2:
			inside = string(local)
		case depth != 3:
		case inside == "numFmts" && string(local) == "numFmt":
			if id, err := strconv.Atoi(string(attr(s, t, "numFmtId"))); err == nil {
				codes[id] = attrText(s, t, "formatCode")
			}
		case inside == "cellXfs" && string(local) == "xf":
			id, err := strconv.Atoi(string(attr(s, t, "numFmtId")))
			if err != nil {
				id = 0
			}
			ids = append(ids, id)
		}
		return 0, nil
	})
	if errors.Is(err, errShort) {
		return nil, damaged("its part %s breaks off", name)
	}
	if err != nil {
		return nil, err
	}
	st := newStyles(codes, ids)
	st.part = name
	return st, nil
}

func newStyles(codes map[int]string, ids []int) *styles {
	st := &styles{cells: make([]uint16, len(ids)), formats: make([]numberFormat, 1), text: make([]bool, len(ids))}
	known := map[int]uint16{}
	for i, id := range ids {
		at, ok := known[id]
		if !ok {
			code, custom := codes[id]
			if !custom {
				code = builtin(id)
			}
			if f := parseFormat(code); f.kind != showPlain && len(st.formats) < 1<<16 {
				at = uint16(len(st.formats))
				st.formats = append(st.formats, f)
			}
			known[id] = at
		}
		st.cells[i] = at
		st.text[i] = id == textFormat || codes[id] == "@"
	}
	return st
}

// builtin gives the code of a format that every workbook has, as far as it makes a difference here. The numbers
// between 27 and 58 are dates in East Asian workbooks.
func builtin(id int) string {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return "yyyy-mm-dd"
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 55 && id <= 56, id == 45:
		return "hh:mm:ss"
	case id == 22:
		return "yyyy-mm-dd hh:mm"
	case id == 46:
		return "[h]:mm:ss"
	case id == 47:
		return "mm:ss.0"
	}
	return ""
}
