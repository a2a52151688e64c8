// Package words holds the sentences of a package in English and French, and the spelling of numbers in both.
//
// A sentence may name arguments: {name} is replaced by the argument's text; {name|contact|contacts} by the word that
// goes with the number, after the plural rule of the language (one in English; none and one in French). An argument is
// given as a name and a value; whole numbers get the separators of the language.
package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// The languages.
const (
	English = "en"
	French  = "fr"
)

// Book holds sentences by name and language.
type Book struct {
	says map[string]map[string]string // name → language → sentence
}

// Open reads sentences from TOML: one table a sentence, with the keys en and fr; names may have dots.
func Open(data []byte) (*Book, error) {
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("read the sentences: %w", err)
	}
	b := &Book{says: map[string]map[string]string{}}
	return b, b.walk("", tree)
}

func (b *Book) walk(name string, tree map[string]any) error {
	for key, value := range tree {
		switch v := value.(type) {
		case map[string]any:
			if err := b.walk(strings.TrimPrefix(name+"."+key, "."), v); err != nil {
				return err
			}
		case string:
			if b.says[name] == nil {
				b.says[name] = map[string]string{}
			}
			b.says[name][key] = v
		default:
			return fmt.Errorf("sentence %s.%s is no text", name, key)
		}
	}
	return nil
}

// Names gives the names of all sentences, sorted.
func (b *Book) Names() []string {
	names := make([]string, 0, len(b.says))
	for name := range b.says {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Raw gives a sentence as it stands in the data file, "" if there is none in that language.
func (b *Book) Raw(name, lang string) string { return b.says[name][lang] }

// In gives the book in one language; an unknown language is English.
func (b *Book) In(lang string) Voice {
	if lang != French {
		lang = English
	}
	return Voice{book: b, Lang: lang}
}

// Voice speaks one language.
type Voice struct {
	book *Book
	Lang string // "en" or "fr"
	of   *object
}

// Has tells whether there is a sentence of that name.
func (v Voice) Has(name string) bool { return v.book.Raw(name, v.Lang) != "" }

// Say gives a sentence with its arguments filled in: Say("created", "n", 12). A sentence that is missing gives its
// name, so that a mistake is seen and nothing is lost.
func (v Voice) Say(name string, args ...any) string {
	raw := v.book.Raw(name, v.Lang)
	if raw == "" {
		raw = v.book.Raw(name, English)
	}
	if raw == "" {
		return name
	}
	if v.of != nil {
		raw = v.of.speak(raw)
	}
	return v.Fill(raw, args...)
}

// Fill fills the arguments into a sentence that stands elsewhere. Braces that name no argument stay as they are.
func (v Voice) Fill(raw string, args ...any) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(raw, '{')
		if i < 0 {
			break
		}
		j := strings.IndexByte(raw[i:], '}')
		if j < 0 {
			break
		}
		b.WriteString(raw[:i])
		field := raw[i+1 : i+j]
		if s, ok := v.argument(field, args); ok {
			if v.Lang == French && elides(b.String(), s) {
				front := b.String()
				b.Reset()
				b.WriteString(front[:len(front)-len("e ")] + "'")
			}
			b.WriteString(s)
			raw = raw[i+j+1:]
			continue
		}
		b.WriteByte('{')
		raw = raw[i+1:]
	}
	b.WriteString(raw)
	return b.String()
}

// elides tells whether French draws "de" or "que" together with a name behind it: "d'Aircall", "qu'Aircall". A name begins with a
// capital; before anything else, such as a path, the word stays.
func elides(front, name string) bool {
	rest, ok := strings.CutSuffix(front, "de ")
	if !ok {
		rest, ok = strings.CutSuffix(front, "que ")
	}
	if !ok || rest != "" && !strings.HasSuffix(rest, " ") && !strings.HasSuffix(rest, NoBreak) {
		return false
	}
	return name != "" && strings.ContainsAny(name[:1], "AEIOU") || strings.HasPrefix(name, "É")
}

func (v Voice) argument(field string, args []any) (string, bool) {
	name, forms, choose := strings.Cut(field, "|")
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		if !choose {
			return v.text(args[i+1]), true
		}
		one, many, _ := strings.Cut(forms, "|")
		n, _ := whole(args[i+1])
		if v.Singular(n) {
			return one, true
		}
		return many, true
	}
	return "", false
}

func (v Voice) text(arg any) string {
	if n, ok := whole(arg); ok {
		return v.Number(n)
	}
	return fmt.Sprint(arg)
}

func whole(arg any) (int64, bool) {
	switch n := arg.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	}
	return 0, false
}

// Singular tells whether a number takes the singular: one in English, none and one in French.
func (v Voice) Singular(n int64) bool {
	if v.Lang == French {
		return n >= -1 && n <= 1
	}
	return n == 1 || n == -1
}

// NoBreak is the space that may not be broken: before ":", ";", "?", "!" and between thousands in French.
const NoBreak = "\u00a0"

// Number writes a whole number with the separator of the language between thousands: 1,234,567 or 1 234 567.
func (v Voice) Number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	separator := ","
	if v.Lang == French {
		separator = NoBreak
	}
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Share writes n of total in per cent with one decimal. All is "100%" and none "0%", and nothing else is: what would
// round to them is 99.9 or 0.1. Of a total of 0 it is "–".
func (v Voice) Share(n, total int64) string {
	tenths, ok := Tenths(n, total)
	var s string
	switch {
	case !ok:
		return "–"
	case tenths%1000 == 0:
		s = strconv.FormatInt(tenths/10, 10)
	case v.Lang == French:
		s = fmt.Sprintf("%d,%d", tenths/10, tenths%10)
	default:
		s = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	if v.Lang == French {
		return s + NoBreak + "%"
	}
	return s + "%"
}

// Tenths gives n of total in tenths of a per cent, 0 to 1000, by the rule of [Voice.Share]; false for a total of 0.
func Tenths(n, total int64) (int64, bool) {
	if total <= 0 {
		return 0, false
	}
	n = min(max(n, 0), total)
	tenths := int64(float64(n)/float64(total)*1000 + 0.5)
	switch {
	case n == 0:
		return 0, true
	case n == total:
		return 1000, true
	}
	return min(max(tenths, 1), 999), true
}
