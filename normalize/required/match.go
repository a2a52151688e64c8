package required

import (
	"slices"
	"strings"
)

// How says by what a column was taken for a field, from the surest on.
type How uint8

// The ways to match, from none to the surest.
const (
	NotFound  How = iota
	ByLoose       // letters and digits of name or label
	ByLabel       // the label, in any case, spacing and accents
	ByAPIName     // the API name, in any case
	ByExact       // the API name, letter by letter
	wayCount  = iota
)

// Hit is the column of one field.
type Hit struct {
	Field  int   // index of the field
	Column int   // index of the column from 0, -1 if the export has none
	Also   []int // further columns that match as well: a person must say which it is
	How    How   // by what it was found
	Shared bool  // another field matches the same column as well
}

// Match finds fields in the header of an export, one Hit for each field in their order. Case, accents, spacing, an asterisk
// or a word such as "(required)" at the end, and the kind of record in front ("Person - Segment") do not matter. The
// surest kind of match decides; fields of objects that the export is not about should be left out, see Schema.For.
func Match(fields []Field, headers []string) []Hit {
	x := newHeaderIndex(headers)
	hits := make([]Hit, len(fields))
	used := map[int]How{}
	for i := range fields {
		hit := Hit{Field: i, Column: -1}
		if cols, how := x.find(&fields[i]); len(cols) > 0 {
			hit.Column, hit.How = cols[0], how
			if len(cols) > 1 {
				hit.Also = cols[1:len(cols):len(cols)] // which fields of one label have in common
			}
		}
		hits[i] = hit
		if hit.Column >= 0 {
			used[hit.Column] = max(used[hit.Column], hit.How)
		}
	}
	// A column belongs to the field that it matches best.
	count := map[int]int{}
	for i := range hits {
		if h := &hits[i]; h.Column >= 0 && h.How < used[h.Column] {
			*h = Hit{Field: i, Column: -1}
		} else if h.Column >= 0 {
			count[h.Column]++
		}
	}
	for i := range hits {
		hits[i].Shared = hits[i].Column >= 0 && count[hits[i].Column] > 1
	}
	return hits
}

// headerKeys are the forms of a header that are compared.
type headerKeys struct {
	exact, folded, loose string
	bare                 string // without the kind of record in front
}

func keysOf(header string) headerKeys {
	h := Unstar(header)
	k := headerKeys{exact: h, folded: fold(h), loose: squash(h)}
	for _, sep := range [...]string{" - ", ".", "/", ": "} {
		if kind, rest, ok := strings.Cut(h, sep); ok && slices.Contains(kinds, fold(kind)) {
			k.bare = fold(rest)
			break
		}
	}
	return k
}

// kinds are what stands in front of a column's name in some exports, folded.
var kinds = []string{
	"person", "personne", "persona", "personen", "contact", "kontakt", "contacto", "contatto", "lead", "custom_fields", "custom field",
	"organization", "organisation", "organizacion", "properties", "user_fields",
}

// stem takes off what CRMs add to the names of custom fields.
func stem(name string) string {
	for _, end := range [...]string{"__pc", "__c"} {
		if rest, ok := strings.CutSuffix(name, end); ok {
			return rest
		}
	}
	for _, front := range [...]string{"x_studio_", "x_", "cf_", "new_"} {
		if rest, ok := strings.CutPrefix(name, front); ok {
			return rest
		}
	}
	return ""
}

// Starred tells whether a header marks its column as mandatory: "Segment*", "Segment (required)", "Secteur (obligatoire)".
func Starred(header string) bool { return Unstar(header) != strings.TrimSpace(header) }

// Unstar gives a header without such marks and without blanks around it.
func Unstar(header string) string {
	h := strings.TrimSpace(header)
	for {
		rest := strings.TrimRight(h, "* \u00a0＊")
		if rest == "" {
			return strings.TrimSpace(header) // Nothing but asterisks marks nothing.
		}
		if open := strings.LastIndexAny(rest, "([{"); open > 0 && strings.HasSuffix(rest, closing(rest[open])) {
			if word := fold(strings.Trim(rest[open+1:len(rest)-1], "* ")); slices.Contains(markWords, word) {
				rest = strings.TrimSpace(rest[:open])
			}
		}
		if rest == h {
			return h
		}
		h = rest
	}
}

func closing(open byte) string {
	return map[byte]string{'(': ")", '[': "]", '{': "}"}[open]
}

var markWords = []string{
	"required", "mandatory", "req", "must", "obligatoire", "requis", "requise", "pflichtfeld", "pflicht", "erforderlich", "obligatorio",
	"requerido", "obbligatorio", "richiesto", "obrigatorio", "verplicht", "wymagane", "",
}

// Hints gives the headers that mark their columns as mandatory, as indices from 0. It is a hint: whoever wrote the header
// says so, not the CRM.
func Hints(headers []string) []int {
	var list []int
	for i, h := range headers {
		if Starred(h) {
			list = append(list, i)
		}
	}
	return list
}
