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
	after  bool   // the groups stand right behind free text
	text   item   // the free text right behind the groups; of kind itemGroup if there is none
	cut    *cutter
	closed bool
}

// layout is a cell in parts.
type layout struct {
	parts []*part
	notes []item
	loose []item   // labels and remarks without a number
	mask  bool     // masked digits without a number
	doubt []string // codes of what leaves the whole cell undecided
	named [][]item // groups that a word such as "ref" took for its own
	split [][]item // groups of which such a word took the first
}

// arrange gives each item its place. s is the cleaned text.
func arrange(s string, items []item) *layout {
	l := &layout{}
	var cur *part
	var pending []item
	lead, led := leads(items)
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
				if t.identifier {
					l.named = append(l.named, items[i:i+n])
				}
				if more(items, i+n-1) {
					l.split = append(l.split, items[i:groupsEnd(items, i)])
				}
				i += n - 1
				continue
			}
			if p := open(); len(p.groups) == 0 && i > 0 && items[i-1].kind == itemText {
				p.after = true
			}
			open().group(items, i)
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
			after := cur != nil && len(cur.groups) > 0 && (it.paren && !(led && next) || !it.paren && !(it.colon || lead && next))
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
					cur.text = it
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

// group adds item i to the groups. Those that stand one behind the other are not copied.
func (p *part) group(items []item, i int) {
	if n := len(p.groups); n == 0 {
		p.groups = items[i : i+1 : i+1]
	} else if i >= n && &p.groups[n-1] == &items[i-1] {
		p.groups = items[i-n : i+1 : i+1]
	} else {
		p.groups = append(p.groups, items[i])
	}
}

// digits counts the digits of an item.
func (it item) digits(s string) int { return len(onlyDigits(s[it.start:it.end])) }

// more tells whether another group follows item i without a separator that cuts.
func more(items []item, i int) bool { return i+1 < len(items) && items[i+1].kind == itemGroup }

// absorbs tells how many groups from i on belong to the text before them: few digits after free text ("option 3"), or
// any after a word such as SIRET up to a separator. It returns 0 if they are a number of their own.
func absorbs(items []item, i int) int {
	if i == 0 || items[i-1].kind != itemText || items[i].plus {
		return 0
	}
	end := groupsEnd(items, i)
	if width(items[i:end]) <= 4 {
		return end - i
	}
	if !items[i-1].identifier || strength(items[i].sep) >= strong {
		return 0
	}
	for j := i + 1; j < end; j++ {
		if strength(items[j].sep) >= strong && width(items[j:end]) >= 6 {
			return j - i
		}
	}
	return end - i
}

// leads tells whether labels stand before their numbers, and whether they do so in brackets: "(W) 01 … (H) 01 …".
func leads(items []item) (plain, paren bool) {
	for i := range items {
		if items[i].kind == itemBreak {
			continue
		}
		if items[i].kind != itemLabel {
			return false, false
		}
		last := items[len(items)-1]
		return !items[i].paren, items[i].paren && last.kind == itemGroup && !last.paren
	}
	return false, false
}

// groupsEnd gives the end of the run of groups that begins at i, up to the next plus.
func groupsEnd(items []item, i int) int {
	for i++; i < len(items) && items[i].kind == itemGroup && !items[i].plus; i++ {
	}
	return i
}

// width counts the digits of groups.
func width(groups []item) int {
	n := 0
	for _, g := range groups {
		n += g.end - g.start
	}
	return n
}
