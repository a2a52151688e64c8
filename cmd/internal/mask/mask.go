// Package mask hides names and numbers in what people pass on, such as a report that a consultant shows a client, or one that
// goes into a ticket. Every rendering hides by these functions, so that one value looks the same in all of them.
//
// What is left is enough to see what was done: the shape of a number, its calling code and last two digits, the initial of a
// name, and the words of phone cells that are nobody's name ("Tél.", "poste"). Masking is deterministic, and masking twice is
// the same as masking once. It is no anonymisation: record ids, rows and columns stay, since without them nobody finds anything
// again.
package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/callready/callready/cmd/internal/journal"
)

// Dot stands for one digit that is hidden, and [Rest] for the rest of a word.
const (
	Dot  = '•'
	Rest = "···"
)

// Event masks a line of the journal in place: who, the values, the numbers, and keys as [Key] does. Columns, codes and evidence
// stay. The event's slices are replaced, not written to.
func Event(e *journal.Event) {
	own := wordsOf(e.Who) // Bureau, Office and Poste are names as well: in the cells of their bearer they are no usual words.
	text := func(s string) string {
		return masked(s, func(word string) bool { return usual(word) && !own[plainly(word)] })
	}
	e.Who = Name(e.Who)
	e.Old, e.New = text(e.Old), text(e.New)
	e.Key, e.Parent = Key(e.Key), Key(e.Parent)
	e.Numbers, e.Ext, e.Labels = each(e.Numbers, text), each(e.Ext, text), each(e.Labels, text)
}

func each(list []string, text func(string) string) []string {
	if len(list) == 0 {
		return list
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = text(s)
	}
	return out
}

// wordsOf gives the words of a name.
func wordsOf(who string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(who, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		words[plainly(w)] = true
	}
	return words
}

// Name masks the name of a person or a company: each word becomes its initial and [Rest], whatever its length, and Rest alone in
// scripts in which one character says a lot. "Léa Martin" is "L··· M···", "王小明" is "···".
func Name(s string) string { return masked(s, func(string) bool { return false }) }

// Key masks a record id where it is something else at the same time: an e-mail address, or a number in international form. Any
// other record id stays, since it finds the record again.
func Key(s string) string {
	if strings.ContainsRune(s, '@') || strings.HasPrefix(s, "+") {
		return Text(s)
	}
	return s
}

// Text masks any value of a cell.
//
// Of a number the digits in the middle become dots and everything between them stays: "+33 6 12 34 56 34" is "+33 6 •• •• •• 34",
// "06.12.34.56.34" is "06.••.••.••.34" and "+33612345634" is "+336••••••34". A number keeps its calling code and the first digit
// behind it, or the first two digits of a national number, and its last two digits, but five digits at least are hidden, and all of
// a figure with fewer than seven, such as an extension.
//
// Words become as [Name] says, but for the usual words of phone cells. Characters that are neither letter nor digit stay. Of an
// e-mail address no word stays.
func Text(s string) string { return masked(s, usual) }

// masked masks a text but for the words that are spared.
func masked(s string, spared func(word string) bool) string {
	if s == "" {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		var end int
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			end = i + wordEnd(s[i:])
			b.WriteString(word(s[i:end], spared(s[i:end]) && !inMail(s, i)))
		case unicode.IsNumber(r) || r == Dot || r == '+' || r == '(':
			end = i + figureEnd(s[i:])
			figures(&b, s[i:end])
		default:
			end = i + size
			b.WriteString(s[i:end])
		}
		i = end
	}
	return b.String()
}

// inMail tells whether what stands at a place is a part of an e-mail address.
func inMail(s string, at int) bool {
	const ends = " \t\r\n,;|<>()\"'"
	from := strings.LastIndexAny(s[:at], ends) + 1
	to := strings.IndexAny(s[at:], ends)
	if to < 0 {
		to = len(s) - at
	}
	return strings.ContainsRune(s[from:at+to], '@')
}

// wordEnd gives the end of the word that a text begins with.
func wordEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' {
			return i
		}
	}
	return len(s)
}

// word masks one word, unless it is spared.
func word(s string, spared bool) string {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || unicode.IsMark(first) {
		return Rest
	}
	for _, r := range s[size:] { // the accent of the initial, where it is a character of its own
		if !unicode.IsMark(r) {
			break
		}
		size += utf8.RuneLen(r)
	}
	if size == len(s) || spared {
		return s
	}
	return s[:size] + Rest
}

