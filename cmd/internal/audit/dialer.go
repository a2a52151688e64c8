package audit

import (
	"strings"

	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// dialer reads numbers as telephony systems write them: mostly international, with or without a plus. It is for one
// goroutine.
type dialer struct {
	w    *phone.Worker
	memo map[string]string
	out  phone.Reading
}

// memoMost bounds what a dialer remembers.
const memoMost = 1 << 16

func newDialer(r *phone.Reader) *dialer { return &dialer{w: r.Worker(), memo: map[string]string{}} }

// read gives a number in E.164, "" for what is none. region is the country that stands beside it, "" if none does.
func (d *dialer) read(s, region string) string {
	if s == "" {
		return ""
	}
	key := s
	if region != "" {
		key = region + "\x00" + s
	}
	if n, ok := d.memo[key]; ok {
		return n
	}
	if len(d.memo) >= memoMost {
		clear(d.memo)
	}
	n := d.find(strings.TrimSpace(s), region)
	d.memo[strings.Clone(key)] = n
	return n
}

func (d *dialer) find(s, region string) (e164 string) {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	if digits < 6 {
		return ""
	}
	// An export of calls leaves the plus out: 34919017999.
	if digits >= 8 && s[0] >= '1' && s[0] <= '9' {
		if n := d.one("+"+s, ""); n != "" {
			return n
		}
	}
	at := ""
	defer func() {
		if e164 == "" {
			e164 = written(s)
		}
	}()
	if m, ok := country.Find(region); ok && !m.Slip {
		at = m.Region
	}
	return d.one(s, at)
}

// written gives a number that is international as it stands, though the numbering plan does not know it: what a telephone
// system has called, or was called by, exists.
func written(s string) string {
	var b []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b = append(b, c)
		case c == '+' && i == 0, strings.IndexByte(" .-()", c) >= 0:
		default:
			return ""
		}
	}
	digits := string(b)
	if s[0] != '+' {
		digits = strings.TrimPrefix(digits, "00")
		if len(digits) < 10 {
			return ""
		}
	}
	if len(digits) < 8 || len(digits) > 15 || digits[0] == '0' {
		return ""
	}
	return "+" + digits
}

// one gives the one sure number of a text.
func (d *dialer) one(s, region string) string {
	d.w.Read(&d.out, []byte(s), &phone.Context{Country: region})
	if (d.out.Verdict == phone.Exact || d.out.Verdict == phone.Read) && len(d.out.Numbers) == 1 {
		return strings.Clone(d.out.Numbers[0].E164)
	}
	return ""
}

// anonymous tells whether a caller hid the number.
func anonymous(s string) bool {
	switch fold(s) {
	case "", "anonymous", "anonyme", "unknown", "private", "restricted", "withheld", "blocked", "unavailable", "hidden", "inconnu", "masqué", "numéro masqué", "privé", "anonym", "unbekannt", "anónimo", "anonimo", "+266696687", "266696687", "null", "none", "n/a":
		return true
	}
	return false
}
