package finding

import (
	"fmt"
	"strings"
)

// Lang is a language of texts for people. The zero value counts as English. It is a flag value (String, Set, Type).
type Lang string

// The languages.
const (
	English Lang = "en"
	French  Lang = "fr"
)

// String gives "en" or "fr".
func (l Lang) String() string {
	if l == French {
		return "fr"
	}
	return "en"
}

// Set reads "en" or "fr".
func (l *Lang) Set(word string) error {
	switch Lang(word) {
	case English, French:
		*l = Lang(word)
		return nil
	}
	return fmt.Errorf("%q is no language of this program: it is en or fr", word)
}

// Type names the kind of flag value in help texts.
func (l Lang) Type() string { return "language" }

// Pick gives the text in the language.
func (l Lang) Pick(en, fr string) string {
	if l == French {
		return fr
	}
	return en
}

// LangFrom gives the language that the environment asks for: the first of LC_ALL, LC_MESSAGES and LANG that is set
// decides, and it is French if it begins with "fr", such as fr_CA.UTF-8. Everything else is English.
func LangFrom(getenv func(string) string) Lang {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v := strings.ToLower(getenv(name))
		if v == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(v, "fr"); ok && (rest == "" || strings.ContainsAny(rest[:1], "_-.@")) {
			return French
		}
		return English
	}
	return English
}
