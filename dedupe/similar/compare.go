package similar

// Compare tells how two names stand to each other. It gives the same for (a, b) and (b, a).
func Compare(a, b *Name) Likeness {
	best := straight(a, b)
	if best.Same() && len(a.whole)+len(b.whole) == 0 {
		return best.with(a, b)
	}
	// Where one part fits as it stands, nobody has swapped them.
	if !best.Given.Fits() && !best.Family.Fits() {
		if x, ok := swapped(a, b); ok && x.better(best) {
			best = x
		}
	}
	// Where the given names end in a whole name is a guess: any other cut may be meant.
	if len(a.whole) > 0 && !best.Same() {
		best = cuts(a, b, best)
	}
	if len(b.whole) > 0 && !best.Same() {
		best = cuts(b, a, best)
	}
	return best.with(a, b)
}

// cuts looks for the cut of a whole name that fits best.
func cuts(a, b *Name, best Likeness) Likeness {
	// It may be no more than a family name with a space in it.
	var all Name
	all.family = all.part(a.whole, family)
	if x := straight(&all, b); x.Family >= Near && x.better(best) {
		best = x
	}
	for k := 1; k < len(a.whole); k++ {
		var c Name
		c.given, c.family = c.part(a.whole[:k], given), c.part(a.whole[k:], family)
		if x := straight(&c, b); x.better(best) {
			best = x
		}
		if x, ok := swapped(&c, b); ok && x.better(best) {
			best = x
		}
	}
	return best
}

func straight(a, b *Name) Likeness {
	g, r := compareParts(&a.given, &b.given, given)
	f, s := compareParts(&a.family, &b.family, family)
	// A single word may be the given or the family name.
	if g == Unknown && f == Different || f == Unknown && g == Different {
		return Likeness{Given: g, Family: f}
	}
	return Likeness{Given: g, Family: f, Reasons: r | s}
}

// swapped compares given with family names. Names that merely may fit do not count that way: too much would.
func swapped(a, b *Name) (Likeness, bool) {
	switch {
	case len(a.given.words) > 0 && len(a.family.words) > 0 && len(b.given.words) > 0 && len(b.family.words) > 0:
		g, r := compareParts(&a.given, &b.family, given)
		f, s := compareParts(&a.family, &b.given, given)
		initial := max(g, f) == Same && min(g, f) == Compatible && (r|s)&Initial != 0 // Martin J.
		slips := max(g, f) >= Near && min(g, f) == Alike && (r|s)&Apart == 0
		if min(g, f) < Near && !initial && !slips {
			return Likeness{}, false
		}
		// Which of them is the given name, nobody knows.
		return Likeness{Given: min(g, f), Family: max(g, f), Reasons: r | s | Swapped}, true
	case single(a) && single(b) && len(a.given.words) == 0:
		return one(b, a)
	case single(a) && !b.Blank():
		return one(a, b)
	case single(b) && !a.Blank():
		return one(b, a)
	default:
		return Likeness{}, false
	}
}

// single tells whether a name is one part only.
func single(n *Name) bool { return (len(n.given.words) == 0) != (len(n.family.words) == 0) }

// one compares a name of one part with the other part of another name.
func one(a, b *Name) (Likeness, bool) {
	if len(a.given.words) > 0 {
		f, r := compareParts(&a.given, &b.family, family)
		return Likeness{Family: f, Reasons: r | Swapped}, f >= Near
	}
	g, r := compareParts(&a.family, &b.given, given)
	return Likeness{Given: g, Reasons: r | Swapped}, g >= Near
}

// with adds what the names say besides their words.
func (l Likeness) with(a, b *Name) Likeness {
	switch {
	case a.suffix == b.suffix:
	case a.suffix == "" || b.suffix == "":
		l.Reasons |= Suffix
	default:
		l.Reasons |= Generation
	}
	if a.couple != b.couple {
		l.Reasons |= Couple
	}
	return l
}

// compareParts compares the given or the family names.
func compareParts(a, b *part, as role) (Grade, Reason) {
	if len(a.words) == 0 || len(b.words) == 0 {
		return Unknown, 0
	}
	if a.joined == b.joined {
		return Same, 0
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	if len(a.words) == 1 && len(b.words) == 1 {
		return compareWords(a.words[0], b.words[0], as)
	}
	if len(a.words) == 1 && as == given && initials(a.words[0], b.words) {
		return Compatible, Initial
	}
	best, why := matched(a, b, as)
	if len(a.words) == len(b.words) { // which word is looked at first must make no difference
		if g, r := matched(b, a, as); g > best || g == best && r < why {
			best, why = g, r
		}
	}
	// A space in the wrong place: "katel byn", "Jeanpierre".
	if best < Near {
		if spaced(a.words, b.words) {
			return Same, 0
		}
		if g, r := compareWords(a.joined, b.joined, as); g == Near && len(a.joined) > 4 && len(b.joined) > 4 {
			return g, r
		}
	}
	return best, why
}

// matchMost bounds the words of a name that are looked at.
const matchMost = 8

// matched gives each word of the shorter list the word of the longer one that fits best, and the worst of these.
func matched(a, b *part, as role) (Grade, Reason) {
	short, long := a.words[:min(len(a.words), matchMost)], b.words[:min(len(b.words), matchMost)]
	var taken [matchMost]bool
	worst, why := Same, Reason(0)
	first := false // the first word of one is among the words of the other
	for _, w := range short {
		at, best, r := -1, Different, Reason(0)
		for j, v := range long {
			if taken[j] {
				continue
			}
			if g, s := compareWords(w, v, as); g > best {
				at, best, r = j, g, s
			}
		}
		if at >= 0 {
			taken[at] = true
			first = first || at == 0
		}
		worst, why = min(worst, best), why|r
	}
	if len(short) == len(long) || !worst.Fits() {
		return worst, why
	}
	// One has more names than the other. A further initial says little.
	rest := 0
	for j, v := range long {
		if !taken[j] && len(v) > 1 {
			rest++
		}
	}
	switch {
	case rest == 0:
		return worst, why
	case as == given && !first: // Pierre is not Jean-Pierre
		return Alike, why
	default:
		return min(worst, Compatible), why | Part
	}
}
