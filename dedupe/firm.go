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
func newFirm(name string) firm { return foldedFirm(fold(name)) }

// foldedFirm is newFirm for a name that is folded: words with a space between them.
func foldedFirm(folded string) firm {
	if folded == "" || emptyWord(folded) {
		return firm{}
	}
	first, _, several := strings.Cut(folded, " ")
	core, form := folded, "" // form with its spaces
	for {
		at := strings.LastIndexByte(core, ' ')
		if at < 0 {
			break
		}
		if w := core[at+1:]; !legalForm(w) && len(w) != 1 {
			break
		}
		core, form = core[:at], folded[at+1:]
	}
	if len(first) == 1 && core == first { // "A B C"
		core, form = folded, ""
	}
	if several && len(core) > len(first) && (first == "the" || legalForm(first)) {
		core = core[len(first)+1:]
	}
	return firm{core: core, form: strings.ReplaceAll(form, " ", "")}
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
