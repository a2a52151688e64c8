package profile

import (
	"slices"
	"strings"
)

// phones finds the phone and fax columns that no list names: by the words of the header, checked against the cells, or
// by the cells, where the header does not speak against it.
func (w *binder) phones() {
	for i, ws := range w.words {
		if !w.free(i) || w.p.Lines != "" && strings.Contains(w.b.Columns[i].Header, w.p.Lines) {
			continue // Of a line, that is, of another record.
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
			by := "name"
			if claim == maybe && cells.filled > 0 && hit(ws, w.v.Said) {
				by = "content"
			}
			w.bind(i, w.v.phone(ws), by)
		case cells.phones(claim == hint):
			w.bind(i, w.v.phone(ws), "content")
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
