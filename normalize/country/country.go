// Package country reads country cells: names in many languages, ISO codes, abbreviations and old names go in, an
// ISO 3166 alpha-2 region comes out.
package country

// Match is a country that a cell names.
type Match struct {
	Region string // ISO 3166 alpha-2
	Slip   bool   // found only by allowing for a typing slip: low confidence
}
