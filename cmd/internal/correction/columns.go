package correction

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Line is one correction: which cell it is about, and what is to become of it.
type Line struct {
	From   string // name of the file that it was handed in with
	At     int    // its row there, from 1, the header not counted
	File   string // input file of the cell, "" if the list does not say
	Row    int64  // row of the record, 0 if the list does not say
	Key    string // record id, "" if there is none
	Who    string // name of the contact, "" if the list does not say
	Column string // header of the cell
	Value  string // what the cell held
	Text   string // what the person wrote
}

// ErrColumns says that a table is no list of corrections.
var ErrColumns = errors.New("it needs the columns column, value and correction, and key or row, as in review/needs-you.csv")

// Columns are the places of what a list says; -1 for what it lacks.
type Columns struct{ file, row, key, who, column, value, correction int }

// ColumnsOf finds the columns of a list by its header, in any order and with others between them.
func ColumnsOf(header []string) (Columns, error) {
	at := func(name string) int {
		return slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	c := Columns{
		file: at("file"), row: at("row"), key: at("key"), who: at("who"), column: at("column"), value: at("value"), correction: at("correction"),
	}
	if c.column < 0 || c.value < 0 || c.correction < 0 || c.key < 0 && c.row < 0 {
		return c, ErrColumns
	}
	return c, nil
}

// Line makes a line of a row; ok is false for a row whose correction is blank. It is an error if the row does not say which
// cell it is about.
func (c *Columns) Line(row []string) (l Line, ok bool, err error) {
	l = Line{
		File: plain(row, c.file), Key: plain(row, c.key), Who: plain(row, c.who), Column: plain(row, c.column),
		Value: cell(row, c.value), Text: plain(row, c.correction),
	}
	if l.Text == "" {
		return l, false, nil
	}
	if n := cell(row, c.row); n != "" {
		whole, _, _ := strings.Cut(strings.ReplaceAll(n, ",", "."), ".") // 12.0
		if l.Row, err = strconv.ParseInt(whole, 10, 64); err != nil || l.Row < 1 {
			return l, false, fmt.Errorf("%q is no row", n)
		}
	}
	if l.Column == "" || l.Key == "" && l.Row == 0 {
		return l, false, errors.New("there is a correction, but no record and column that it is about")
	}
	return l, true, nil
}

func cell(row []string, col int) string {
	if col < 0 || col >= len(row) {
		return ""
	}
	return trim(row[col])
}

// plain takes off the apostrophe that review files put before what a spreadsheet would take for a formula, and people before
// what it would take for a number.
func plain(row []string, col int) string {
	return strings.TrimSpace(strings.TrimPrefix(cell(row, col), "'"))
}

// trim takes off white space of every kind, and a byte order mark.
func trim(s string) string {
	return strings.Trim(strings.TrimSpace(s), "\ufeff\u200b \t\r\n\u00a0\u202f")
}
