package pipeline

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/callready/callready/dedupe"
)

// mailHash gives the hash of an e-mail address, 0 for none: two people may have one name, but not two mails one person.
func mailHash(mail []byte) uint32 {
	if len(mail) == 0 {
		return 0
	}
	return max(1, uint32(dedupe.Hash64(mail)))
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
func (t *nameTemplate) strip(name []byte) []byte {
	if t.between == "" || len(name) == 0 {
		return name
	}
	s, ok := bytes.CutPrefix(name, []byte(t.before))
	if !ok {
		return name
	}
	if s, ok = bytes.CutSuffix(s, []byte(t.after)); !ok {
		return name
	}
	if i := bytes.LastIndex(s, []byte(t.between)); i > 0 {
		return s[:i]
	}
	return name
}
