package dedupe

import "strings"

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
	if survivor < 0 || survivor >= len(members) {
		return nil
	}
	ranked := rank(members, survivor, order)
	columns := len(members[survivor].Values)
	out := make([]Field, 0, columns)
	for col := range columns {
		f := Field{Column: col, Old: members[survivor].Values[col], From: survivor}
		f.New = f.Old
		rule := Fill
		if col < len(rules) {
			rule = rules[col]
		}
		f.Differ = differing(members, col)
		switch rule {
		case Fill:
			for _, i := range ranked {
				if v := members[i].value(col); strings.TrimSpace(v) != "" {
					f.New, f.From = v, i
					break
				}
			}
		case Consent, OptOut:
			f.strict(members, ranked, rule)
		case Leave:
		}
		out = append(out, f)
	}
	return out
}

func (m *Member) value(col int) string {
	if col < len(m.Values) {
		return m.Values[col]
	}
	return ""
}

// rank gives the members in the order of the criteria, the survivor first.
func rank(members []Member, survivor int, order []Order) []int {
	out := []int{survivor}
	rest := make([]int, 0, len(members))
	for i := range members {
		if i != survivor {
			rest = append(rest, i)
		}
	}
	for len(rest) > 0 {
		best := 0
		for k := range rest {
			if before(&members[rest[k]], &members[rest[best]], order) {
				best = k
			}
		}
		out = append(out, rest[best])
		rest = append(rest[:best], rest[best+1:]...)
	}
	return out
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
