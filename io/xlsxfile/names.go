package xlsxfile

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// names knows which prefixes mean the namespace of spreadsheets in a part, transitional or strict.
type names struct {
	prefixes []string
}

// rootNames reads the prefixes from the tag of a part's root. The root itself is taken to be of the namespace.
func rootNames(s []byte, root tag) names {
	own, _ := cutName(s[root.name:root.stop])
	n := names{prefixes: []string{string(own)}}
	for pos := root.stop; ; {
		a, ok := nextAttr(s, root, pos)
		if !ok {
			return n
		}
		pos = a.end + 1
		p, l := cutName(s[a.name:a.stop])
		switch {
		case string(p) == "xmlns":
		case p == nil && string(l) == "xmlns":
			l = nil
		default:
			continue
		}
		if uri := string(s[a.value:a.end]); spreadsheetSpace(uri) && !slices.Contains(n.prefixes, string(l)) {
			n.prefixes = append(n.prefixes, string(l))
		}
	}
}

func spreadsheetSpace(uri string) bool {
	return strings.HasSuffix(uri, "/spreadsheetml/2006/main") || strings.HasSuffix(uri, "/ooxml/spreadsheetml/main")
}

// local gives the local name of a tag, nil if it is of another namespace.
func (n *names) local(s []byte, t tag) []byte {
	prefix, local, ok := bytes.Cut(s[t.name:t.stop], []byte(":"))
	switch {
	case !ok && n.plain():
		return prefix
	case ok && slices.Contains(n.prefixes, string(prefix)):
		return local
	}
	return nil
}

// plain tells whether the names of spreadsheets need no prefix.
func (n *names) plain() bool {
	return slices.Contains(n.prefixes, "")
}

// walk calls visit for each opening tag of a whole part, with its local name, nil for foreign ones, and the depth, 1
// for the root. visit gives a position behind the tag to go on at, or 0.
func walk(s []byte, visit func(local []byte, t tag, depth int) (int, error)) error {
	var n names
	for depth, pos := 0, 0; ; {
		t, err := nextTag(s, pos)
		if err != nil {
			if errors.Is(err, errShort) && depth == 0 && n.prefixes != nil {
				return nil
			}
			return err
		}
		pos = t.end
		if t.kind == closing {
			if depth--; depth < 0 {
				return damaged("an element is closed that was not opened")
			}
			continue
		}
		if n.prefixes == nil {
			n = rootNames(s, t)
		}
		next, err := visit(n.local(s, t), t, depth+1)
		if err != nil {
			return err
		}
		if next > 0 {
			pos = next
		} else if t.kind == opening {
			depth++
		}
	}
}
