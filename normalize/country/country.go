// Package country reads country cells: names in many languages, ISO codes, abbreviations and old names go in, an
// ISO 3166 alpha-2 region comes out.
//
// What it reads is data: regions.tsv, 134 kB generated from the names of golang.org/x/text, and aliases.toml, written by
// hand, which adds what people write and what is younger than that module, and wins where the two disagree. A name
// that two countries share and that aliases.toml does not settle is no match, and neither is a city, a continent, a
// state of a country or "N/A". A two-letter cell is an ISO code and never a state: CA is Canada.
//
// The package is pure and its functions are safe for concurrent use. They keep no cache: a caller with a million rows
// keeps a small one over the cells it has seen.
package country

//go:generate go run ./gen -o regions.tsv

// Match is a country that a cell names.
type Match struct {
	Region string // ISO 3166 alpha-2
	Slip   bool   // found only by allowing for a typing slip: low confidence
}

// Find reads a country cell. It gives false for a cell that names no country, or more than one.
func Find(cell string) (Match, bool) { return find(cell) }

// FindBytes is [Find] for a cell that is not a string. It does not keep the cell.
func FindBytes(cell []byte) (Match, bool) { return find(cell) }
