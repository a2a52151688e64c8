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

// upgraded gives the present form of an old number of a region: digits after the calling code, or as written
// nationally. retiredOnly asks only for rules whose old form the plan still lists. It returns nil if none applies.
func (r *Reader) upgraded(digits, region string, isNational, retiredOnly bool) (*answer, string) {
	if r.opt.Upgrade != nil && !r.opt.Upgrade(region) {
		return nil, ""
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
				return a, u.Code
			}
		}
	}
	return nil, ""
}

// longAgo tells whether a reading of a region rests on a change of its plan that is old.
func (r *Reader) longAgo(d decision, region string) bool {
	return slices.ContainsFunc(r.upgrades[region], func(u upgrade) bool { return u.Old && slices.Contains(d.codes, u.Code) })
}
