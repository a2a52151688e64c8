package xlsxfile

import (
	"bytes"
	"errors"
)

// errShort says that the markup goes on behind the bytes at hand. At the end of a part it means damage.
var errShort = errors.New("the markup ends early")

// tagKind says which end of an element a tag is.
type tagKind uint8

const (
	opening tagKind = iota
	closing
	alone // <c/>
)

// tag is a tag of an element as offsets into the bytes it was found in.
type tag struct {
	start, end int // from '<' to behind '>'
	name, stop int // the name with its prefix; attributes follow
	kind       tagKind
}

// nextTag gives the first tag at or behind pos. Comments, CDATA sections and processing instructions are passed over; a
// document type, which could define entities, is refused.
func nextTag(s []byte, pos int) (tag, error) {
	for {
		i := bytes.IndexByte(s[pos:], '<')
		if i < 0 || pos+i+1 >= len(s) {
			return tag{}, errShort
		}
		pos += i
		switch s[pos+1] {
		case '!', '?':
			end, err := pastMarkup(s, pos)
			if err != nil {
				return tag{}, err
			}
			pos = end
		default:
			return element(s, pos)
		}
	}
}

// pastMarkup gives the end of the comment, CDATA section or processing instruction at pos.
func pastMarkup(s []byte, pos int) (int, error) {
	rest := s[pos:]
	for _, m := range [...]struct{ open, shut string }{{"<?", "?>"}, {"<!--", "-->"}, {cdata, "]]>"}} {
		if !bytes.HasPrefix(rest, []byte(m.open)) {
			continue
		}
		i := bytes.Index(rest[len(m.open):], []byte(m.shut))
		if i < 0 {
			return 0, errShort
		}
		return pos + len(m.open) + i + len(m.shut), nil
	}
	if len(rest) < len(cdata) && (bytes.HasPrefix([]byte(cdata), rest) || bytes.HasPrefix([]byte("<!--"), rest)) {
		return 0, errShort
	}
	return 0, damaged("it holds a document type, which workbooks may not have")
}

const cdata = "<![CDATA["

// element reads the tag at pos, which is a '<'.
func element(s []byte, pos int) (tag, error) {
	t := tag{start: pos, name: pos + 1}
	if s[t.name] == '/' {
		t.kind, t.name = closing, t.name+1
	}
	i := t.name
	for i < len(s) && s[i] != '>' && s[i] != '/' && !space(s[i]) && s[i] != '<' {
		i++
	}
	t.stop = i
	for i < len(s) {
		switch s[i] {
		case '"', '\'':
			n := bytes.IndexByte(s[i+1:], s[i])
			if n < 0 {
				return t, errShort
			}
			i += n + 2
		case '>':
			if t.stop == t.name {
				return t, damaged("a tag has no name")
			}
			t.end = i + 1
			if s[i-1] == '/' && t.kind == opening {
				t.kind = alone
			}
			return t, nil
		case '<':
			return t, damaged("a tag is not closed")
		default:
			i++
		}
	}
	return t, errShort
}

// maxDepth bounds how deep elements are nested in what is passed over.
const maxDepth = 64

// skipElement gives the end of the element that begins with t.
func skipElement(s []byte, t tag) (int, error) {
	if t.kind == alone {
		return t.end, nil
	}
	var open [maxDepth]tag
	open[0] = t
	for depth, pos := 1, t.end; ; {
		in, err := nextTag(s, pos)
		if err != nil {
			return 0, err
		}
		pos = in.end
		switch in.kind {
		case opening:
			if depth == maxDepth {
				return 0, damaged("its elements are nested too deep")
			}
			open[depth] = in
			depth++
		case closing:
			depth--
			if o := open[depth]; string(s[in.name:in.stop]) != string(s[o.name:o.stop]) {
				return 0, damaged("<%.40s> is closed by </%.40s>", s[o.name:o.stop], s[in.name:in.stop])
			}
		case alone:
		}
		if depth == 0 {
			return pos, nil
		}
	}
}
