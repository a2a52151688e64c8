package phone

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/upgrades.toml
var upgradeData []byte

// upgrade is one change of a region's numbering plan.
type upgrade struct {
	Code    string        `toml:"code"`
	Region  string        `toml:"region"`
	Date    string        `toml:"date"`
	Source  string        `toml:"source"`
	Retired bool          `toml:"retired"` // the library still lists the old form
	Old     bool          `toml:"old"`     // so long ago that another country's number is as likely
	Cases   []upgradeCase `toml:"case"`
}

type upgradeCase struct {
	Match    string `toml:"match"`
	National string `toml:"national"`
	Replace  string `toml:"replace"`

	match, national *regexp.Regexp
}

func loadUpgrades() (map[string][]upgrade, error) {
	var file struct {
		Rules []upgrade `toml:"rule"`
	}
	if err := toml.Unmarshal(upgradeData, &file); err != nil {
		return nil, fmt.Errorf("embedded numbering-plan upgrades: %w", err)
	}
	out := make(map[string][]upgrade)
	for _, u := range file.Rules {
		for i := range u.Cases {
			c := &u.Cases[i]
			var err error
			if c.match, err = regexp.Compile(c.Match); err != nil {
				return nil, fmt.Errorf("embedded upgrade %s: %w", u.Code, err)
			}
			if c.National == "" {
				continue
			}
			if c.national, err = regexp.Compile(c.National); err != nil {
				return nil, fmt.Errorf("embedded upgrade %s: %w", u.Code, err)
			}
		}
		out[u.Region] = append(out[u.Region], u)
	}
	return out, nil
}

// older is what a change of a plan makes of a number.
type older struct {
	a    *answer // in the present form; nil if no change applies
	code string  // of the rule
	cut  []int   // the digit groups of a present number whose first digits these are; nil if there is none
}

// decide makes a decision of an old number. Digits that are as well the beginning of a present number, of which the end got
// lost, are left with the present form as the candidate, unless their grouping shows that they are whole.
func (o older) decide(w written, from Source) decision {
	if o.cut != nil && w.endsEarly(o.cut) {
		return fail(CodeTooShort, o.a.e164)
	}
	return decision{a: o.a, from: from, conf: Likely, codes: []string{o.code}}
}

// endsEarly tells whether digits may be the beginning of a number with these groups: "11 98593 254" lacks a digit. Those that
// end with a whole group, and are grouped otherwise before it, are complete: "11 9859-3254".
func (w written) endsEarly(usual []int) bool {
	n := len(w.groups)
	if n < 2 || len(usual) == 0 || w.groups[n-1] != usual[len(usual)-1] {
		return true
	}
	for from := range n - 1 { // Before the number may stand a calling code, or a national prefix.
		if beginning(w.groups[from:], usual) {
			return true
		}
	}
	return false
}

// beginning tells whether groups are the first ones of others, the last perhaps not complete.
func beginning(groups, of []int) bool {
	n := len(groups)
	return n <= len(of) && slices.Equal(groups[:n-1], of[:n-1]) && groups[n-1] <= of[n-1]
}

// upgraded gives the present form of an old number of a region: digits after the calling code, or as written
// nationally. retiredOnly asks only for rules whose old form the plan still lists.
func (r *Reader) upgraded(digits, region string, isNational, retiredOnly bool) older {
	if r.opt.Upgrade != nil && !r.opt.Upgrade(region) {
		return older{}
	}
	for _, u := range r.upgrades[region] {
		if retiredOnly && !u.Retired {
			continue
		}
		for i := range u.Cases {
			c := &u.Cases[i]
			re := c.match
			if isNational && c.national != nil {
				re = c.national
			}
			if !re.MatchString(digits) {
				continue
			}
			if a := r.ask("+"+r.lands[region].codeText+re.ReplaceAllString(digits, c.Replace), ""); a.valid {
				return older{a, u.Code, r.cutShort(digits, region, isNational)}
			}
		}
	}
	return older{}
}

// cutShort gives the digit groups of a present number of a region that lacks one digit at its end: a slip, or a column
// that was too narrow. Who lost two is not told from the many who never wrote the two that a new plan put in front. It is nil if digits are the beginning of none, and empty if the groups are not known.
func (r *Reader) cutShort(digits, region string, isNational bool) []int {
	start := ""
	if !isNational {
		start = "+" + r.lands[region].codeText
	}
	for c := '0'; c <= '9'; c++ {
		whole := start + digits + string(c)
		if a := r.ask(whole, region); a.valid && (a.origin == national || !isNational) && ordinary[a.kind] {
			if isNational || digits[0] == '0' {
				return append([]int{}, usualGroups(whole[len(start):], region)...)
			}
			return groupsAbroad(a.e164)[1:]
		}
	}
	return nil
}

// longAgo tells whether a reading of a region rests on a change of its plan that is old.
func (r *Reader) longAgo(d decision, region string) bool {
	return slices.ContainsFunc(r.upgrades[region], func(u upgrade) bool { return u.Old && slices.Contains(d.codes, u.Code) })
}
