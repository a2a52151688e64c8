package similar

// Text compares two folded texts that are no names, such as streets and companies, without their spaces: the same, near
// where some letters differ (one in eight, at least one, at most four), different, or unknown if one is blank.
func Text(a, b string) Grade {
	if a == b {
		if a == "" {
			return Unknown
		}
		return Same
	}
	var x, y runes
	x.packed(a)
	y.packed(b)
	if x.n == 0 || y.n == 0 {
		return Unknown
	}
	longest := max(x.n, y.n)
	if longest < 4 {
		return Different
	}
	switch d := distance(&x, &y, min(4, max(1, longest/8))); {
	case d == 0:
		return Same
	case d <= min(4, max(1, longest/8)):
		return Near
	default:
		return Different
	}
}

// packed is set without the spaces.
func (w *runes) packed(s string) {
	w.n = 0
	for _, r := range s {
		if r == ' ' {
			continue
		}
		if w.n == wordMost {
			break
		}
		w.r[w.n] = r
		w.n++
	}
}
