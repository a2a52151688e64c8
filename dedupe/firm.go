package dedupe

import (
	"strings"

	"github.com/callready/callready/dedupe/similar"
)

// firm is a company's name, folded: what names it, and its legal form.
type firm struct {
	core, form string
}

// newFirm folds a company's name and takes the legal form off its end. A name of nothing else keeps it.
func newFirm(name string) firm {
	folded := fold(strings.ReplaceAll(name, "&", " "))
	if folded == "" || emptyWord(folded) {
		return firm{}
	}
	words := strings.Fields(folded)
	end := len(words)
	for end > 1 && (legalForm(words[end-1]) || len(words[end-1]) == 1) {
		end--
	}
	if len(words[0]) == 1 && end == 1 { // "A B C"
		end = len(words)
	}
	start := 0
	if end > 1 && (words[0] == "the" || legalForm(words[0])) {
		start = 1
	}
	return firm{core: strings.Join(words[start:end], " "), form: strings.Join(words[end:], "")}
}

// compare tells whether two names are one company's. Two with different legal forms look alike: Éclair SAS, Éclair GmbH.
func (f firm) compare(o firm) similar.Grade {
	switch g := similar.Text(f.core, o.core); {
	case g < similar.Near || f.form == o.form:
		return g
	case f.form == "" || o.form == "":
		return g
	default:
		return similar.Alike
	}
}

// emptyWord tells whether a folded text stands for a blank.
func emptyWord(s string) bool {
	switch s {
	case "none", "na", "n a", "null", "nil", "unknown", "private", "prive", "privat", "privato", "particulier", "particular", "particuliere",
		"privatperson", "aucun", "aucune", "sans", "keine", "ninguna", "nessuna", "nenhuma", "geen", "brak", "test", "self", "self employed", "independant", "freelance", "freelancer", "x", "xx", "xxx":
		return true
	default:
		return false
	}
}

// legalForm tells whether a word is (a part of) a legal form.
func legalForm(w string) bool {
	switch w {
	case "ltd", "limited", "plc", "llc", "llp", "lp", "inc", "incorporated", "corp", "corporation", "co", "company", "cie", "compagnie",
		"sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "selarl", "scop", "sca", "gie", "ei",
		"gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "eg", "ek", "se",
		"sl", "slu", "slp", "sau", "spa", "srl", "srls", "sapa", "ss", "lda", "limitada", "unipessoal", "eireli", "epp",
		"bv", "nv", "vof", "cv", "bvba", "sprl", "vzw", "asbl", "sp", "zoo", "spzoo", "spolka", "ab", "oy", "oyj", "as", "asa", "aps", "pty", "kft", "sro":
		return true
	default:
		return false
	}
}
