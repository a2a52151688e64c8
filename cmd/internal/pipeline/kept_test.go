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
	compared, lean := 0, 0
	for _, name := range append(names, crm...) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			contacts, without := compareKept(t, name)
			compared, lean = compared+contacts, lean+without
		})
	}
	if compared < 500 || lean < compared/4 {
		t.Errorf("only %d contacts were compared, %d of them without cells", compared, lean)
	}
}

// compareKept surveys a file, and reads it and what was kept of it side by side; it gives the count of contacts, and of those
// whose numbers are known without their cells.
func compareKept(t *testing.T, name string) (contacts, lean int) {
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
	s.people = newPeopleColumns(b)
	s.kept = newKeeper(s.Temp, keptColumns(s), len(b.Columns))
	defer s.kept.blocks.Close()
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
	// Every third row alone, and contacts whose cells are not wanted.
	only, _ := seen(t, s, look{only: func(row uint32) bool { return row%3 == 0 }})
	var want []int
	for _, r := range plain {
		if r.Kind == record.Data && r.Row%3 == 0 {
			want = append(want, r.Row)
		}
	}
	if !slices.Equal(want, only) {
		t.Fatalf("rows %v, want %v", only, want)
	}
	all, lean := seen(t, s, look{lean: true})
	if len(all) != contacts {
		t.Fatalf("%d contacts, want %d", len(all), contacts)
	}
	return contacts, lean
}

// seen gives the rows of the contacts that a pass sees, and how many of them come without cells.
func seen(t *testing.T, s *settler, what look) (rows []int, lean int) {
	t.Helper()
	src := s.Pass.source(t.Context(), "", what)
	r := newReader(s.Pass)
	var sec section
	for {
		if err := src.Read(&sec); errors.Is(err, io.EOF) {
			return rows, lean
		} else if err := errors.Join(err, sec.load()); err != nil {
			t.Fatal(err)
		}
		for i := range sec.Records {
			if rec := &sec.Records[i]; rec.Kind == record.Data {
				rows = append(rows, rec.Row)
				if rec.N < 0 {
					lean++
				}
				r.notes = &sec.notes
				if note := sec.notes.of(i); r.labels == nil && note != nil && note[noteHead]&noteAll != 0 {
					c, _ := r.holder(&sec.Batch, i, rowOf(rec))
					if diff := cmp.Diff(r.holdings(nil, c), r.marked(nil, note, rowOf(rec)), cmp.AllowUnexported(held{})); diff != "" {
						t.Fatalf("row %d holds (-readings +note):\n%s", rec.Row, diff)
					}
				}
			}
		}
	}
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
	src := s.Pass.source(t.Context(), "", look{raw: raw})
	r := newReader(s.Pass)
	var out []flat
	var sec section
	var scratch []byte
	for {
		if err := src.Read(&sec); errors.Is(err, io.EOF) {
			return out
		} else if err := errors.Join(err, sec.load()); err != nil {
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
	whole := []byte{0, 9, 0, 0, 0, 1, 2, byte(record.Data), noteHead, 0, 3, 'a', 'b', 'c'}
	read := func(block []byte) error {
		k := newKeeper(t.TempDir(), []int{0}, 1)
		defer k.blocks.Close()
		if err := k.blocks.Add(block); err != nil {
			t.Fatal(err)
		}
		r := &keptReader{k: k, add: func(int64) {}}
		var s section
		return errors.Join(r.Read(&s), s.load())
	}
	if err := read(whole); err != nil {
		t.Fatalf("the whole block: %v", err)
	}
	for n := 2; n < len(whole); n++ {
		if err := read(whole[:n]); !errors.Is(err, errKept) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for _, length := range []byte{8, 10, 255} {
		wrong := slices.Clone(whole)
		wrong[1] = length
		if err := read(wrong); !errors.Is(err, errKept) {
			t.Errorf("a length of %d: %v", length, err)
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

// Nor is a cell of a record whose cells were not read.
func TestCellThatWasNotRead(t *testing.T) {
	b := record.Batch{Records: []record.Record{{N: -1}}}
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "not read") {
			t.Errorf("said %q", said)
		}
	}()
	_ = b.String(0, 0)
}
