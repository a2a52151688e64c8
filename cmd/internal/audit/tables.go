package audit

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/dedupe"
)

// Tables writes calls.csv and needs-you.csv: UTF-8 with byte order mark. A cell that a spreadsheet would take for a formula
// gets an apostrophe; numbers in E.164 do not.
type Tables struct {
	Calls, Needs io.Writer
	Lang         finding.Lang

	catalogue    *finding.Catalogue
	calls, needs *csv.Writer
	row          []string
	CallRows     int64
	NeedRows     int64
}

var _ Sink = (*Tables)(nil)

var callsHeader = []string{
	"row", "call_id", "uuid", "time", "direction", "type", "line", "user", "number", "cause", "why", "attached", "logged", "fixed_by_cleanup", "contacts", "contact", "column",
}

var needsHeader = []string{"number", "calls", "cause", "why", "what_to_do", "contacts", "contact", "column", "value"}

const mark = "\uFEFF"

// begin makes a writer with a header.
func begin(w io.Writer, header []string) (*csv.Writer, error) {
	if _, err := io.WriteString(w, mark); err != nil {
		return nil, err
	}
	c := csv.NewWriter(w)
	return c, c.Write(header)
}

func (t *Tables) says(code string) (says, do string) {
	if t.catalogue == nil {
		t.catalogue, _ = finding.Load() // Run has loaded it before.
	}
	e, _ := t.catalogue.Lookup(code)
	return e.Says(t.Lang), e.Todo(t.Lang)
}

// Call writes a row of calls.csv.
func (t *Tables) Call(c *Call) (err error) {
	if t.calls == nil {
		if t.calls, err = begin(t.Calls, callsHeader); err != nil {
			return err
		}
	}
	why, _ := t.says(c.Cause)
	contacts := ""
	if c.Contacts > 0 {
		contacts = strconv.FormatUint(uint64(c.Contacts), 10)
	}
	t.CallRows++
	t.row = append(t.row[:0], strconv.Itoa(c.Row), c.ID, c.UUID, c.Stamp, c.Direction, c.Type, c.Line, c.User, c.Number, c.Cause, why,
		word(attached[c.Cause]), c.Logged, word(c.Fixed), contacts, c.Contact, c.Column)
	return t.calls.Write(guard(t.row))
}

// Number writes a row of needs-you.csv.
func (t *Tables) Number(n *Number) (err error) {
	if t.needs == nil {
		if t.needs, err = begin(t.Needs, needsHeader); err != nil {
			return err
		}
	}
	why, do := t.says(n.Cause)
	t.NeedRows++
	t.row = append(t.row[:0], n.Number, strconv.FormatUint(uint64(n.Calls), 10), n.Cause, why, do, strconv.FormatUint(uint64(n.Contacts), 10), n.Contact, n.Column, n.Cell)
	return t.needs.Write(guard(t.row))
}

// Close writes what is left.
func (t *Tables) Close() error {
	for _, w := range []*csv.Writer{t.calls, t.needs} {
		if w != nil {
			w.Flush()
			if err := w.Error(); err != nil {
				return err
			}
		}
	}
	return nil
}

func word(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// Guard is what a table for people has of a row: see [Tables].
func Guard(row []string) []string { return guard(row) }

// guard puts an apostrophe before what a spreadsheet would take for a formula.
func guard(row []string) []string {
	for i, s := range row {
		if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			continue
		}
		if _, ok := dedupe.Key(s); !ok {
			row[i] = "'" + s
		}
	}
	return row
}
