package source

import "slices"

// Rearrange makes the file show its columns as another one has them, so that one notion of the columns serves both. It gives
// the columns that only one of the two has, and changes nothing then. Columns of the same name keep their order.
//
// A JSON file has only the keys that some object of it has, so that one that it lacks is blank.
func (f *File) Rearrange(header []string) (differ []string) {
	if slices.Equal(f.header, header) {
		return nil
	}
	order := make([]int, len(header))
	taken := make([]bool, len(f.header))
	for i, want := range header {
		order[i] = -1
		for k, have := range f.header {
			if have == want && !taken[k] {
				order[i], taken[k] = k, true
				break
			}
		}
		if order[i] < 0 && f.Form != JSON {
			differ = append(differ, want)
		}
	}
	for k, is := range taken {
		if !is {
			differ = append(differ, f.header[k])
		}
	}
	if len(differ) > 0 {
		return differ
	}
	sample := make([][]string, len(f.sample))
	for i, row := range f.sample {
		sample[i] = make([]string, len(header))
		for col, at := range order {
			if at >= 0 && at < len(row) {
				sample[i][col] = row[at]
			}
		}
	}
	if f.Form == Pasted {
		order = nil // The sample is all there is.
	}
	f.own, f.header, f.sample, f.order = f.stored(), header, sample, order
	return nil
}

// stored gives the header as the file has it.
func (f *File) stored() []string {
	if f.own != nil {
		return f.own
	}
	return f.header
}

// Union gives the columns of several files: those of the first, and the keys that only later JSON files have behind them.
func Union(files []*File) []string {
	header := slices.Clone(files[0].header)
	for _, f := range files[1:] {
		for _, h := range f.header {
			if f.Form == JSON && files[0].Form == JSON && !slices.Contains(header, h) {
				header = append(header, h)
			}
		}
	}
	return header
}
