package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/callready/callready/io/record"
)

// The rows of a sheet come a second time as they came first, whether they were kept or are inflated again.
func TestRowsComeAgain(t *testing.T) {
	for _, tt := range oddBooks() {
		t.Run(tt.name, func(t *testing.T) {
			raw := zipped(t, tt.parts)
			for _, tt := range []struct {
				opt  Options
				most int64
			}{{Options{}, 1 << 20}, {Options{}, 1}, {Options{BlockSize: 7}, 1 << 20}, {Options{BlockSize: 64}, 200}} {
				table := contacts(t, raw, tt.opt)
				if _, err := table.Rows(t.Context()); !errors.Is(err, ErrOrder) {
					t.Fatalf("rows before a pass: %v", err)
				}
				r, err := table.KeepRows(t.Context(), &tt.most)
				if err != nil {
					t.Fatal(err)
				}
				var first [][]byte
				var b record.Batch
				for err = r.Read(&b); err == nil; err = r.Read(&b) {
					for i := range b.Records {
						first = append(first, bytes.Clone(b.Raw(i)))
					}
				}
				if !errors.Is(err, io.EOF) {
					t.Fatal(err)
				}
				for range 2 {
					again(t, table, first)
				}
			}
		})
	}
}

// again reads the rows of a sheet once more.
func again(t *testing.T, table *Table, first [][]byte) {
	t.Helper()
	rows, err := table.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	for i, want := range first {
		if got, err = rows.Next(got[:0], len(want)); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("record %d: %q, %v, want %q", i, got, err, want)
		}
	}
	if err := rows.Close(true); err != nil {
		t.Fatal(err)
	}
}

// Sheets that are read one after the other keep no more together than there is room for; what one gives up the next may take.
func TestRowsShareRoom(t *testing.T) {
	kept := func(room *int64, n int) bool {
		table := contacts(t, contactBook(t, n, true), Options{BlockSize: 1000})
		r, err := table.KeepRows(t.Context(), room)
		if err != nil {
			t.Fatal(err)
		}
		var b record.Batch
		for err = r.Read(&b); err == nil; err = r.Read(&b) {
		}
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		return table.rows != nil
	}
	all := int64(1 << 20)
	room := all
	kept(&room, 300)
	one := all - room
	if one <= 1000 {
		t.Fatalf("300 rows have %d bytes", one)
	}
	room = one + one/2
	if !kept(&room, 300) || room != one/2 {
		t.Errorf("the first: %d bytes are left of %d", room, one+one/2)
	}
	if kept(&room, 300) || room != one/2 {
		t.Errorf("the second: %d bytes are left of %d", room, one/2)
	}
	if !kept(&room, 100) {
		t.Error("the third, which there is room for, is not kept")
	}
}

// What is kept of a sheet takes no memory that it does not need: a run may have hundreds of workbooks.
func TestKeptTakesLittleMemory(t *testing.T) {
	for n, inFile := range map[int]bool{300: false, 20000: true} {
		table := contacts(t, contactBook(t, n, true), Options{})
		room := int64(1 << 30)
		rows, err := table.KeepRows(t.Context(), &room)
		if err != nil {
			t.Fatal(err)
		}
		texts, err := table.Texts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var first [][]byte
		for _, r := range []record.Reader{rows, texts} {
			var b record.Batch
			for err = r.Read(&b); err == nil; err = r.Read(&b) {
				for i := range b.Records {
					if r == rows {
						first = append(first, bytes.Clone(b.Raw(i)))
					}
				}
			}
			if !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
		}
		again(t, table, first)
		for what, s := range map[string]*scratch{"rows": table.rows, "texts": table.texts} {
			if most := max(1024, int(s.n)*5/4); (s.file != nil) != inFile || inFile && cap(s.mem) > 0 || cap(s.mem) > most {
				t.Errorf("%d contacts: %s of %d bytes, in a file %v, take %d bytes of memory", n, what, s.n, s.file != nil, cap(s.mem))
			}
		}
	}
}

// Whoever asks for more rows than there are, or has given up, gets an error, and no more of the file stays open.
func TestRowsEnd(t *testing.T) {
	for _, most := range []int64{1 << 20, 1} {
		table := contacts(t, contactBook(t, 300, true), Options{})
		r, err := table.KeepRows(t.Context(), &most)
		if err != nil {
			t.Fatal(err)
		}
		size := 0
		var b record.Batch
		for err = r.Read(&b); err == nil; err = r.Read(&b) {
			size = int(b.Records[len(b.Records)-1].Offset) + b.Records[len(b.Records)-1].Raw.Len()
		}
		rows, err := table.Rows(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rows.Next(nil, size+1000); !errors.Is(err, ErrDamaged) {
			t.Errorf("more than there is: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		given, err := table.Rows(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if _, err := given.Next(nil, 10); !errors.Is(err, context.Canceled) {
			t.Errorf("given up: %v", err)
		}
		for _, r := range []*RowReader{rows, given} {
			if err := r.Close(false); err != nil {
				t.Error(err)
			}
		}
	}
}
