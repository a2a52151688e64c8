package profile

// Column finds the column that a flag names: by its header, or by its 1-based position as "#3". flag is for the error,
// a [*UnknownColumnError] or an [*AmbiguousColumnError]; no name is -1.
func (b *Binding) Column(flag, name string) (int, error) {
	if name == "" {
		return -1, nil
	}
	w := &binder{b: b}
	for i := range b.Columns {
		w.folded = append(w.folded, Fold(b.Columns[i].Header))
		w.words = append(w.words, words(b.Columns[i].Header))
	}
	return w.column(flag, name)
}
