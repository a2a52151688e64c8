package profile

import (
	"slices"
	"strings"
)

// LabelOf gives the column that holds the label of the values of column col, such as "Phone 1 - Label" of
// "Phone 1 - Value"; -1 if there is none. A number that goes to another column takes its label along.
func (b *Binding) LabelOf(col int) int {
	if col < 0 || col >= len(b.Columns) {
		return -1
	}
	for i := range b.Columns {
		if c := &b.Columns[i]; c.Role == Label && c.Of == b.Columns[col].Header && b.nearest(c.Of, i) == col {
			return i
		}
	}
	return -1
}

// nearest gives the column of a header that is nearest to column i: two columns may have one header.
func (b *Binding) nearest(header string, i int) int {
	near := -1
	for j := range b.Columns {
		if b.Columns[j].Header == header && (near < 0 || max(i-j, j-i) < max(i-near, near-i)) {
			near = j
		}
	}
	return near
}

// Continues tells whether a row is no record of its own but goes on with the one above: lines of a one-to-many column, as
// Odoo exports and imports them. Such a row has nothing in the columns of the record itself and something in those of the
// lines. blank tells whether the row's cell in a column is blank. It is false for CRMs whose records are one row each.
func (b *Binding) Continues(blank func(col int) bool) bool {
	sep := b.Profile.Lines
	if sep == "" || b.Key < 0 {
		return false
	}
	more := false
	for i := range b.Columns {
		switch {
		case blank(i):
		case strings.Contains(b.Columns[i].Header, sep):
			more = true
		default:
			return false
		}
	}
	return more
}

// firms are the cells that call a record a company, folded.
var firms = []string{
	"true", "1", "yes", "y", "x", "company", "vrai", "oui", "societe", "entreprise", "wahr", "ja", "unternehmen", "firma", "verdadero", "si", "empresa", "compania",
	"vero", "azienda", "verdadeiro", "sim", "waar", "bedrijf", "prawda", "tak",
}

// IsFirm reads a cell of the column [Binding.Firm], in eight languages.
func IsFirm(cell string) bool { return slices.Contains(firms, Fold(cell)) }
