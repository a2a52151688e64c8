package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/io/profile"
)

// matchColumns finds the columns of the first file in another one: by position in the first the position in the other,
// nil where all stand at the same place. The files must have the same columns.
func matchColumns(first, other string, head, its []string) ([]int32, error) {
	if slices.Equal(head, its) {
		return nil, nil
	}
	d := &columnsError{First: first, Other: other, Missing: without(head, its), More: without(its, head)}
	if len(d.Missing)+len(d.More) > 0 {
		return nil, d
	}
	places := make([]int32, len(head))
	for i, h := range head {
		if slices.Index(head, h) != i || slices.Contains(head[i+1:], h) {
			d.Twice = h // Which of them is which cannot be told by the name.
			return nil, d
		}
		places[i] = int32(slices.Index(its, h))
	}
	return places, nil
}

// without gives the entries of a that b lacks; one that a has more often than b counts as lacking.
func without(a, b []string) []string {
	left := map[string]int{}
	for _, s := range b {
		left[s]++
	}
	var out []string
	for _, s := range a {
		if left[s]--; left[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

// columnsError says that two files of a run do not have the same columns.
type columnsError struct {
	First, Other string
	Missing      []string // columns that only the first file has
	More         []string // columns that only the other one has
	Twice        string   // a column that comes twice, where the order alone differs
}

// Error says which columns differ and what to do.
func (e *columnsError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *columnsError) Text() profile.Text {
	if len(e.Missing)+len(e.More) == 0 {
		return profile.Text{
			English: fmt.Sprintf("%s and %s have their columns in another order, and %s comes more than once, so it is not sure which is which: clean each file in a run of its own, or put the columns in the same order", e.First, e.Other, quoted(e.Twice, "a column without a name")),
			French:  fmt.Sprintf("%s et %s n'ont pas leurs colonnes dans le même ordre, et %s apparaît plusieurs fois ; on ne sait donc pas laquelle est laquelle : nettoyez chaque fichier séparément, ou mettez les colonnes dans le même ordre", e.First, e.Other, quoted(e.Twice, "une colonne sans nom")),
		}
	}
	var en, fr []string
	for _, d := range []struct {
		file    string
		columns []string
	}{{e.First, e.Missing}, {e.Other, e.More}} {
		if len(d.columns) > 0 {
			en = append(en, fmt.Sprintf("only %s has %s", d.file, some(d.columns, "a column without a name", "and", "more")))
			fr = append(fr, fmt.Sprintf("seul %s a %s", d.file, some(d.columns, "une colonne sans nom", "et", "autres")))
		}
	}
	return profile.Text{
		English: fmt.Sprintf("%s and %s do not have the same columns (%s): clean each file in a run of its own, or export them with the same columns", e.First, e.Other, strings.Join(en, "; ")),
		French:  fmt.Sprintf("%s et %s n'ont pas les mêmes colonnes (%s) : nettoyez chaque fichier séparément, ou exportez-les avec les mêmes colonnes", e.First, e.Other, strings.Join(fr, " ; ")),
	}
}

// someColumns is how many columns a message names.
const someColumns = 5

// some names the first of a list of columns.
func some(columns []string, blank, and, more string) string {
	names := make([]string, 0, someColumns)
	for _, c := range columns[:min(len(columns), someColumns)] {
		names = append(names, quoted(c, blank))
	}
	text := strings.Join(names, ", ")
	if n := len(columns) - someColumns; n > 0 {
		text += " " + and + " " + strconv.Itoa(n) + " " + more
	}
	return text
}

func quoted(column, blank string) string {
	if column == "" {
		return blank
	}
	return strconv.Quote(column)
}

// twiceError says that a file was given twice.
type twiceError struct{ First, Other string }

// Error names both.
func (e *twiceError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *twiceError) Text() profile.Text {
	if e.First == e.Other {
		return profile.Text{
			English: fmt.Sprintf("%s is given twice: name each file once", e.First),
			French:  fmt.Sprintf("%s est indiqué deux fois : indiquez chaque fichier une seule fois", e.First),
		}
	}
	return profile.Text{
		English: fmt.Sprintf("%s and %s are the same file, or copies of it: name one of them, since every contact would be there twice", e.First, e.Other),
		French:  fmt.Sprintf("%s et %s sont le même fichier, ou des copies : n'en indiquez qu'un, sinon chaque contact serait là deux fois", e.First, e.Other),
	}
}
