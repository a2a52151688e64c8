package dedupe

import (
	"slices"
	"strings"
)

// Rule says which value of a column survives a merge.
type Rule uint8

// The rules.
const (
	Fill    Rule = iota // the survivor's, and where it has none that of the next record in the order of the criteria
	Leave               // the survivor's, also where it has none: ids, dates that the CRM sets, deals
	Consent             // a permission to contact: the stricter wins
	OptOut              // a refusal to be contacted, such as Do Not Call: the stricter wins, and a yes is the stricter
)

// Field is the fate of one column of a group.
type Field struct {
	Column int
	Old    string // the survivor's value
	New    string // the value to keep; Old where nothing changes
	From   int    // the member it comes from
	Differ bool   // filled values of members differ, but for case, accents and punctuation
	// Unclear says that the values of a consent column are not all understood: nothing is decided, a person must look.
	Unclear bool
}

// Plan says, column by column, which value to keep when the members of a group are merged into the survivor. rules has a
// rule for each column; missing ones are Fill. Members other than the survivor are asked in the order of the criteria.
func Plan(members []Member, survivor int, order []Order, rules []Rule) []Field {
	return PlanTogether(members, survivor, order, rules, nil)
}

// PlanTogether is [Plan] with columns that say something together, such as the parts of an address, or a job title with its
// company: together gives them a number other than 0, the same for those that belong together. Such a column is filled only from
// a record whose other columns of that number say nothing else than what is kept: a street and a city of two addresses
// would be one that nobody lives at.
func PlanTogether(members []Member, survivor int, order []Order, rules []Rule, together []uint8) []Field {
	if survivor < 0 || survivor >= len(members) {
		return nil
	}
	ranked := rank(members, survivor, order)
	out := make([]Field, len(members[survivor].Values))
	for col := range out {
		v := members[survivor].Values[col]
		out[col] = Field{Column: col, Old: v, New: v, From: survivor, Differ: differing(members, col)}
		switch rule := ruleOf(rules, col); rule {
		case Consent, OptOut:
			out[col].strict(members, ranked, rule)
		case Fill, Leave:
		}
	}
	for _, i := range ranked[1:] {
		clash := clashing(out, &members[i], together)
		for col := range out {
			f, v := &out[col], members[i].value(col)
			if ruleOf(rules, col) == Fill && strings.TrimSpace(f.New) == "" && strings.TrimSpace(v) != "" && !clash[blockOf(together, col)] {
				f.New, f.From = v, i
			}
		}
	}
	return out
}

// clashing gives the numbers of the columns that belong together in which a record says something else than what is kept.
func clashing(kept []Field, m *Member, together []uint8) (clash [256]bool) {
	for col := range kept {
		if n := blockOf(together, col); n != 0 && !clash[n] {
			a, b := fold(kept[col].New), fold(m.value(col))
			clash[n] = a != "" && b != "" && a != b
		}
	}
	return clash
}

func ruleOf(rules []Rule, col int) Rule {
	if col < len(rules) {
		return rules[col]
	}
	return Fill
}

func blockOf(together []uint8, col int) uint8 {
	if col < len(together) {
		return together[col]
	}
	return 0
}

func (m *Member) value(col int) string {
	if col < len(m.Values) {
		return m.Values[col]
	}
	return ""
}

// rank gives the members in the order of the criteria, the survivor first; of those that are equal the first in the list.
func rank(members []Member, survivor int, order []Order) []int {
	by := make([]standing, len(members))
	out := make([]int, 0, len(members))
	for i := range members {
		by[i] = newStanding(&members[i])
		if i != survivor {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		switch {
		case by[a].before(&by[b], order):
			return -1
		case by[b].before(&by[a], order):
			return 1
		default:
			return 0
		}
	})
	return slices.Insert(out, 0, survivor)
}

// differing tells whether filled values of a column differ but for case, accents and punctuation.
func differing(members []Member, col int) bool {
	first := ""
	for i := range members {
		v := fold(members[i].value(col))
		switch {
		case v == "":
		case first == "":
			first = v
		case v != first:
			return true
		}
	}
	return false
}
