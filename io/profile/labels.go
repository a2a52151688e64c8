package profile

import (
	"slices"
	"strings"
)

// tags are the words of a column that labels the values of another, at the end of its header or at its start.
var tags = []string{"label", "labels", "type", "typ", "tipo", "libelle", "etichetta", "etiqueta", "etikett", "bezeichnung", "soort", "rodzaj"}

// of are the words between a tag at the start and what it labels: "Type de téléphone".
var of = []string{"de", "du", "des", "del", "di", "da", "do", "of", "van", "der"}

// labels finds the label columns of phone columns: "Phone 1 - Label" of "Phone 1 - Value", "Type de téléphone 2" of
// "Téléphone 2".
func (w *binder) labels() {
	for i, ws := range w.words {
		if w.b.Columns[i].Role != Other {
			continue
		}
		for _, base := range labelled(ws) {
			if j := w.valueOf(base, i); j >= 0 {
				w.bind(i, Column{Role: Label, Of: w.b.Columns[j].Header, Weight: w.b.Columns[i].Weight}, "name")
				break
			}
		}
	}
}

// labelled gives what a header may be the label of.
func labelled(ws []string) []string {
	n := len(ws)
	if n < 2 {
		return nil
	}
	var list []string
	if slices.Contains(tags, ws[n-1]) {
		list = append(list, strings.Join(ws[:n-1], " "))
	}
	if slices.Contains(tags, ws[0]) {
		rest := ws[1:]
		for len(rest) > 1 && slices.Contains(of, rest[0]) {
			rest = rest[1:]
		}
		list = append(list, strings.Join(rest, " "))
	}
	return list
}

// valueOf gives the phone column of the header base, the one nearest to column i; -1 if there is none.
func (w *binder) valueOf(base string, i int) int {
	near := -1
	for j, vs := range w.words {
		if w.b.Columns[j].Role != Phone {
			continue
		}
		if n := len(vs); n > 1 && stem(vs[n-1:]) == "" && strings.Trim(vs[n-1], "0123456789") != "" {
			vs = vs[:n-1] // "value"
		}
		if strings.Join(vs, " ") == base && (near < 0 || max(i-j, j-i) < max(i-near, near-i)) {
			near = j
		}
	}
	return near
}

// Sense is what the label of a number says: a cell of the column that [Binding.LabelOf] gives.
type Sense struct {
	Kind   Kind   // Main where the label says nothing of the kind
	Person string // whose line it is, as in [Column]: "" the contact's own
	Fax    bool   // a fax machine: no number to call
	None   bool   // a pager, a telex: no telephone line
}

// SenseOf reads the label of a number, in eight languages: "Mobile", "* Work Fax", "Privat", "Assistance". A label that it
// does not know is a main line of the contact's own.
func SenseOf(label string) Sense {
	v, err := vocab()
	ws := words(label)
	if err != nil || len(ws) == 0 {
		return Sense{Kind: Main}
	}
	c := v.phone(ws)
	return Sense{Kind: c.Kind, Person: c.Person, Fax: hit(ws, v.Fax), None: hit(ws, v.None)}
}
