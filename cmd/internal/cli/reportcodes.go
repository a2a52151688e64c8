package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/cmd/internal/finding"
)

// codes prints the catalogue.
func (r *reporting) codes() error {
	list := r.catalogue.All()
	write := writeCodes
	switch r.format {
	case "text":
	case "markdown":
		write = markCodes
	default:
		return usage(errors.New("--codes lists the codes as text or markdown"))
	}
	if r.o.Out == "" {
		return write(r.env.Stdout, list, finding.Lang(r.lang))
	}
	out := &output{name: r.o.Out, force: r.o.Force}
	w, err := out.next()
	if err != nil {
		return err
	}
	if err := write(w, list, finding.Lang(r.lang)); err != nil {
		out.discard()
		return err
	}
	_, err = out.publish()
	return err
}

// writeCodes prints codes for a terminal.
func writeCodes(w io.Writer, list []finding.Entry, lang finding.Lang) error {
	bw := bufio.NewWriter(w)
	for i, e := range list {
		if i > 0 {
			fmt.Fprintln(bw) //nolint:errcheck // a buffered writer keeps its first error
		}
		fmt.Fprintf(bw, "%s (%s, %s)\n  %s\n  %s\n", e.Name, e.Severity, e.Area, e.Says(lang), e.Todo(lang)) //nolint:errcheck // as above
		if e.Example != "" {
			fmt.Fprintf(bw, "  %s %s\n", lang.Pick("Example:", "Exemple :"), e.Example) //nolint:errcheck // as above
		}
	}
	return bw.Flush()
}

// markCodes prints codes as a page of the documentation, a table for each area.
func markCodes(w io.Writer, list []finding.Entry, lang finding.Lang) error {
	bw := bufio.NewWriter(w)
	put := func(format string, args ...any) { fmt.Fprintf(bw, format, args...) } //nolint:errcheck // a buffered writer keeps its first error
	put("# %s\n\n%s\n", lang.Pick("Codes", "Codes"), lang.Pick(
		"What callready says of a cell, a record or a file has a code, which stays the same from version to version. This page is made from\n"+
			"the catalogue: `callready report --codes --format markdown`. `--silence CODE` leaves a code out of the findings, `--raise CODE=error`\n"+
			"gives it another severity; both can stand in the configuration.",
		"Ce que callready dit d'une cellule, d'une fiche ou d'un fichier a un code, qui reste le même d'une version à l'autre. Cette page est\n"+
			"tirée du catalogue : `callready report --codes --format markdown --lang fr`. `--silence CODE` retire un code des constats,\n"+
			"`--raise CODE=error` lui donne une autre gravité ; les deux peuvent figurer dans la configuration."))
	for _, area := range finding.Areas(list) {
		put("\n## %s\n\n| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", area,
			lang.Pick("Code", "Code"), lang.Pick("Severity", "Gravité"), lang.Pick("Meaning", "Sens"), lang.Pick("What to do", "Que faire"), lang.Pick("Example", "Exemple"))
		for _, e := range list {
			if e.Area == area {
				put("| `%s` | %s | %s | %s | %s |\n", e.Name, e.Severity, inTable(e.Says(lang)), inTable(e.Todo(lang)), asCode(e.Example))
			}
		}
	}
	return bw.Flush()
}

// inTable makes a text safe in a Markdown table.
func inTable(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`").Replace(strings.TrimSpace(s))
}

// asCode writes an example as code, nothing for none.
func asCode(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("|", `\|`, "\n", "⏎", "\r", "", "\t", "⇥").Replace(s)
	if strings.Contains(s, "`") {
		return "`` " + s + " ``"
	}
	return "`" + s + "`"
}

// nearestCode suggests a code for one that is misspelt.
func nearestCode(c *finding.Catalogue, code string) string {
	best, least := "", len(code)/2+1
	for _, e := range c.All() {
		if d := distance(code, e.Name); d < least {
			best, least = e.Name, d
		}
	}
	if best == "" {
		return "callready report --codes lists the codes"
	}
	return "did you mean " + best + "?"
}

// distance counts the letters by which two words differ.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
