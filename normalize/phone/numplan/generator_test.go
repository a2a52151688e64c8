package numplan

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// seedNumber is a number to begin with.
type seedNumber struct {
	code int
	nsn  string
}

// generator makes random inputs around the example numbers of every region and type.
type generator struct {
	rand    *rand.Rand
	regions []string // all, and three that are none
	codes   []int
	seeds   []seedNumber
	home    map[string][]seedNumber // by region
	metas   map[string]*phonenumbers.PhoneMetadata
}

func newGenerator(r *rand.Rand) *generator {
	g := &generator{rand: r, home: make(map[string][]seedNumber), metas: make(map[string]*phonenumbers.PhoneMetadata)}
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		panic(err)
	}
	for _, m := range all.GetMetadata() {
		for _, d := range []*phonenumbers.PhoneNumberDesc{
			m.GetFixedLine(), m.GetMobile(), m.GetTollFree(), m.GetPremiumRate(), m.GetSharedCost(), m.GetVoip(),
			m.GetPersonalNumber(), m.GetPager(), m.GetUan(), m.GetVoicemail(), m.GetGeneralDesc(),
		} {
			if d.GetExampleNumber() != "" {
				s := seedNumber{int(m.GetCountryCode()), d.GetExampleNumber()}
				g.seeds = append(g.seeds, s)
				g.home[m.GetId()] = append(g.home[m.GetId()], s)
			}
		}
		if m.GetId() != worldRegion {
			g.metas[m.GetId()] = m
		}
	}
	g.regions = append(slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions())), "ZZ", "", worldRegion)
	g.codes = slices.Sorted(maps.Keys(phonenumbers.GetSupportedCallingCodes()))
	return g
}

// next gives a number as written and a default region.
func (g *generator) next() (number, region string) {
	region = pick(g, g.regions)
	s := pick(g, g.seeds)
	if own := g.home[region]; len(own) > 0 && g.rand.IntN(4) > 0 {
		s = pick(g, own)
	}
	nsn := g.mutate(s.nsn)
	cc := strconv.Itoa(s.code)
	m := g.metas[region]
	plain := ""
	switch g.rand.IntN(16) {
	case 0, 1:
		plain = "+" + cc + nsn
	case 2:
		plain = g.idd(m) + cc + nsn
	case 3:
		plain = cc + nsn
	case 4, 5, 6:
		plain = nsn
	case 7, 8:
		plain = m.GetNationalPrefix() + nsn
	case 9:
		plain = pick(g, []string{"0", "1", "8", "06", "00", "01", "02"}) + nsn
	case 10:
		return "+" + cc + " (0)" + g.punctuate(nsn) + g.tail(), region
	case 11:
		plain = g.argentine(nsn)
	case 12:
		carrier := pick(g, []string{"12", "14", "15", "21", "31", "41", "55", "65", "99", "11", "50"})
		plain = pick(g, []string{"0", "90", "+550", "+550" + carrier}) + carrier + nsn
	case 13:
		plain = g.digits(3 + g.rand.IntN(18))
	case 14:
		plain = "+" + g.digits(1+g.rand.IntN(18))
		if g.rand.IntN(3) == 0 {
			plain = "+" + pick(g, []string{"0", "00", "011", "810", "000", "210"}) + cc + nsn
		}
	case 15:
		return g.garbage(), region
	}
	if g.rand.IntN(25) == 0 {
		plain = cc + pick(g, []string{"0", "1", "8", "9", ""}) + plain
	}
	return g.junk() + g.punctuate(plain) + g.tail(), region
}

// mutate changes some digits, or the length.
func (g *generator) mutate(nsn string) string {
	b := []byte(nsn)
	for range g.rand.IntN(4) {
		b[g.rand.IntN(len(b))] = g.digit()
	}
	switch g.rand.IntN(10) {
	case 0: // another tail
		for i := g.rand.IntN(len(b)); i < len(b); i++ {
			b[i] = g.digit()
		}
	case 1:
		b = b[:1+g.rand.IntN(len(b))]
	case 2:
		b = append(b, g.digits(1+g.rand.IntN(4))...)
	case 3: // a local number
		b = b[g.rand.IntN(len(b)):]
	}
	return string(b)
}

// idd gives an international prefix that a region's pattern suggests.
func (g *generator) idd(m *phonenumbers.PhoneMetadata) string {
	p := m.GetPreferredInternationalPrefix()
	if p == "" {
		p = m.GetInternationalPrefix()
	}
	if p == "" || strings.Trim(p, "0123456789") != "" || g.rand.IntN(3) == 0 {
		p = pick(g, []string{"00", "011", "0011", "010", "810", "001", "009", "0014", "119", "99500", "1400", "005"})
	}
	return p
}

// argentine writes "0 area 15 number".
func (g *generator) argentine(nsn string) string {
	cut := min(len(nsn), 2+g.rand.IntN(3))
	return pick(g, []string{"0", "", "54", "+54", "+549", "9"}) + nsn[:cut] + "15" + nsn[cut:]
}

var marks = []string{
	" ", "-", ".", "(", ")", "/", "[", "]", "\u00a0", "\u2011", "\u2013", "\u2212", "\u200b", "\u2060", "\u00ad", "\u3000", "  ",
}

// punctuate puts signs between digits, in half of the cases.
func (g *generator) punctuate(s string) string {
	if g.rand.IntN(2) == 0 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if g.rand.IntN(4) == 0 {
			b.WriteString(pick(g, marks))
		}
	}
	return b.String()
}

// junk gives what stands before a number.
func (g *generator) junk() string {
	if g.rand.IntN(12) > 0 {
		return ""
	}
	return pick(g, []string{"Tel: ", "(", " ", "\u00a0", "tel:", "T.", "\u260e", "*", "#", "++", "- ", "é ", "[", ";", "x"})
}

var extensions = []string{
	"x12", " x 12", " ext. 12", "ext:12", " extn 123", " extension 4567", ";ext=12", "#12", " # 1234567", " EXT 5",
	"/x12", "/ x12", " / ext 1", "x12345678", "x", " ext", " ext.- 77", ",12", ",,12", "~12", " int 12", " 12#", "-12#", " anexo 3",
	" poste 12", "xt12", ";12", "e12", "ext  9", "extension-9", "extn.9", " X9", ";EXT=9", "x12/x13", " x12 ", "x1.2",
}

// tail gives an extension, seldom.
func (g *generator) tail() string {
	if g.rand.IntN(12) > 0 {
		return ""
	}
	return pick(g, extensions)
}

func (g *generator) garbage() string {
	const signs = "0123456789012345678901234567890123456789+ -.()/[]xXeE#;,~*'\"abc\t\\"
	b := make([]byte, g.rand.IntN(30))
	for i := range b {
		b[i] = signs[g.rand.IntN(len(signs))]
	}
	s := string(b)
	if g.rand.IntN(3) == 0 {
		s += pick(g, []string{"٣", "３", "＋", "ｘ12", "\u200e", "é", "\xff", "\xe2\x80", "\xc2"})
	}
	return s
}

func (g *generator) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = g.digit()
	}
	return string(b)
}

func (g *generator) digit() byte { return byte('0' + g.rand.IntN(10)) }

func pick[T any](g *generator, list []T) T { return list[g.rand.IntN(len(list))] }
