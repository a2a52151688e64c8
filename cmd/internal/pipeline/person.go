package pipeline

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/callready/callready/dedupe"
)

// person gives the hash of who a record is, as far as name and company tell: the words of the name without case, accents,
// order and the label of a split-off contact, and the company. A single word is nobody in particular; such a record, like
// one without a name, is told by its e-mail, else by nothing but itself.
// named is false then: a contact split off from it, without its e-mail, could not be told to be of its family.
func (t *nameTemplate) person(first, last, full, company, mail string, row uint32) (hash uint32, named bool) {
	words := strings.Fields(fold(first + " " + t.strip(last) + " " + t.strip(full)))
	slices.Sort(words)
	words = slices.Compact(words) // a full name beside its parts says them twice
	switch {
	case len(words) > 1:
		firm := strings.Join(strings.Fields(fold(company)), " ")
		return dedupe.Hash32([]byte("name"), []byte(strings.Join(words, " ")), []byte(firm)), true
	case mail != "":
		return dedupe.Hash32([]byte("mail"), []byte(mail), []byte(strings.Join(words, " "))), false
	default:
		return dedupe.Hash32([]byte("row"), binary.LittleEndian.AppendUint32(nil, row)), false
	}
}

// mailHash gives the hash of an e-mail address, 0 for none: two people may have one name, but not two mails one person.
func mailHash(mail string) uint32 {
	if mail == "" {
		return 0
	}
	return dedupe.Hash32([]byte("mail"), []byte(mail))
}

// fold makes a text comparable: no case, no accents, no punctuation.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	if !norm.NFKD.IsNormalString(s) {
		s = norm.NFKD.String(s)
	}
	for _, r := range s {
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
