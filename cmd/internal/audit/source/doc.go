// Package source reads what an admin can export, save or copy off a screen: tables (CSV, XLSX), answers of an API in
// JSON (one page, several pages, bare arrays, one object a line), and pasted text. Whatever the form, a [File] has a
// header and rows of cells, can be read any number of times, and never stands in memory as a whole.
//
// [Kind] knows what the columns of each list are called, in the languages of the program, and what they hold; it finds them
// in a file and tells when a file is a list of another kind.
package source
