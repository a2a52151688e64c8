package source

import (
	"fmt"
	"strings"
	"unicode"
)

// WrongKindError says that a file is not the list that it was given for.
type WrongKindError struct {
	Name    string
	Wanted  Kind
	Is      Kind     // what it looks like, "" if that is not known
	Missing []string // columns that it lacks
	Header  []string // columns that it has
}

// Error says what the file looks like, and what it lacks.
func (e *WrongKindError) Error() string { return e.Text(false, nil) }

// Text is Error in French or in English; option names the option that takes a kind, with its dashes.
func (e *WrongKindError) Text(french bool, option func(Kind) string) string {
	pick := func(en, fr string) string {
		if french {
			return fr
		}
		return en
	}
	name := called(e.Name, french)
	if e.Is != "" {
		s := fmt.Sprintf(pick("%s looks like %s", "%s ressemble à %s"), name, e.Is.Title(french))
		if option != nil && option(e.Is) != "" {
			s += fmt.Sprintf(pick("; give it to %s", " ; donnez-le à %s"), option(e.Is))
		}
		return s
	}
	if len(e.Missing) == 0 {
		return fmt.Sprintf(pick("%s is not %s", "%s n'est pas %s"), name, e.Wanted.Title(french))
	}
	return fmt.Sprintf(pick("%s is not %s: it has no column for %s; its columns are %s", "%s n'est pas %s : il n'y a pas de colonne pour %s ; ses colonnes sont %s"),
		name, e.Wanted.Title(french), strings.Join(e.wanting(french), ", "), someOf(e.Header))
}

// called gives the name of a file for people.
func called(name string, french bool) string {
	if name == StdinName && french {
		return "l'entrée standard"
	}
	return name
}

// wanting names the columns that a file lacks in words.
func (e *WrongKindError) wanting(french bool) []string {
	list := make([]string, 0, len(e.Missing))
	for _, name := range e.Missing {
		word := strings.ReplaceAll(name, "_", " ")
		if fr := columnWords[name]; french && fr != "" {
			word = fr
		}
		list = append(list, word)
	}
	return list
}

// columnWords are the French words for columns.
var columnWords = map[string]string{
	"email": "e-mail", "number": "numéro", "name": "nom", "ivr": "SVI", "target": "destination", "setting": "réglage", "value": "valeur",
	"time": "date et heure", "direction": "sens de l'appel", "from": "appelant", "to": "appelé", "call id": "identifiant d'appel", "phone": "téléphone",
}

// someOf names the first columns of a header.
func someOf(header []string) string {
	const many = 8
	var list []string
	for _, h := range header[:min(len(header), many)] {
		if h == "" {
			h = "—"
		}
		list = append(list, clip(h))
	}
	if len(header) > many {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}

func clip(s string) string {
	r := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(r)
}
