package pipeline

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/callready/callready/dedupe"
)

// person gives the hash of who a record is: the words of the name without case, accents, order and the label of a
// split-off contact; without a name the e-mail; without that nobody but the record itself.
func (t *nameTemplate) person(first, last, full, mail string, row uint32) uint32 {
	words := strings.Fields(fold(first + " " + t.strip(last) + " " + t.strip(full)))
	if len(words) > 0 {
		slices.Sort(words)
		words = slices.Compact(words) // a full name beside its parts says them twice
		return dedupe.Hash32([]byte("name"), []byte(strings.Join(words, " ")))
	}
	if mail != "" {
		return dedupe.Hash32([]byte("mail"), []byte(strings.ToLower(strings.TrimSpace(mail))))
	}
	return dedupe.Hash32([]byte("row"), []byte{byte(row), byte(row >> 8), byte(row >> 16), byte(row >> 24)})
}

// fold makes a text comparable: no case, no accents, no punctuation.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// nameTemplate builds the last name of a child, and recognises it when it comes back.
type nameTemplate struct{ before, between, after string }

// newNameTemplate cuts a template such as "{last} ({label})" at its parts. Without {label} there is nothing to strip.
func newNameTemplate(s string) *nameTemplate {
	before, rest, ok := strings.Cut(s, "{last}")
	if !ok {
		return &nameTemplate{}
	}
	between, after, ok := strings.Cut(rest, "{label}")
	if !ok {
		return &nameTemplate{before: before, after: rest}
	}
	return &nameTemplate{before: before, between: between, after: after}
}

func (t *nameTemplate) make(last, label string) string {
	if t.between == "" {
		return t.before + last + t.after
	}
	return t.before + last + t.between + label + t.after
}

// strip takes the label off a name that was made by the template.
func (t *nameTemplate) strip(name string) string {
	if t.between == "" || name == "" {
		return name
	}
	s, ok := strings.CutPrefix(name, t.before)
	if !ok {
		return name
	}
	s, ok = strings.CutSuffix(s, t.after)
	if !ok {
		return name
	}
	if i := strings.LastIndex(s, t.between); i > 0 {
		return s[:i]
	}
	return name
}
