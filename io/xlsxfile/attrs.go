package xlsxfile

import "bytes"

// attribute is one attribute of a tag as offsets: the name with its prefix, and the value between the quotes.
type attribute struct{ name, stop, value, end int }

// nextAttr gives the attribute of a tag at or behind pos, which is t.stop at first and then behind the last value's
// quote. ok is false behind the last one; the name is where what follows it begins.
func nextAttr(s []byte, t tag, pos int) (a attribute, ok bool) {
	last := t.end - 1
	if t.kind == alone {
		last--
	}
	for pos < last && space(s[pos]) {
		pos++
	}
	a.name = pos
	for pos < last && s[pos] != '=' && !space(s[pos]) {
		pos++
	}
	a.stop = pos
	for pos < last && space(s[pos]) {
		pos++
	}
	if pos >= last || s[pos] != '=' || a.stop == a.name {
		return a, false
	}
	pos++
	for pos < last && space(s[pos]) {
		pos++
	}
	if pos >= last || s[pos] != '"' && s[pos] != '\'' {
		return a, false
	}
	n := bytes.IndexByte(s[pos+1:last], s[pos])
	if n < 0 {
		return a, false
	}
	a.value, a.end = pos+1, pos+1+n
	return a, true
}

// tidy says that a tag holds attributes and nothing else.
func tidy(s []byte, t tag) bool {
	for pos := t.stop; ; {
		a, ok := nextAttr(s, t, pos)
		if !ok {
			return endsAt(s, t, a.name)
		}
		pos = a.end + 1
	}
}

// endsAt says that a tag ends where its attributes do.
func endsAt(s []byte, t tag, pos int) bool {
	return s[pos] == '>' || t.kind == alone && s[pos] == '/' && pos == t.end-2
}

// attr gives the stored value of the attribute with the name, prefix included; nil if the tag has none.
func attr(s []byte, t tag, name string) []byte {
	a, ok := findAttr(s, t, name)
	if !ok {
		return nil
	}
	return s[a.value:a.end:a.end]
}

func findAttr(s []byte, t tag, name string) (attribute, bool) {
	for pos := t.stop; ; {
		a, ok := nextAttr(s, t, pos)
		if !ok {
			return a, false
		}
		if string(s[a.name:a.stop]) == name {
			return a, true
		}
		pos = a.end + 1
	}
}

// attrText gives an attribute as text, entities undone.
func attrText(s []byte, t tag, name string) string {
	v, err := appendChars(nil, attr(s, t, name))
	if err != nil {
		return ""
	}
	return string(v)
}

// prefixedAttr gives the text of the attribute with the local name in any namespace, as r:id is.
func prefixedAttr(s []byte, t tag, local string) string {
	for pos := t.stop; ; {
		a, ok := nextAttr(s, t, pos)
		if !ok {
			return ""
		}
		if p, l := cutName(s[a.name:a.stop]); len(p) > 0 && string(l) == local {
			v, err := appendChars(nil, s[a.value:a.end])
			if err != nil {
				return ""
			}
			return string(v)
		}
		pos = a.end + 1
	}
}

func cutName(name []byte) (prefix, local []byte) {
	if before, after, ok := bytes.Cut(name, []byte{':'}); ok {
		return before, after
	}
	return nil, name
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
