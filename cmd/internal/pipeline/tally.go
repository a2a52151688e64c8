package pipeline

// tally counts by name. The names that come often move to its front, so that one of few is found faster than in a map.
type tally []named

type named struct {
	name string
	n    int64
}

func (t *tally) add(name string, n int64) {
	for i := range *t {
		if e := &(*t)[i]; e.name == name {
			e.n += n
			if i > 0 && e.n > (*t)[i-1].n {
				(*t)[i], (*t)[i-1] = (*t)[i-1], (*t)[i]
			}
			return
		}
	}
	*t = append(*t, named{name, n})
}

func (t *tally) addAll(u tally) {
	for i := range u {
		t.add(u[i].name, u[i].n)
	}
}

// counts gives the counts as a map.
func (t tally) counts() map[string]int64 {
	m := make(map[string]int64, len(t))
	for i := range t {
		m[t[i].name] = t[i].n
	}
	return m
}