// figureEnd gives the end of the figures that a text begins with: digits, and what stands between them in a number. It ends
// behind the last digit or dot.
func figureEnd(s string) int {
	const lead = 4 // characters before the first digit, as in "(+ 33)"
	end := 0
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsMark(r) || r == '·' || end == 0 && i >= lead {
			break
		}
		if unicode.IsNumber(r) || r == Dot {
			end = i + utf8.RuneLen(r)
		}
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(s)
	}
	return end
}

// figures masks what may be one number or several.
func figures(b *strings.Builder, s string) {
	for _, separators := range []string{";|\n", ",", "/"} {
		parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) })
		if len(parts) < 2 || !every(parts) {
			continue
		}
		for _, p := range parts {
			at := strings.Index(s, p)
			b.WriteString(s[:at])
			figures(b, p)
			s = s[at+len(p):]
		}
		b.WriteString(s)
		return
	}
	number(b, s)
}

// least is how many digits a figure must have to be masked as a number; of a shorter one nothing stays.
const least = 7

// hides is how many digits of a number are hidden at least.
const hides = 5

// every tells whether all parts may be numbers.
func every(parts []string) bool {
	for _, p := range parts {
		if digits(p) < least {
			return false
		}
	}
	return true
}

// digits counts digits, hidden ones too.
func digits(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsNumber(r) || r == Dot {
			n++
		}
	}
	return n
}

// number masks one number.
func number(b *strings.Builder, s string) {
	n := digits(s)
	front, back := 0, 0
	if n >= least {
		front, back = 2, 2
		if lead := strings.TrimLeft(s, "( "); strings.HasPrefix(lead, "+") {
			front = code(lead) + 1
		} else if strings.HasPrefix(lead, "00") {
			front = 2 + code(lead[2:]) + 1
		}
		front = max(0, min(front, n-back-hides))
	}
	at := 0
	for _, r := range s {
		if !unicode.IsNumber(r) && r != Dot {
			b.WriteRune(r)
			continue
		}
		if at++; at > front && at <= n-back {
			r = Dot
		}
		b.WriteRune(r)
	}
}

// code gives how many digits the calling code has that a text begins with.
func code(s string) int {
	var d [2]rune
	k := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			if d[k] = r; k == 1 {
				break
			}
			k++
		}
	}
	switch {
	case d[0] == '1' || d[0] == '7':
		return 1
	case strings.ContainsRune(twoDigits[d[0]], d[1]):
		return 2
	}
	return 3
}

// twoDigits has the calling codes of two digits: their second digits by the first.
var twoDigits = map[rune]string{'2': "07", '3': "0123469", '4': "013456789", '5': "12345678", '6': "0123456", '8': "1246", '9': "0123458"}

// usual tells whether a word is one of those that stand in phone cells and name nobody.
func usual(s string) bool {
	if len(s) > len("switchboard") {
		return false
	}
	return plain[plainly(s)]
}

// plainly gives a word without case, and without the accents that the usual words have.
func plainly(s string) string {
	return strings.NewReplacer("é", "e", "ü", "u", "ö", "o", "ó", "o", "è", "e").Replace(strings.ToLower(s))
}

// plain are the usual words in small letters without accents.
var plain = map[string]bool{
	"tel": true, "telephone": true, "phone": true, "ph": true, "tlf": true, "telefon": true, "telefono": true, "telefone": true, "telefoon": true,
	"mob": true, "mobile": true, "mobil": true, "cell": true, "cel": true, "gsm": true, "handy": true, "portable": true, "movil": true, "whatsapp": true, "sms": true,
	"fax": true, "telefax": true, "fixe": true, "direct": true, "direkt": true, "bureau": true, "office": true, "work": true, "buro": true, "home": true, "dom": true,
	"domicile": true, "prive": true, "privat": true, "perso": true, "pro": true, "standard": true, "switchboard": true, "accueil": true, "siege": true, "zentrale": true,
	"ext": true, "extn": true, "extension": true, "poste": true, "dw": true, "durchwahl": true, "nst": true, "apparat": true, "toestel": true, "interno": true, "x": true,
	"ou": true, "or": true, "et": true, "and": true, "und": true, "oder": true, "y": true, "e": true, "o": true, "no": true, "n": true, "nr": true, "num": true, "numero": true,
	"na": true, "nc": true, "none": true, "null": true, "unknown": true, "inconnu": true, "aucun": true, "xx": true, "xxx": true, "xxxx": true, "assistant": true,
	"asst": true, "principal": true, "main": true, "other": true, "autre": true, "new": true,
}
