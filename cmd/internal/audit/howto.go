package audit

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/pelletier/go-toml/v2"

	"github.com/callready/callready/io/profile"
)

//go:embed data/howto.toml
var howtoText []byte

// how says where an admin gets one file.
type how struct {
	CRM     string `toml:"crm"`
	File    string `toml:"file"`
	English string `toml:"en"`
	French  string `toml:"fr"`
	URL     string `toml:"url"`
	Date    string `toml:"date"`
}

var howto = sync.OnceValues(func() ([]how, error) {
	var f struct {
		How []how `toml:"how"`
	}
	if err := toml.NewDecoder(bytes.NewReader(howtoText)).DisallowUnknownFields().Decode(&f); err != nil {
		return nil, fmt.Errorf("where to get the files: %w", err)
	}
	return f.How, nil
})

// Step says where to get one file: a paragraph for people, and its source.
type Step struct {
	Option string // --crm-users
	Text   string
	Source *Source // nil: no page was found, and the text says what is generally known
}

// telephony is the name under which the files stand that every integration needs.
const telephony = "aircall"

// UnknownCRMError says that a name is none of a CRM whose exports are described.
type UnknownCRMError struct {
	Name  string
	Known []string
	text  string
}

// Error names those that there are, in the language asked for.
func (e *UnknownCRMError) Error() string { return e.text }

// CRMs gives the names of the CRMs whose exports are described.
func CRMs() ([]string, error) {
	list, err := howto()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, h := range list {
		if h.CRM != telephony && !slices.Contains(names, h.CRM) {
			names = append(names, h.CRM)
		}
	}
	return names, nil
}

// Steps says for each file of the audit where it is got in a CRM. lang is "en" or "fr". A name that is no CRM's gives an
// [*UnknownCRMError].
func Steps(crm, lang string) (title string, steps []Step, err error) {
	list, err := howto()
	if err != nil {
		return "", nil, err
	}
	names, err := CRMs()
	if err != nil {
		return "", nil, err
	}
	book, err := Texts()
	if err != nil {
		return "", nil, err
	}
	v := book.In(lang)
	crm = strings.ToLower(strings.TrimSpace(crm))
	if base, _, more := strings.Cut(crm, "-"); more && slices.Contains(names, base) {
		crm = base // leads and companies of the same CRM
	}
	if at := slices.IndexFunc(names, func(name string) bool { return called(name, crm) }); at >= 0 {
		crm = names[at]
	} else {
		return "", nil, &UnknownCRMError{Name: crm, Known: names, text: v.Say("how.unknown", "crm", crm, "list", joinList(names))}
	}
	p, err := profile.Find(crm)
	if err != nil {
		return "", nil, err
	}
	help := text{p.KeyHelp.English, p.KeyHelp.French}.in(lang)
	contacts := v.Say("how.contacts")
	if help != "" {
		contacts += " " + sentence(help)
	}
	steps = append(steps, Step{Option: "--contacts", Text: contacts, Source: sourceOf(p, "key_help")})
	for _, of := range []string{crm, telephony} {
		for _, h := range list {
			if h.CRM != of {
				continue
			}
			s := Step{Option: "--" + h.File, Text: text{h.English, h.French}.in(lang)}
			if h.URL != "" {
				s.Source = &Source{URL: h.URL, Date: h.Date}
			}
			steps = append(steps, s)
		}
	}
	return p.Title, steps, nil
}

// sourceOf gives where something in a profile is known from, nil if the profile does not say, or says no page.
func sourceOf(p *profile.Profile, about string) *Source {
	for _, s := range p.Sources {
		if s.About == about && strings.HasPrefix(s.URL, "http") {
			return &Source{URL: s.URL, Date: s.Date}
		}
	}
	return nil
}

// called tells whether somebody means the profile of a name: by the name or the title, or a part of it, such as "Zoho" and
// "Dynamics 365".
func called(name, wanted string) bool {
	p, err := profile.Find(name)
	if err != nil {
		return false
	}
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	w, title := plain(wanted), plain(p.Title)
	return w != "" && (w == plain(name) || w == title || strings.HasPrefix(w, plain(name)) && strings.HasPrefix(title, w) || strings.HasSuffix(w, title))
}

// ExportsPage gives docs/exports.md.
func ExportsPage() (string, error) {
	book, err := Texts()
	if err != nil {
		return "", err
	}
	v := book.In("en")
	var b strings.Builder
	b.WriteString("# Where the files of an audit come from\n\n" + v.Say("how.page") + "\n")
	names, err := CRMs()
	if err != nil {
		return "", err
	}
	write := func(title string, steps []Step) {
		b.WriteString("\n## " + title + "\n\n| File | Where |\n|---|---|\n")
		for _, s := range steps {
			source := v.Say("how.unsourced")
			if s.Source != nil {
				source = fmt.Sprintf("[source](%s), read %s", s.Source.URL, s.Source.Date)
			}
			fmt.Fprintf(&b, "| `%s` | %s %s |\n", s.Option, strings.ReplaceAll(s.Text, "|", "\\|"), source)
		}
	}
	for i, name := range names {
		title, steps, err := Steps(name, "en")
		if err != nil {
			return "", err
		}
		own := slices.IndexFunc(steps, func(s Step) bool { return s.Option == "--aircall-users" })
		if i == 0 {
			write("Aircall", steps[own:])
		}
		write(title, steps[:own])
	}
	return b.String(), nil
}
