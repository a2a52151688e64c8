package profile

import (
	"slices"
	"strings"
)

// phones finds the phone and fax columns that no list names: by the words of the header, checked against the cells, or
// by the cells, where the header does not speak against it.
func (w *binder) phones() {
	for i, ws := range w.words {
		if !w.free(i) {
			continue
		}
		claim := w.v.claim(ws)
		if claim == notPhone {
			continue
		}
		cells := judge(w.sample, i)
		switch {
		case claim == faxName:
			w.bind(i, Column{Role: Fax}, "name")
		case claim == phoneName && !cells.never(), claim == maybe && !cells.never() && (cells.filled == 0 || cells.phone+cells.weak > 0):
			w.bind(i, w.v.phone(ws), "name")
		case cells.phones(claim == hint):
			w.bind(i, w.v.phone(ws), "content")
		}
	}
}

// tags are the last words of a column that labels the values of another.
var tags = []string{"label", "labels", "type", "typ", "tipo", "libelle", "etichetta", "etiqueta", "etikett"}

// labels finds the label columns of phone columns: "Phone 1 - Label" of "Phone 1 - Value".
func (w *binder) labels() {
	for i, ws := range w.words {
		if len(ws) < 2 || !slices.Contains(tags, ws[len(ws)-1]) || w.b.Columns[i].Role != Other {
			continue
		}
		base := strings.Join(ws[:len(ws)-1], " ")
		for j, vs := range w.words {
			if w.b.Columns[j].Role != Phone {
				continue
			}
			if n := len(vs); n > 1 && stem(vs[n-1:]) == "" && strings.Trim(vs[n-1], "0123456789") != "" {
				vs = vs[:n-1]
			}
			if strings.Join(vs, " ") == base {
				w.bind(i, Column{Role: Label, Of: w.b.Columns[j].Header}, "name")
				break
			}
		}
	}
}

// names settles a column called only "Name", "Nom" or "Nombre": beside a column of first names it holds last names,
// beside one of last names the first, unless its cells hold the other's too.
func (w *binder) names() {
	full, first, last := w.at(Full), w.at(First), w.at(Last)
	if full < 0 || first < 0 == (last < 0) || w.b.Columns[full].By != "name" && !w.p.anyCRM() {
		return
	}
	role, other := Last, first
	if first < 0 {
		role, other = First, last
	}
	both, rows := 0, 0
	for _, row := range w.sample {
		if max(full, other) >= len(row) || strings.TrimSpace(row[full]) == "" || strings.TrimSpace(row[other]) == "" {
			continue
		}
		rows++
		if strings.Contains(Fold(row[full]), Fold(row[other])) {
			both++
		}
	}
	if rows > 0 && both*2 >= rows {
		return
	}
	if one := stem(w.words[full]); rows == 0 && !slices.Contains([]string{"nom", "name", "naam", "nombre", "nome"}, one) {
		return
	}
	w.b.Columns[full].Role = role
}

// at gives the first column of a role, -1 if there is none.
func (w *binder) at(r Role) int {
	return slices.IndexFunc(w.b.Columns, func(c Bound) bool { return c.Role == r })
}
