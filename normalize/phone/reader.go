package phone

import (
	"bytes"
	"fmt"
	"strings"
)

// Reader reads phone cells. It is safe for concurrent use.
type Reader struct {
	opt   Options
	lands map[string]territory
	memo  *memo

	upgrades map[string][]upgrade
}

// NewReader makes a reader. It fails if a default region is not an ISO 3166 alpha-2 code that the numbering plan
// knows, or if the data files of the package cannot be read.
func NewReader(opt Options) (*Reader, error) {
	lands, err := territories()
	if err != nil {
		return nil, err
	}
	regions := make([]string, 0, len(opt.Regions))
	for _, r := range opt.Regions {
		code := strings.ToUpper(strings.TrimSpace(r))
		if _, ok := lands[code]; !ok {
			return nil, fmt.Errorf("default region %q is not a country code of the numbering plan, such as FR", r)
		}
		regions = append(regions, code)
	}
	opt.Regions = regions
	upgrades, err := loadUpgrades()
	if err != nil {
		return nil, err
	}
	return &Reader{opt: opt, lands: lands, memo: newMemo(), upgrades: upgrades}, nil
}

// ask gives the library's answer for digits in a region, from memory if it was asked before.
func (r *Reader) ask(digits, region string) *answer {
	if digits == "" || len(digits) > 32 {
		return &answer{why: reasonLong}
	}
	if digits[0] == '+' {
		region = "ZZ"
	} else if _, ok := r.lands[region]; !ok {
		return &answer{why: reasonCode}
	}
	return r.memo.lookup(digits, region, func() *answer { return consult(digits, region, r.lands) })
}

// Read reads one cell. The cell is not kept or changed.
func (r *Reader) Read(cell []byte, ctx Context) Reading {
	s := string(bytes.TrimSpace(cell))
	if s == "" {
		return Reading{Verdict: Empty}
	}
	d := onlyDigits(s)
	region, from, conf := ctx.Country, FromCell, Certain
	if s[0] == '+' {
		d, from = "+"+d, FromPlus
	} else if region == "" && len(r.opt.Regions) > 0 {
		region, from, conf = r.opt.Regions[0], FromDefault, Likely
	}
	a := r.ask(d, region)
	if !a.valid {
		return Reading{Verdict: Undecided, Codes: []string{"not-in-plan"}}
	}
	v := Read
	if string(cell) == a.e164 {
		v = Exact
	}
	return Reading{Verdict: v, Numbers: []Number{{E164: a.e164, Region: a.region, Type: a.kind, From: from, Confidence: conf}}}
}
