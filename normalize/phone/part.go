package phone

import "strings"

// part is what belongs to one number of a cell, or to several that only the plan can tell apart.
type part struct {
	groups []item
	labels []item
	ext    []string
	exts   bool   // several extensions: a range of lines
	tail   []item // groups after a range word
	mask   bool   // some digits are made unreadable
	flow   []item // a last group that touches a word, and may be of the number or of the word
	closed bool
}

// layout is a cell in parts.
type layout struct {
	parts []*part
	notes []item
	loose []item // labels and remarks without a number
	mask  bool   // masked digits without a number
	text  map[*part]item
	doubt []string // codes of what leaves the whole cell undecided
}

// arrange gives each item its place. s is the cleaned text.
func arrange(s string, items []item) *layout {
	l := &layout{text: make(map[*part]item)}
	var cur *part
	var pending []item
	lead := false // labels stand before their numbers
	for i := range items {
		if items[i].kind != itemBreak {
			lead = items[i].kind == itemLabel && !items[i].paren
			break
		}
	}
	open := func() *part {
		if cur == nil || cur.closed {
			cur = &part{labels: pending}
			pending = nil
			l.parts = append(l.parts, cur)
		}
		return cur
	}
	for i := 0; i < len(items); i++ {
		it := items[i]
		switch it.kind {
		case itemBreak:
			if i+1 < len(items) && items[i+1].kind == itemExt {
				continue // "; ext 12" goes on.
			}
			if cur != nil && len(cur.groups) > 0 {
				cur.closed = true
			}
			if cur != nil && len(pending) > 0 && !lead {
				cur.labels = append(cur.labels, pending...)
				pending = nil
			}
		case itemGroup:
			if cur != nil && it.plus && len(cur.groups) > 0 {
				cur.closed = true
			}
			if n := absorbs(items, i); n > 0 {
				t := &l.notes[len(l.notes)-1]
				t.end = items[i+n-1].end
				if t.numbering && t.digits(s) > 4 {
					l.doubt = addCode(l.doubt, CodeUnexplained) // "Nr. 07112345" may be a number after all.
				}
				i += n - 1
				continue
			}
			open().groups = append(cur.groups, it)
		case itemMask:
			if cur == nil || cur.closed {
				if i+1 < len(items) && items[i+1].kind == itemGroup || cur == nil {
					open().mask = true
				} else {
					l.mask = true
				}
				continue
			}
			if strength(it.sep) >= strong {
				l.mask, cur.closed = true, true
				continue
			}
			cur.mask = true
		case itemLabel:
			next := i+1 < len(items) && items[i+1].kind == itemGroup
			after := cur != nil && len(cur.groups) > 0 && (it.paren || !(it.colon || lead && next))
			if strings.ContainsAny(it.sep, ",/") && next && cur != nil && len(cur.groups) > 0 && !it.paren {
				after = false // "01 … / bureau 01 …"
			}
			if after && !(cur.closed && next && !it.paren) {
				cur.labels, cur.closed = append(cur.labels, it), true
			} else {
				if cur != nil && len(cur.groups) > 0 {
					cur.closed = true
				}
				pending = append(pending, it)
			}
		case itemRemark:
			if cur != nil && len(cur.groups) > 0 {
				cur.closed = true
			}
			l.loose = append(append(l.loose, pending...), it) // "Fax: NC / Tel: 01 …": the fax is the one that is not there.
			pending = nil
		case itemExt:
			if cur == nil || i+1 >= len(items) || items[i+1].kind != itemGroup {
				l.notes = append(l.notes, it)
				continue
			}
			i++
			cur.exts = cur.exts || len(cur.ext) > 0
			cur.ext = append(cur.ext, s[items[i].start:items[i].end])
			cur.closed = true
			// "x302/303" names two lines.
			if i+1 < len(items) && items[i+1].kind == itemGroup && strings.Trim(items[i+1].sep, " ") == "/" && items[i+1].end-items[i+1].start <= 5 && !more(items, i+1) {
				i++
				cur.exts = true
				cur.ext = append(cur.ext, s[items[i].start:items[i].end])
			}
		case itemSpan:
			if cur != nil && i+1 < len(items) && items[i+1].kind == itemGroup {
				i++
				cur.tail = append(cur.tail, items[i])
				cur.closed = true
			} else {
				l.notes = append(l.notes, it)
			}
		case itemText:
			if cur != nil && len(cur.groups) > 0 {
				if !cur.closed {
					l.text[cur] = it
					if f := it.figure; f.end > 0 {
						cur.flow = []item{{kind: itemGroup, start: f.start, end: f.end, sep: it.sep}}
					}
				}
				cur.closed = true
			}
			l.notes = append(l.notes, it)
		}
	}
	if len(pending) > 0 {
		if cur != nil {
			cur.labels = append(cur.labels, pending...)
		} else {
			l.loose = append(l.loose, pending...)
		}
	}
	return l
}

// digits counts the digits of an item.
func (it item) digits(s string) int { return len(onlyDigits(s[it.start:it.end])) }

// more tells whether another group follows item i without a separator that cuts.
func more(items []item, i int) bool { return i+1 < len(items) && items[i+1].kind == itemGroup }

// absorbs tells how many groups from i on belong to the text before them: few digits after free text ("option 3"), or
// any after a word such as SIRET. It returns 0 if they are a number of their own.
func absorbs(items []item, i int) int {
	if i == 0 || items[i-1].kind != itemText || items[i].plus {
		return 0
	}
	n, digits := 0, 0
	for j := i; j < len(items) && items[j].kind == itemGroup; j++ {
		if j > i && items[j].plus {
			break
		}
		n++
		digits += items[j].end - items[j].start
	}
	if digits <= 4 || items[i-1].identifier {
		return n
	}
	return 0
}
