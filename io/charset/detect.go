package charset

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Guess is what Detect thinks of a sample.
type Guess struct {
	Name  string  // canonical name of an encoding
	Score float64 // 0 to 1: how sure; below 0.6 the text should be looked at
	BOM   int     // length of the byte order mark in stored bytes, 0 without one
	ASCII bool    // no byte of the sample is above 0x7F: every encoding but the wide ones would do
	Mixed bool    // UTF-8 with some bytes that are not
	Why   string  // the reason in a few words, for people
	Other []Alternative
}

// Alternative is another encoding that was weighed.
type Alternative struct {
	Name  string
	Score float64
}

// marks are the byte order marks; the longer of two that begin alike comes first.
var marks = []struct{ mark, name string }{
	{"\xEF\xBB\xBF", "utf-8"},
	{"\xFF\xFE\x00\x00", "utf-32le"},
	{"\x00\x00\xFE\xFF", "utf-32be"},
	{"\xFF\xFE", "utf-16le"},
	{"\xFE\xFF", "utf-16be"},
	{"\x84\x31\x95\x33", "gb18030"},
}

// Detect names the encoding of a sample, which should begin where the table begins and may end anywhere. An empty
// sample is UTF-8.
func Detect(sample []byte) Guess {
	for _, m := range marks {
		if bytes.HasPrefix(sample, []byte(m.mark)) {
			g := Guess{Name: m.name, Score: 1, BOM: len(m.mark), Why: "byte order mark"}
			if m.name == "utf-8" {
				valid, invalid := countUTF8(sample[g.BOM:])
				g.Mixed, g.ASCII = invalid > 0, valid+invalid == 0
			}
			return g
		}
	}
	if g, ok := detectWide(sample); ok {
		return g
	}
	valid, invalid := countUTF8(sample)
	switch {
	case valid+invalid == 0:
		return Guess{Name: "utf-8", Score: 1, ASCII: true, Why: "plain ASCII"}
	case invalid == 0:
		return Guess{Name: "utf-8", Score: 1 - 0.3/float64(valid), Why: "valid UTF-8"}
	case valid >= 2 && valid*3 >= invalid && !easternByChance(sample):
		return Guess{Name: "utf-8", Score: 0.7, Mixed: true, Why: "mostly valid UTF-8"}
	}
	if g, ok := detectEastern(sample); ok {
		return g
	}
	g := detectSingle(sample)
	if valid >= 2 && slices.Contains(western, g.Name) && partlyUTF8(sample) {
		// Each cell is read as what it is.
		return Guess{Name: "utf-8", Score: 0.6, Mixed: true, Why: "partly valid UTF-8", Other: []Alternative{{g.Name, g.Score}}}
	}
	return g
}

// partlyUTF8 says whether one word in twenty, of those that are not ASCII, is valid UTF-8 in letters of a language:
// the table was put together from two. That a word is so by chance is rare.
func partlyUTF8(sample []byte) bool {
	sets := alphabetSets()
	words, valid := highWords(sample), 0
	for _, w := range words {
		ok := utf8.Valid(w)
		for i := 0; ok && i < len(w); {
			r, n := utf8.DecodeRune(w[i:])
			ok = r < utf8.RuneSelf || sets[lower(r)] != 0 || plainSign(r) || r == '’'
			i += n
		}
		if ok {
			valid++
		}
	}
	return valid >= 2 && valid*20 >= len(words)
}

// easternByChance says whether the sample has the structure of an eastern encoding, and what is valid UTF-8 in it is so by
// chance: no letters of a language, and hardly any character of three bytes.
func easternByChance(sample []byte) bool {
	if partlyUTF8(sample) {
		return false
	}
	long := 0
	for i := 0; i < len(sample); {
		r, n := utf8.DecodeRune(sample[i:])
		if r != utf8.RuneError && n > 2 {
			long++
		}
		i += n
	}
	valid, _ := countUTF8(sample)
	_, ok := detectEastern(sample)
	return ok && long*2 < valid
}

// western are the encodings that a table in UTF-8 with some cells that are not is made of.
var western = []string{"windows-1252", "iso-8859-1", "iso-8859-15"}

// countUTF8 counts the characters of several bytes and the bytes that belong to none. A character that the end of the
// sample cuts off is not counted, unless it is all there is.
func countUTF8(s []byte) (valid, invalid int) {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		if !utf8.FullRune(s[i:]) && i > len(s)-utf8.UTFMax {
			if valid+invalid == 0 {
				invalid++
			}
			return valid, invalid
		}
		r, n := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			valid++
		}
		i += n
	}
	return valid, invalid
}

// detectWide recognises UTF-16 and UTF-32 without a byte order mark by where the zero bytes are: in UTF-32 every unit
// has two at the same places, in UTF-16 text in European languages has one in nearly every unit.
func detectWide(s []byte) (Guess, bool) {
	// Zero characters at the end of a file say nothing.
	s = s[:min(len(s), len(bytes.TrimRight(s, "\x00"))+3)&^3]
	if len(s) < 4 {
		return Guess{}, false
	}
	var zeros [4]int
	for i, c := range s {
		if c == 0 {
			zeros[i&3]++
		}
	}
	quarter := float64(len(s) / 4)
	share := func(i int) float64 { return float64(zeros[i]) / quarter }
	const most, few = 0.7, 0.05
	switch {
	case share(3) > 0.99 && share(2) > 0.95 && share(0) < few:
		return wideGuess("utf-32le"), true
	case share(0) > 0.99 && share(1) > 0.95 && share(3) < few:
		return wideGuess("utf-32be"), true
	case share(1) > most && share(3) > most && share(0) < few && share(2) < few:
		return wideGuess("utf-16le"), true
	case share(0) > most && share(2) > most && share(1) < few && share(3) < few:
		return wideGuess("utf-16be"), true
	}
	return detectUTF16(s)
}

// detectUTF16 recognises UTF-16 in other languages: nearly all units are characters of living scripts, and the commas,
// digits and line ends among them have their zero byte on one side only.
func detectUTF16(s []byte) (Guess, bool) {
	for _, e := range []Encoding{{name: "utf-16le", unit: 2}, {name: "utf-16be", unit: 2, big: true}} {
		units, living, ascii, ends := len(s)/2, 0, 0, 0
		for i := 0; i < len(s); i += 2 {
			switch u := e.unitAt(s[i:]); {
			case u == '\n', u == '\r':
				ends++
				ascii++
			case u >= ' ' && u < 0x7F, u == '\t':
				ascii++
			case u >= 0xA0 && u < 0x0700, u >= 0x0900 && u < 0x1100, u >= 0x1E00 && u < 0x2100,
				u >= 0x3000 && u < 0x3100, u >= 0x4E00 && u < 0xA000, u >= 0xAC00 && u < 0xD7A4, u >= 0xFF00 && u < 0xFFF0,
				u == 0xFEFF, u >= 0xD800 && u < 0xE000:
				living++
			}
		}
		if ends > 0 && (living+ascii)*100 >= units*98 && ascii*8 >= units && ascii < units {
			return Guess{Name: e.name, Score: 0.85, Why: "zero bytes in commas, digits and line ends"}, true
		}
	}
	return Guess{}, false
}

func wideGuess(name string) Guess {
	return Guess{Name: name, Score: 0.95, Why: "zero bytes in every unit"}
}
