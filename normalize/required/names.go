package required

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxNames is how many names a plain list may have.
const MaxNames = 5000

// names reads a plain list of names: one a line, or one line with separators between them. Where some of the names of one
// line bear an asterisk, it is a header that marks its mandatory columns, and those are meant.
func (sc *scan) names(text string, header []string, comma rune) (*Schema, error) {
	var lines []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	var list []string
	switch {
	case len(header) > 1 && len(lines) > 1:
		return nil, notOne(otherTable(header))
	case len(header) > 1:
		list = header
		if slices.ContainsFunc(list, Starred) {
			list = slices.DeleteFunc(slices.Clone(list), func(h string) bool { return !Starred(h) })
		} else if contactLike(list) >= 2 {
			return nil, notOne("the header of a contact export: mark its mandatory columns with *, or leave only their names")
		}
	default:
		list = lines
	}
	if len(list) > MaxNames {
		return nil, notOne(fmt.Sprintf("a list of %d lines, too many for names of fields", len(list)))
	}
	g := group{kind: "names"}
	for i, name := range list {
		if comma != '\t' {
			name = strings.Trim(strings.TrimSpace(name), `"`)
		}
		name = strings.TrimSpace(strings.TrimLeft(bullet.ReplaceAllString(name, ""), "-•·* "))
		if name = Unstar(name); name == "" || strings.HasPrefix(name, "#") || strings.HasSuffix(name, ":") {
			continue
		}
		if _, void := Filler([]byte(name), TypeName); void || i == 0 && len(list) > 1 && slices.Contains(titles, fold(name)) {
			continue
		}
		if why := noName(name); why != "" {
			return nil, notOne(why)
		}
		where := fmt.Sprintf("line %d", i+1)
		if len(header) > 1 {
			where = fmt.Sprintf("column %d", i+1)
		}
		if sc.name != "" && sc.name != "." {
			where = sc.name + ": " + where
		}
		g.raws = append(g.raws, raw{Field: Field{Name: name, Custom: true, Source: where}, flag: "named"})
	}
	if len(g.raws) == 0 {
		return nil, notOne("a list without a name")
	}
	sc.groups = []group{g}
	s, err := sc.schema()
	if err != nil {
		return nil, err
	}
	s.Hint = true
	return s, nil
}

// bullet is a number in front of a name in a list: "1. Segment", "2) Region".
var bullet = regexp.MustCompile(`^\s*\d{1,3}[.)]\s+`)

// titles are lines that head a list and are no name themselves.
var titles = []string{
	"api name", "field name", "fieldname", "field label", "logical name", "display name", "nom de champ", "nom du champ", "nom api",
	"libelle du champ", "feldname", "feldbezeichnung", "required", "mandatory", "required fields", "mandatory fields", "obligatoire",
	"champs obligatoires", "pflichtfelder",
}

// Named gives fields that a person, or a header with an asterisk, calls mandatory: of any object, and nobody knows how they
// are enforced. Source says who says so, such as "--require".
func Named(source string, names ...string) []Field {
	list := make([]Field, 0, len(names))
	for _, name := range names {
		list = append(list, Field{Name: Unstar(name), Custom: true, Level: LevelUnknown, Blocks: Create | Update, Fact: hintFact, Source: source})
	}
	return list
}

// noName says why a line is not the name of a field, "" if it may be one.
func noName(s string) string {
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		case r == utf8.RuneError, r == '{', r == '}':
			return "text that is neither a table nor a list of names"
		}
	}
	switch {
	case strings.Contains(s, "@"):
		return "a list with e-mail addresses, not names of fields"
	case digits >= 6 && letters <= digits/2:
		return "a list of numbers, not names of fields"
	case letters == 0:
		return "text that is neither a table nor a list of names"
	case strings.Count(s, "(") != strings.Count(s, ")"), strings.Contains(s, "://"), strings.ContainsAny(s, "=`"):
		return "text that is neither a table nor a list of names"
	case utf8.RuneCountInString(s) > 80 || strings.Count(s, " ") > 9:
		return "running text, not a list of names"
	}
	return ""
}

// otherTable says what a table looks like that does not tell which fields are mandatory.
func otherTable(header []string) string {
	g := newGrid(header)
	switch {
	case contactLike(header) >= 2:
		return "a contact export, not a description of its fields"
	case g.has("name") && g.has("label"):
		return "a list of fields that does not say which are mandatory: it has no column such as Required"
	}
	shown := make([]string, 0, 6)
	for _, h := range header[:min(len(header), 6)] {
		shown = append(shown, clip(h, 30))
	}
	return fmt.Sprintf("a table of another kind (%s)", strings.Join(shown, ", "))
}

// separator guesses what parts the cells of a table, from its first line that is not blank.
func separator(text string) rune {
	first := ""
	for l := range strings.Lines(text) {
		if first = strings.TrimSpace(l); first != "" {
			break
		}
	}
	best, most := ',', 0
	for _, c := range "\t;,|" {
		if n := strings.Count(first, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}
