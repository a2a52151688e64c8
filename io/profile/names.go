package profile

// named is a profile's names in the forms in which they are compared, made once for a header.
type named struct {
	folded map[string]int // folded name: the rank of its column and name
	stems  map[string]int // the same by the stem of the words
	col    map[string]int // folded name: its column
}

// many is more names than any column has: ranks count columns in steps of it.
const many = 1 << 10

// last is the rank of a column that the profile does not name.
const last = many * many

func (p *Profile) named() *named {
	n := &named{map[string]int{}, map[string]int{}, map[string]int{}}
	for i, c := range p.Columns {
		for k, name := range c.Names {
			rank := i*many + k
			f, s := Fold(name), stem(words(name))
			if _, ok := n.folded[f]; !ok {
				n.folded[f], n.col[f] = rank, i
			}
			if _, ok := n.stems[s]; !ok {
				n.stems[s] = rank
			}
		}
	}
	return n
}
