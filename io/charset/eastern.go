package charset

// eastern are the multi-byte encodings that are weighed. Each tells from a character's two bytes whether it is among
// the commonest of its language.
var eastern = []struct {
	name   string
	why    string
	lead   func(c byte) bool
	trail  func(c byte) bool
	single func(c byte) bool // bytes above 0x7F that are characters by themselves
	four   bool              // a digit as the second byte begins a character of four
	common func(lead, trail byte) bool
}{
	{
		name: "shift_jis", why: "structure and common characters of Shift-JIS",
		lead:   func(c byte) bool { return c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC },
		trail:  func(c byte) bool { return c >= 0x40 && c != 0x7F && c <= 0xFC },
		single: func(c byte) bool { return c >= 0xA1 && c <= 0xDF },
		common: func(lead, trail byte) bool {
			return lead >= 0x81 && lead <= 0x83 || lead >= 0x88 && lead < 0x98 || lead == 0x98 && trail <= 0x72
		},
	},
	{
		name: "gb18030", why: "structure and common characters of GB 18030",
		lead:  func(c byte) bool { return c >= 0x81 && c <= 0xFE },
		trail: func(c byte) bool { return c >= 0x40 && c != 0x7F && c <= 0xFE },
		four:  true,
		common: func(lead, trail byte) bool {
			return (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3) && trail >= 0xA1
		},
	},
	{
		name: "euc-kr", why: "structure of EUC-KR and nothing but Korean letters",
		lead:   func(c byte) bool { return c >= 0x81 && c <= 0xFE },
		trail:  func(c byte) bool { return c >= 0x41 && c <= 0xFE },
		common: func(lead, trail byte) bool { return (lead >= 0xB0 && lead <= 0xC8 || lead == 0xA1) && trail >= 0xA1 },
	},
	{
		name: "euc-jp", why: "structure and kana of EUC-JP",
		lead:  func(c byte) bool { return c >= 0xA1 && c <= 0xFE || c == 0x8E },
		trail: func(c byte) bool { return c >= 0xA1 && c <= 0xFE },
		common: func(lead, _ byte) bool {
			return lead >= 0xB0 && lead <= 0xCF || lead >= 0xA1 && lead <= 0xA5 || lead == 0x8E
		},
	},
	{
		name: "big5", why: "structure and common characters of Big5",
		lead:   func(c byte) bool { return c >= 0xA1 && c <= 0xF9 },
		trail:  func(c byte) bool { return c >= 0x40 && c <= 0x7E || c >= 0xA1 && c <= 0xFE },
		common: func(lead, _ byte) bool { return lead >= 0xA4 && lead <= 0xC6 || lead == 0xA1 },
	},
}

// pairs is what a sample holds when it is cut into characters of two bytes.
type pairs struct {
	n      int // characters of two bytes
	common int
	high   int // whose second byte is above 0x7F
	kana   int // at the places of EUC-JP
	broken int // bytes that do not fit
}

// detectEastern recognises Shift-JIS, GB 18030, EUC-KR, EUC-JP and Big5 where the sample keeps their structure and
// is made of their commonest characters. European text hardly ever does: its accented letters stand alone, and the
// byte after them is an ASCII letter.
func detectEastern(s []byte) (Guess, bool) {
	const enough = 4
	best, share := -1, 0.0
	var won pairs
	for i := range eastern {
		p := countPairs(s, i)
		if p.n < enough || p.broken*200 > p.n || p.high*10 < p.n*3 {
			continue
		}
		part := float64(p.common) / float64(p.n)
		switch eastern[i].name {
		case "euc-kr": // Korean letters are the lower half of the common Chinese characters.
			if p.n < 2*enough || part < 0.97 {
				continue
			}
			part = 1.01 // All of it is common in Chinese too.
		case "euc-jp": // Without kana it cannot be told from Chinese.
			if p.kana*8 < p.n {
				continue
			}
			part++
		}
		if part >= 0.75 && part > share {
			best, share, won = i, part, p
		}
	}
	if best < 0 {
		return Guess{}, false
	}
	g := Guess{Name: eastern[best].name, Score: 0.85, Why: eastern[best].why}
	if won.n < 2*enough {
		g.Score = 0.7 // Few characters may be a coincidence.
	}
	return g, true
}

// countPairs cuts the sample into characters of the encoding eastern[i].
func countPairs(s []byte, which int) pairs {
	e := &eastern[which]
	var p pairs
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x80 || e.single != nil && e.single(c) {
			continue
		}
		if !e.lead(c) {
			p.broken++
			continue
		}
		if i+1 == len(s) {
			break
		}
		t := s[i+1]
		if e.four && t >= '0' && t <= '9' {
			i += 3
			continue
		}
		if !e.trail(t) {
			p.broken++
			continue
		}
		i++
		p.n++
		if t >= 0x80 {
			p.high++
		}
		if e.common(c, t) {
			p.common++
		}
		if (c == 0xA4 || c == 0xA5) && t >= 0xA1 {
			p.kana++
		}
	}
	return p
}
