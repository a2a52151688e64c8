package tablefile_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/io/xlsxfile"
)

// FuzzOpen opens any bytes as a table. What opens is read to its end or refused, twice the same, with no more cells than the header has
// columns where a row is good.
func FuzzOpen(f *testing.F) {
	const people = "Nom;Téléphone\nAna;01 99 00 12 34\n\"Bob \"\"B\"\"\";\"01\n99\"\n"
	var packed, zipped, book bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.WriteString(z, people); err != nil || z.Close() != nil {
		f.Fatal(err)
	}
	y, err := zstd.NewWriter(&zipped)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := io.WriteString(y, people); err != nil || y.Close() != nil {
		f.Fatal(err)
	}
	w, err := xlsxfile.NewWriter(&book, "S", []string{"Nom", "Téléphone"})
	if err != nil {
		f.Fatal(err)
	}
	if err := errors.Join(w.Append([]string{"Ana", "0199001234"}), w.Close()); err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		people, "\ufeff" + people, packed.String(), zipped.String(), book.String(), "\xff\xfeN\x00;\x00T\x00\n\x001\x00;\x002\x00", "PK\x03\x04", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
		"\x1f\x8b\x08", "\x28\xb5\x2f\xfd", "a,b\n\"c", "{\"a\":1}", "<?xml?>", "", "\x00", "sep=;\na;b\n",
	} {
		f.Add([]byte(s), byte(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, header byte) {
		dir := t.TempDir()
		name := filepath.Join(dir, "in")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := tablefile.Open(t.Context(), name, nil, tablefile.Options{HeaderRow: int(header % 4), SpoolDir: dir, MaxInflated: 1 << 24})
		if err != nil {
			return
		}
		defer table.Close()
		first, firstErr := rowsOf(t.Context(), table)
		second, secondErr := rowsOf(t.Context(), table)
		if first != second || (firstErr == nil) != (secondErr == nil) {
			t.Fatalf("%d rows, %v, and then %d, %v", first, firstErr, second, secondErr)
		}
	})
}

// rowsOf reads a table to its end and gives the number of its rows.
func rowsOf(ctx context.Context, table tablefile.Table) (n int, err error) {
	r, err := table.Reader(ctx)
	if err != nil {
		return 0, err
	}
	var b record.Batch
	for {
		switch err := r.Read(&b); {
		case errors.Is(err, io.EOF):
			return n, nil
		case err != nil:
			return n, err
		}
		for i := range b.Records {
			for col := range int(b.Records[i].N) {
				_ = b.String(i, col)
			}
			if b.Records[i].Kind == record.Data {
				n++
			}
		}
	}
}
