package dedupe

import "github.com/callready/callready/dedupe/similar"

// place weighs the addresses.
func (e *evidence) place() {
	code := similar.Text(e.x.postcode, e.y.postcode)
	city := similar.Text(e.x.city, e.y.city)
	near := code >= similar.Near || city >= similar.Near
	far := code == similar.Different && city <= similar.Different || city == similar.Different && code <= similar.Different
	street := similar.Text(e.x.street, e.y.street)
	if street >= similar.Near && e.x.house != "" && e.y.house != "" && !slip(e.x.house, e.y.house) {
		street = similar.Different
	}
	switch {
	case street >= similar.Near && near && e.x.house != e.y.house: // next door, or a slip
		e.add(4, sameAddress)
	case street >= similar.Near && near:
		e.add(6, sameAddress)
	case street >= similar.Near && !far:
		e.add(4, sameAddress)
	case street == similar.Different && far:
		e.add(-2, otherAddress)
	case code == similar.Same:
		e.add(2, samePlace)
	case near:
		e.add(1, samePlace)
	case far:
		e.add(-1, 0)
	}
}

// person weighs what a person has for life.
func (e *evidence) person() {
	switch a, b := e.x.birth, e.y.birth; {
	case a == "" || b == "":
	case a == b:
		e.add(8, sameBirth)
	case slip(a, b):
		e.add(5, sameBirth)
	case differ(a, b) < 3: // two slips, or another day
		e.add(1, 0)
	default:
		e.add(-4, otherBirth)
	}
	switch a, b := e.x.ident, e.y.ident; {
	case a == "" || b == "":
	case a == b:
		e.add(10, sameIdent)
	case slip(a, b):
		e.add(4, 0)
	default:
		e.add(-3, otherIdent)
	}
}

// slip tells whether two rows of digits differ by one slip: a digit changed, or two neighbours turned.
func slip(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == len(a) {
		return true
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// differ gives in how many places two rows of digits differ.
func differ(a, b string) int {
	if len(a) != len(b) {
		return max(len(a), len(b))
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
