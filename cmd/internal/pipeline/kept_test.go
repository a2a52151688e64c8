package pipeline

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// What the first pass kept of every export of the project reads as the export does: the same records, texts and
// contacts, with the same numbers.
func TestKeptIsTheTable(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/exports/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	crm, err := filepath.Glob("../../../testdata/exports/crm/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, name := range append(names, crm...) {
		t.Run(filepath.Base(name), func(t *testing.T) { compared += compareKept(t, name) })
	}
	if compared < 500 {
		t.Errorf("only %d contacts were compared", compared)
	}
}

// compareKept surveys a file, and reads it and what was kept of it side by side; it gives the count of contacts.
func compareKept(t *testing.T, name string) (contacts int) {
	t.Helper()
	table, err := tablefile.Open(t.Context(), name, nil, tablefile.Options{})
	if err != nil {
		t.Skip(err) // one of the damaged files
	}
	defer table.Close()
	generic, err := profile.Find("generic")
	if err != nil {
		t.Fatal(err)
	}
	b, err := generic.Bind(table.Header(), nil, profile.Options{})
	if err != nil {
		t.Skip(err)
	}
	fields, columns := Fields(b)
	ph, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		t.Fatal(err)
	}
	s := &settler{lay: &layout{}, Pass: &Pass{inputs: []Input{{Table: table}}, Workers: 2, Progress: silent{}, Temp: t.TempDir(), Parts: Parts{
		Binding: b, Phone: ph, Columns: columns, Name: newNameTemplate("{last} ({label})"), Ext: -1, Rules: &normalize.Rules{Fields: fields},
	}}}
	s.kept = newKeeper(s.Temp, keptColumns(s), len(b.Columns))
	defer s.kept.spool.Close()
	if err := s.survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	plain, kept := flatten(t, s, true), flatten(t, s, false)
	if diff := cmp.Diff(plain, kept, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("read (-table +kept):\n%s", diff)
	}
	for _, r := range plain {
		if r.Kind == record.Data {
			contacts++
		}
	}
	return contacts
}

// flat is all that the later passes see of a record.
type flat struct {
	Row, Line int
	Kind      record.Kind
	Fault     string
	Raw       string
	Cells     []string
	Contact   normalize.Contact
	Named     bool
}

// flatten reads a table, without notes where raw is set, or what was kept of it.
func flatten(t *testing.T, s *settler, raw bool) []flat {
	t.Helper()
	src, end := s.Pass.source(t.Context(), "", raw)
	defer end()
	r := newReader(s.Pass)
	var out []flat
	var sec section
	var scratch []byte
	for {
		if err := src.Read(&sec); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		for i := range sec.Records {
			rec := &sec.Records[i]
			f := flat{Row: rec.Row, Line: rec.Line, Kind: rec.Kind, Fault: rec.Fault}
			switch rec.Kind {
			case record.Bad, record.Footer:
				f.Raw = string(sec.Raw(i))
			case record.Data:
				for _, col := range s.kept.columns {
					f.Cells = append(f.Cells, string(sec.Value(i, col, &scratch)))
				}
				if r.notes = &sec.notes; raw {
					r.notes = nil
				}
				c, named := r.holder(&sec.Batch, i, rowOf(rec))
				f.Contact, f.Named = *c, named
				f.Contact.Fields = nil
				f.Contact.Readings = slices.Clone(c.Readings)
				for k := range f.Contact.Readings {
					f.Contact.Readings[k].Numbers = slices.Clone(c.Readings[k].Numbers)
				}
			default:
			}
			out = append(out, f)
		}
	}
}

// A temporary file that was cut or changed is an error, not another table.
func TestKeptKnowsDamage(t *testing.T) {
	whole := []byte{0, 1, 2, byte(record.Data), noteHead, 0, 3, 'a', 'b', 'c'}
	read := func(block []byte) error {
		k := newKeeper(t.TempDir(), []int{0}, 1)
		defer k.spool.Close()
		if err := k.add(block); err != nil {
			t.Fatal(err)
		}
		r := k.reader(func(int64) {})
		defer r.close()
		return r.Read(&section{})
	}
	if err := read(whole); err != nil {
		t.Fatalf("the whole block: %v", err)
	}
	for n := 2; n < len(whole); n++ {
		if err := read(whole[:n]); !errors.Is(err, errKept) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	if err := read(bytes.Replace(whole, []byte{noteHead, 0}, []byte{200, 200}, 1)); !errors.Is(err, errKept) {
		t.Errorf("a note that is too long: %v", err)
	}
}

// A column that was not kept is never taken for an empty one.
func TestCellThatWasNotKept(t *testing.T) {
	b := record.Batch{Buf: []byte("x"), Kept: []int32{-1, 0}, Fields: []record.Field{{Span: record.Span{End: 1}}}, Records: []record.Record{{N: 1}}}
	if got := b.String(0, 1); got != "x" {
		t.Errorf("the kept cell is %q", got)
	}
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "not kept") {
			t.Errorf("said %q", said)
		}
	}()
	_ = b.String(0, 0)
}
