package profile

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
)

// unknown is the score of the generic profile: what a CRM's profile has to beat.
const unknown = 0.45

// Detect gives the built-in profiles, the one that fits the header best first. Each header that a profile knows speaks for it
// by its weight, and record ids of another form than the CRM's against it. The generic profile is always among them; it
// comes first where nothing speaks clearly for a CRM.
func Detect(header []string, sample Sample) []Guess {
	list, err := builtin()
	if err != nil { // Impossible in a tested build.
		return nil
	}
	return Rank(list, header, sample)
}

// Rank is [Detect] among profiles of the caller's choice.
func Rank(list []*Profile, header []string, sample Sample) []Guess {
	folded := make([]string, len(header))
	for i, h := range header {
		folded[i] = Fold(h)
	}
	guesses := make([]Guess, 0, len(list))
	for _, p := range list {
		guesses = append(guesses, p.score(header, folded, sample))
	}
	slices.SortStableFunc(guesses, func(a, b Guess) int { return cmp.Compare(b.Score, a.Score) })
	return guesses
}

func (p *Profile) score(header, folded []string, sample Sample) Guess {
	g := Guess{Profile: p}
	if p.Name == Generic {
		g.Score = unknown
		return g
	}
	sum := 0.0
	names := p.named()
	first := map[int]int{} // the first header of each column
	for i, f := range slices.Backward(folded) {
		if col, ok := names.col[f]; ok && f != "" {
			first[col] = i
		}
	}
	for n, c := range p.Columns {
		i, ok := first[n]
		if !ok {
			continue
		}
		weight := c.weight(header[i])
		if c.Role == ID {
			weight += p.idWeight(sample, i) + p.ownWeight(sample, i)
		}
		if sum += weight; weight > 0 {
			g.Hits = append(g.Hits, header[i])
		}
	}
	if sum > 0 {
		g.Score = 1 - math.Exp2(-sum/2)
	}
	return g
}

// weight says how much a header of this column speaks for the profile. A name that many programs use says little, and so
// does an internal name in another case than the CRM writes it.
func (c *Column) weight(header string) float64 {
	const little = 0.1
	weight := c.Weight
	if weight == 0 {
		weight = 1
	}
	h := Fold(header)
	api := h == Fold(c.API) && strings.TrimSpace(header) != c.API && header != strings.ToUpper(header) && header != c.Names[0]
	if weight > 0 && (api || contains(c.Weak, h)) {
		return weight * little
	}
	return weight
}

// ownWeight says what record ids speak for that no other program has.
func (p *Profile) ownWeight(sample Sample, i int) float64 {
	if yes, _ := idsLike(p.KeyOwn, sample, i); yes > 0 {
		return 3
	}
	return 0
}

// idWeight says what the form of the record ids speaks for.
func (p *Profile) idWeight(sample Sample, i int) float64 {
	yes, no := idsLike(p.KeyPattern, sample, i)
	switch {
	case yes+no == 0:
		return 0
	case yes >= 4*no:
		return 1
	}
	return -4
}

// idsLike counts the record ids in a column that have a form, and the others; none where no form is known.
func idsLike(pattern string, sample Sample, i int) (yes, no int) {
	form, err := regexp.Compile(pattern)
	if pattern == "" || err != nil {
		return 0, 0
	}
	for _, row := range sample {
		if i >= len(row) || strings.TrimSpace(row[i]) == "" {
			continue
		}
		if form.MatchString(strings.TrimSpace(row[i])) {
			yes++
		} else {
			no++
		}
	}
	return yes, no
}
