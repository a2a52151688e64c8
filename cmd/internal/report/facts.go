package report

import (
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// voice gives the sentences in a language, about what the export holds.
func voice(lang string, s *summary.Summary) words.Voice {
	v := book().In(lang)
	// What goes to another program is a contact there, whatever it was.
	if name := "object." + s.Profile.Object; s.Form == nil && v.Has(name+".one") {
		return v.About(v.Say(name+".one"), v.Say(name+".many"))
	}
	return v
}

// class is one of the three ways in which an integration can see a contact.
type class struct {
	name              string // of its sentence
	colour            colour
	before, after     int64
	beforeOf, afterOf int64
}

func classes(s *summary.Summary) []class {
	b, a := s.Match.Before, s.Match.After
	bo, ao := b.E164+b.Accepted+b.Unmatched, a.E164+a.Accepted+a.Unmatched
	return []class{
		{"class.e164", green, b.E164, a.E164, bo, ao},
		{"class.accepted", yellow, b.Accepted, a.Accepted, bo, ao},
		{"class.unmatched", red, b.Unmatched, a.Unmatched, bo, ao},
	}
}

func integration(v words.Voice, s *summary.Summary) string {
	if s.Profile.Integration == "" {
		return v.Say("integration")
	}
	return words.Plain(s.Profile.Integration)
}

func crmTitle(v words.Voice, s *summary.Summary) string {
	switch {
	case s.Profile.Name == "generic": // its title is no program's name
		return v.Say("crm")
	case s.Profile.Title != "":
		return words.Plain(s.Profile.Title)
	case s.Profile.Name != "":
		return words.Plain(s.Profile.Name)
	}
	return v.Say("crm")
}

// maxName is how many characters of a file's name stand beside something else.
const maxName = 60

// inputName gives the name of the input file; of several the first, in that many characters, and how many more there were.
func inputName(v words.Voice, s *summary.Summary, most int) string {
	switch len(s.Inputs) {
	case 0:
		return "-"
	case 1:
		return words.Plain(spoken(v, s.Inputs[0].Name))
	}
	return v.Say("text.files", "file", fileName(v, s.Inputs[0].Name, most), "n", len(s.Inputs)-1)
}

// spoken gives what an input is called in a text: its name, but standard input in words.
func spoken(v words.Voice, name string) string {
	if name == "-" {
		return v.Say("stdin")
	}
	return name
}

func badRows(s *summary.Summary) int64 {
	var n int64
	for i := range s.Inputs {
		n += s.Inputs[i].BadRows
	}
	return n
}

// ranks of severities, worst first.
var ranks = map[string]int{"error": 0, "warning": 1, "info": 2}

func rank(severity string) int {
	if r, ok := ranks[severity]; ok {
		return r
	}
	return len(ranks)
}

// remark is a finding about the file as a whole, in words.
type remark struct {
	Code, Severity, Says, Todo string
}

// remarks explains what was said about the file, worst first, otherwise in the order of the summary.
func remarks(v words.Voice, s *summary.Summary, texts Texts) []remark {
	list := make([]remark, 0, len(s.Said))
	for _, said := range s.Said {
		list = append(list, remark{
			Code:     said.Code,
			Severity: texts.Severity(said.Code),
			Says:     detailed(v, texts.Says(said.Code, v.Lang), said),
			Todo:     texts.Todo(said.Code, v.Lang),
		})
	}
	slices.SortStableFunc(list, func(a, b remark) int { return rank(a.Severity) - rank(b.Severity) })
	return list
}

// detail names a detail: what is known under its word in the language, anything else under its key.
func detail(v words.Voice, key, value string) string {
	switch key {
	case "column":
		return v.Say("detail.column", "value", value)
	case "file":
		return v.Say("detail.file", "value", value)
	case "line":
		return v.Say("detail.line", "value", value)
	case "sheet":
		return v.Say("detail.sheet", "value", value)
	case "sheets":
		return v.Say("detail.sheets", "value", value)
	case "encoding":
		return v.Say("detail.encoding", "value", value)
	case "count":
		return value
	default:
		return words.Plain(key) + " " + value
	}
}

// detailed puts the details of a finding into its sentence where it names them, and those it does not name behind it.
func detailed(v words.Voice, sentence string, said summary.Said) string {
	if sentence == "" {
		sentence = said.Code
	}
	keys := make([]string, 0, len(said.Detail))
	for key := range said.Detail {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var args []any
	var rest []string
	for _, key := range keys {
		value := words.Plain(said.Detail[key])
		if strings.Contains(sentence, "{"+key+"}") {
			args = append(args, key, value)
		} else {
			rest = append(rest, detail(v, key, value))
		}
	}
	sentence = v.Fill(sentence, args...)
	if len(rest) > 0 {
		sentence += " [" + strings.Join(rest, ", ") + "]"
	}
	return sentence
}
