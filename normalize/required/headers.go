package required

import "slices"

// headerIndex finds the columns of a field by the forms of their headers, so that the time does not grow with fields times
// columns. Its lists are in the order of the columns; an index is a column from 0.
type headerIndex struct {
	exact, folded, bare map[string][]int
	loose, bareLoose    map[string][]int
}

func newHeaderIndex(headers []string) *headerIndex {
	x := &headerIndex{
		exact: map[string][]int{}, folded: map[string][]int{}, bare: map[string][]int{}, loose: map[string][]int{}, bareLoose: map[string][]int{},
	}
	for c, h := range headers {
		k := keysOf(h)
		if k.folded == "" {
			continue
		}
		put := func(m map[string][]int, key string) {
			if key != "" {
				m[key] = append(m[key], c)
			}
		}
		put(x.exact, k.exact)
		put(x.folded, k.folded)
		put(x.bare, k.bare)
		if k.loose != "" {
			put(x.loose, k.loose)
			put(x.bareLoose, squash(k.bare))
		}
	}
	return x
}

// find gives the columns that match a field in the surest way of all, and that way.
func (x *headerIndex) find(f *Field) ([]int, How) {
	name, label := fold(f.Name), fold(f.Label)
	if name == "" {
		return nil, NotFound
	}
	if cols := x.exact[f.Name]; len(cols) > 0 {
		return cols, ByExact
	}
	if cols := either(x.folded[name], x.bare[name]); len(cols) > 0 {
		return cols, ByAPIName
	}
	if label != "" {
		if cols := either(x.folded[label], x.bare[label]); len(cols) > 0 {
			return cols, ByLabel
		}
	}
	var cols []int
	for _, text := range [...]string{f.Name, f.Label, stem(f.Name)} {
		if s := squash(text); s != "" {
			cols = either(cols, either(x.loose[s], x.bareLoose[s]))
		}
	}
	if len(cols) > 0 {
		return cols, ByLoose
	}
	return nil, NotFound
}

// either gives the columns of two lists, in order and each once. Neither list is changed.
func either(a, b []int) []int {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}
