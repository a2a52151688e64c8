package pipeline

// rowSet is a set of rows, one bit each.
type rowSet []uint64

func (s *rowSet) add(row uint32) {
	at := int(row / 64)
	for at >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[at] |= 1 << (row % 64)
}

func (s rowSet) has(row uint32) bool {
	at := int(row / 64)
	return at < len(s) && s[at]&(1<<(row%64)) != 0
}
