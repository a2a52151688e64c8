package pipeline

import (
	"strings"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
)

// rules gives the fate of each column that is compared: permissions and refusals by the stricter value, others as they come. Where
// no column is one of these it is nil.
func (c *peopleColumns) rules(b *profile.Binding) []dedupe.Rule {
	some := false
	rules := make([]dedupe.Rule, len(c.compared))
	for i, col := range c.compared {
		switch b.Columns[col].Role {
		case profile.Consent:
			rules[i], some = dedupe.Consent, true
		case profile.Refusal:
			rules[i], some = dedupe.OptOut, true
		default:
			rules[i] = dedupe.Leave
		}
	}
	if !some {
		return nil
	}
	return rules
}

// stricter names the consent columns in which records, the one that stays first, do not agree, each with the value to keep:
// the stricter one. A question mark stands behind what a person must look at, and alone where nothing can be proposed.
func (w *twinWriter) stricter(list []*twin) (text string, unclear bool) {
	if w.rules == nil {
		return "", false
	}
	members := make([]dedupe.Member, 0, len(list))
	for _, t := range list {
		members = append(members, t.member)
	}
	var out []string
	for _, f := range dedupe.Plan(members, 0, w.order(), w.rules) {
		if w.rules[f.Column] == dedupe.Leave || !f.Differ && !f.Unclear && f.New == f.Old {
			continue
		}
		says := f.New
		switch {
		case f.Unclear && f.New == f.Old:
			says = "?"
		case f.Unclear:
			says += " ?"
		}
		unclear = unclear || f.Unclear
		out = append(out, w.Binding.Columns[w.cols.compared[f.Column]].Header+": "+says)
	}
	return strings.Join(out, " | "), unclear
}
