package cli

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/callready/callready/cmd/internal/finding"
)

//go:embed errors.toml
var errorTexts []byte

// translator puts the messages that reach a user into French. Errors are made in English, all over the program and in the
// libraries below it, and wrapped on their way up; here, where they leave it, each layer is recognised by the format that made
// it. What errors.toml does not have stays as it is: an English error is better than none.
type translator struct{ sayings []saying }

// saying is one message in both languages.
type saying struct {
	English string `toml:"en"` // a format as the source has it, with %s, %q, %d, %v and %w
	French  string `toml:"fr"` // {1} is what stands in the place of the first verb
	Of      string `toml:"of"` // library: of one, or of the system; "" for one of this program
	form    *regexp.Regexp
	letters int // that are not a verb's
}

var verb = regexp.MustCompile(`%[sqdvw]`)

// newTranslator reads the messages, those with the most letters of their own first.
func newTranslator() (*translator, error) {
	var file struct {
		Say []saying `toml:"say"`
	}
	if err := toml.Unmarshal(errorTexts, &file); err != nil {
		return nil, fmt.Errorf("errors.toml: %w", err)
	}
	for i := range file.Say {
		s := &file.Say[i]
		var form strings.Builder
		form.WriteString("(?s)^")
		at := 0
		for _, v := range verb.FindAllStringIndex(s.English, -1) {
			form.WriteString(regexp.QuoteMeta(s.English[at:v[0]]))
			switch s.English[v[0]+1] {
			case 'd':
				form.WriteString(`(-?[0-9]+)`)
			case 'q':
				form.WriteString(`("(?:[^"\\]|\\.)*")`)
			default:
				form.WriteString(`(.+?)`)
			}
			at = v[1]
		}
		var err error
		if s.form, err = regexp.Compile(form.String() + regexp.QuoteMeta(s.English[at:]) + "$"); err != nil {
			return nil, fmt.Errorf("errors.toml: %q: %w", s.English, err)
		}
		s.letters = len(verb.ReplaceAllString(s.English, ""))
	}
	slices.SortStableFunc(file.Say, func(a, b saying) int { return cmp.Compare(b.letters, a.letters) })
	return &translator{sayings: file.Say}, nil
}

// option is what stands before an error about the file of an option.
var option = regexp.MustCompile(`^(--[a-z][a-z-]*): `)

// french gives a message in French; ok is false where nothing of it is known.
func (t *translator) french(text string) (_ string, ok bool) {
	if head := option.FindString(text); head != "" {
		if rest, ok := t.french(text[len(head):]); ok {
			return strings.TrimSuffix(head, ": ") + " : " + rest, true
		}
	}
	for i := range t.sayings {
		s := &t.sayings[i]
		parts := s.form.FindStringSubmatch(text)
		if parts == nil {
			continue
		}
		out := s.French
		for k, part := range parts[1:] {
			out = strings.ReplaceAll(out, "{"+strconv.Itoa(k+1)+"}", t.part(part))
		}
		return out, true
	}
	// Errors that were joined stand on lines of their own; a layer that nobody knows may hold one that somebody does.
	for _, sep := range []string{"\n", ": "} {
		for at := strings.Index(text, sep); at >= 0; {
			if rest, ok := t.french(text[at+len(sep):]); ok {
				front, _ := t.french(text[:at])
				if sep == ": " {
					sep = " : "
				}
				return front + sep + rest, true
			}
			next := strings.Index(text[at+len(sep):], sep)
			if next < 0 {
				break
			}
			at += len(sep) + next
		}
	}
	return text, false
}

// part gives what stands in the place of a verb: a quoted text with the quotes of the language, a message in French.
func (t *translator) part(s string) string {
	if plain, err := strconv.Unquote(s); err == nil && s[0] == '"' {
		if strings.ContainsFunc(plain, func(r rune) bool { return !strconv.IsPrint(r) }) {
			return s
		}
		return "« " + plain + " »"
	}
	out, _ := t.french(s)
	return out
}

// asked gives the language that the arguments and the environment ask for, before or without reading flags: a flag that cannot be
// read is complained about in the right language too.
func asked(env *Env, args []string) string {
	word := "auto"
	if v := env.Getenv("CALLREADY_LANG"); v != "" {
		word = v
	}
	for i, a := range args {
		if a == "--" {
			break
		}
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			word = v
		} else if a == "--lang" && i+1 < len(args) {
			word = args[i+1]
		}
	}
	return langOf(env, word)
}

// voiced gives the function that puts a message into a language.
func voiced(lang string) func(string) string {
	if lang != finding.French.String() {
		return func(s string) string { return s }
	}
	t, err := newTranslator()
	if err != nil { // The file is part of the program, and a test reads it.
		return func(s string) string { return s }
	}
	return func(s string) string {
		out, _ := t.french(s)
		return out
	}
}
