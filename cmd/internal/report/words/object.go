package words

import (
	"regexp"
	"strings"
	"unicode"
)

// object is what the sentences of a voice are about instead of contacts.
type object struct{ one, many string }

// contacts finds the word that an object takes the place of, with an English article in front, or a brace where it is the name of
// an argument.
var contacts = regexp.MustCompile(`\{?\b([Aa] )?([Cc])ontact(s?)\b`)

// About gives the voice for an export of other things than contacts: its sentences are worded for contacts, and say one or many
// where they say contact or contacts. In French the words must be masculine and begin with a consonant, as contact does.
func (v Voice) About(one, many string) Voice {
	v.of = &object{one: one, many: many}
	return v
}

// speak puts the object's word into a sentence, before any argument is.
func (o *object) speak(raw string) string {
	return contacts.ReplaceAllStringFunc(raw, func(s string) string {
		if s[0] == '{' {
			return s
		}
		m := contacts.FindStringSubmatch(s)
		word := o.one
		if m[3] != "" {
			word = o.many
		}
		if m[2] == "C" {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		if m[1] != "" && strings.ContainsRune("aeio", unicode.ToLower(rune(word[0]))) {
			return m[1][:1] + "n " + word
		}
		return m[1] + word
	})
}
