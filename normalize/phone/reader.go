package phone

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callready/callready/normalize/phone/numplan"
)

// What a phone cell holds at most. A longer one is a text of its own, and is left before any work is done on it.
const (
	maxBytes  = 512
	maxGroups = 64
)

// Reader reads phone cells. It is safe for concurrent use.
type Reader struct {
	opt       Options
	lands     map[string]territory
	near      [26 * 26]*territory // the same, by the letters of the region
	plan      *numplan.Plan
	memo      *memo[*answer]
	short     *memo[bool] // short codes
	words     *words
	upgrades  map[string][]upgrade
	upgrading [1000][]string // by calling code the regions with upgrade rules
	// upgradable are the calling codes with rules for numbers that the plan still lists.
	upgradable [1000]bool
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
	v, err := loadWords()
	if err != nil {
		return nil, err
	}
	r := &Reader{opt: opt, lands: lands, plan: plan(), memo: newMemo[*answer](), short: newMemo[bool](), words: v, upgrades: upgrades}
	for region, t := range lands {
		r.near[place(region)] = &t
	}
	for _, region := range slices.Sorted(maps.Keys(upgrades)) {
		rules := upgrades[region]
		code := lands[region].code
		r.upgrading[code] = append(r.upgrading[code], region)
		if slices.ContainsFunc(rules, func(u upgrade) bool { return u.Retired }) {
			r.upgradable[code] = true
		}
	}
	return r, nil
}

// place gives the place of a region by its two capital letters; -1 for any other text.
func place(region string) int {
	if len(region) != 2 || region[0] < 'A' || region[0] > 'Z' || region[1] < 'A' || region[1] > 'Z' {
		return -1
	}
	return int(region[0]-'A')*26 + int(region[1]-'A')
}

// land gives what is known of a region; nil if the plan has none of that name.
func (r *Reader) land(region string) *territory {
	if at := place(region); at >= 0 {
		return r.near[at]
	}
	return nil
}

// ask gives the library's answer for digits in a region: from the compiled plan, else from memory, else from the library.
func (r *Reader) ask(digits, region string) *answer {
	if len(digits) < 2 {
		return &answer{why: reasonShort}
	}
	if len(digits) > 32 {
		return &answer{why: reasonLong}
	}
	if digits[0] == '+' {
		region = "ZZ"
	} else if _, ok := r.lands[region]; !ok {
		return &answer{why: reasonCode}
	}
	if a, ok := fast(digits, region); ok {
		return a
	}
	return r.memo.lookup(digits, region, func() *answer { return consult(digits, region, r.lands) })
}

// grammar reads any cell.
func (w *Worker) grammar(cell []byte, ctx *Context) Reading {
	r := w.r
	trimmed := bytes.TrimSpace(cell)
	if len(trimmed) > maxBytes {
		return Reading{Verdict: Undecided, Codes: []string{CodeCellTooLong}}
	}
	c := clean(trimmed)
	text := strings.TrimSpace(string(c.text))
	if text == "" {
		return Reading{Verdict: Empty}
	}
	if crowded(text) {
		return Reading{Verdict: Undecided, Codes: []string{CodeCellTooLong}}
	}
	codes := c.codes
	sheet := undoSheet(text)
	if sheet.gone != "" {
		return Reading{Verdict: Undecided, Codes: addCode(codes, sheet.gone)}
	}
	text = sheet.text
	if sheet.code != "" {
		codes = addCode(codes, sheet.code)
	}
	if code := r.lookalike(text); code != "" {
		return Reading{Verdict: Undecided, Codes: addCode(codes, code)}
	}
	l := lex(r.words, text, w.items[:0])
	w.items = l.items
	if l.marks {
		codes = addCode(codes, CodeUnencodable)
	}
	lay := arrange(text, l.items)
	if l.glued {
		lay.doubt = addCode(lay.doubt, CodeLetters)
	}
	out := r.assemble(text, lay, ctx, codes)
	if out.Verdict == Read && l.marks && strings.HasSuffix(text, "?") && !strings.HasPrefix(text, "?") {
		r.doubt(&out)
	}
	if out.Verdict == Undecided && len(out.Candidates) == 0 && !anotherThing(out.Codes) {
		if other := unconfuse(text); other != text {
			try := lex(r.words, other, nil)
			if again := r.assemble(other, arrange(other, try.items), ctx, nil); again.Verdict == Read {
				out.Codes = addCode(out.Codes, CodeLetters)
				for _, n := range again.Numbers {
					out.Candidates = append(out.Candidates, show(n))
				}
				out.Candidates = []string{strings.Join(out.Candidates, "; ")}
			}
		}
	}
	if out.Verdict == Read && len(out.Numbers) == 1 && out.Numbers[0].Ext == "" && string(cell) == out.Numbers[0].E164 {
		out.Verdict = Exact
	}
	return out
}

// crowded tells whether a text has more groups of digits than maxGroups.
func crowded(s string) bool {
	groups, inside := 0, false
	for i := range len(s) {
		is := s[i] >= '0' && s[i] <= '9'
		if is && !inside {
			groups++
		}
		inside = is
	}
	return groups > maxGroups
}

// doubt takes back a number that ends in a question mark where one digit more would be a number too: the mark may
// stand for a digit.
func (r *Reader) doubt(out *Reading) {
	n := &out.Numbers[len(out.Numbers)-1]
	if n.Ext != "" || !r.ask(n.E164+"5", "").valid && !r.ask(n.E164+"2", "").valid {
		return
	}
	n.Confidence = Guess
	out.Verdict = Undecided
	out.Codes = addCode(out.Codes, CodeOpenEnd)
	var all []string
	for _, n := range out.Numbers {
		all = append(all, show(n))
	}
	out.Candidates = []string{strings.Join(all, "; ")}
}

// unconfuse writes figures for letters that look like them and touch figures: O6 12, O1.99.OO.12.34. What comes of it
// is only ever a candidate.
func unconfuse(s string) string {
	b := []byte(s)
	figure := func(i int) bool { return i >= 0 && i < len(b) && b[i] >= '0' && b[i] <= '9' }
	spaced := func(i, step int) bool {
		return i+step >= 0 && i+step < len(b) && strings.IndexByte(" .-", b[i+step]) >= 0 && figure(i+2*step)
	}
	for range 2 {
		for i, c := range b {
			switch {
			case c == 'O' && (figure(i-1) || figure(i+1) || spaced(i, -1) || spaced(i, 1)), c == 'o' && (figure(i-1) || figure(i+1)):
				b[i] = '0'
			case (c == 'l' || c == 'I') && (figure(i-1) || figure(i+1)):
				b[i] = '1'
			}
		}
	}
	return string(b)
}

// numberOf makes the number of a decision.
func numberOf(d decision) Number {
	region := d.a.region
	if region == "" {
		region = "ZZ"
	}
	kind := d.a.kind
	if kind == "" {
		kind = "unknown"
	}
	return Number{E164: d.a.e164, Region: region, Type: kind, From: d.from, Confidence: d.conf, Codes: d.codes}
}
