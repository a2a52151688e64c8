package tablefile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/record"
)

const people = "Prénom;Téléphone;Ville\r\nZoé;01 99 00 12 34;Évry\r\nJérôme;06 39 98 12 34;Orléans\r\nHélène;;Nîmes\r\n"

// write puts content into a file of a folder of its own.
func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, name string, opt Options) *File {
	t.Helper()
	table, err := Open(t.Context(), name, nil, opt)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := table.(*File)
	if !ok {
		t.Fatalf("%s is a %T", name, table)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// pass reads all records and gives the raw bytes as they would be stored, and the cells of the data rows.
func pass(t testing.TB, f *File) (stored []byte, rows [][]string) {
	t.Helper()
	r, err := f.Reader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := f.Writer(&out)
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, rec := range b.Records {
			if _, err := w.Write(b.Raw(i)); err != nil {
				t.Fatal(err)
			}
			if rec.Kind != record.Data {
				continue
			}
			var row []string
			for col := range int(rec.N) {
				row = append(row, b.String(i, col))
			}
			rows = append(rows, row)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), rows
}

func encoded(t testing.TB, encoding, text string) []byte {
	t.Helper()
	e, err := charset.Lookup(encoding)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := e.Encode(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := e.NewWriter(&out).Write(cells); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOpenInEveryEncoding(t *testing.T) {
	wantHeader := []string{"Prénom", "Téléphone", "Ville"}
	wantRows := [][]string{{"Zoé", "01 99 00 12 34", "Évry"}, {"Jérôme", "06 39 98 12 34", "Orléans"}, {"Hélène", "", "Nîmes"}}
	tests := []struct {
		name, encoding, text string
		bom                  bool
	}{
		{"utf-8", "utf-8", people, false},
		{"utf-8 with mark", "utf-8", "\uFEFF" + people, true},
		{"windows-1252", "windows-1252", people, false},
		{"macintosh", "macintosh", people, false},
		{"ibm850", "ibm850", people, false},
		{"utf-16le with mark", "utf-16le", "\uFEFF" + people, true},
		{"utf-16be with mark", "utf-16be", "\uFEFF" + people, true},
		{"utf-16le", "utf-16le", people, false},
		{"utf-32be with mark", "utf-32be", "\uFEFF" + people, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			content := encoded(t, tt.encoding, tt.text)
			f := open(t, write(t, "export.csv", content), Options{})
			d := f.Detected()
			if d.Encoding != tt.encoding || d.BOM != tt.bom || d.Dialect.Delimiter != ';' {
				t.Errorf("detected %s, mark %v, delimiter %q", d.Encoding, d.BOM, d.Dialect.Delimiter)
			}
			want := csvfile.Format{Delimiter: ';', Quote: '"', LineEnd: "\r\n", BOM: tt.bom, Encoding: tt.encoding, Width: 3}
			if diff := cmp.Diff(want, f.Format()); diff != "" {
				t.Errorf("Format() (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(wantHeader, f.Header()); diff != "" {
				t.Errorf("Header() (-want +got)\n%s", diff)
			}
			for range 2 {
				stored, rows := pass(t, f)
				if diff := cmp.Diff(wantRows, rows); diff != "" {
					t.Errorf("rows (-want +got)\n%s", diff)
				}
				if !bytes.Equal(stored, content) {
					t.Errorf("stored again:\n got %q\nwant %q", stored, content)
				}
				if f.Consumed() != f.Bytes() || f.Bytes() != int64(len(content)) {
					t.Errorf("consumed %d of %d bytes, want %d", f.Consumed(), f.Bytes(), len(content))
				}
			}
		})
	}
}

func TestOpenCompressedAndStandardInput(t *testing.T) {
	spool := t.TempDir()
	packed := gzipped(t, []byte(people))
	check := func(t *testing.T, f *File, input []byte, compression string) {
		t.Helper()
		if stored, rows := pass(t, f); string(stored) != people || len(rows) != 3 {
			t.Errorf("%d rows, bytes %q", len(rows), stored)
		}
		sum := sha256.Sum256(input)
		got, err := f.SHA256(t.Context())
		if err != nil || got != hex.EncodeToString(sum[:]) {
			t.Errorf("SHA256() = %s, %v, want that of the input", got, err)
		}
		if f.Detected().Compression != compression {
			t.Errorf("compression %q, want %q", f.Detected().Compression, compression)
		}
		if err := f.Changed(); err != nil {
			t.Error(err)
		}
	}
	check(t, open(t, write(t, "export.csv", []byte(people)), Options{}), []byte(people), "")
	check(t, open(t, write(t, "export.csv", packed), Options{SpoolDir: spool}), packed, "gzip")
	for _, input := range [][]byte{[]byte(people), packed} {
		table, err := Open(t.Context(), "-", bytes.NewReader(input), Options{SpoolDir: spool})
		if err != nil {
			t.Fatal(err)
		}
		f := table.(*File)
		compression := ""
		if &input[0] == &packed[0] {
			compression = "gzip"
		}
		check(t, f, input, compression)
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	left, err := os.ReadDir(spool)
	if err != nil || len(left) > 0 {
		t.Errorf("left in the spool folder: %v, %v", left, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	if _, err := z.Create("contacts.csv"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var workbook bytes.Buffer
	z = zip.NewWriter(&workbook)
	if _, err := z.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		content []byte
		opt     Options
		want    string
	}{
		{"nothing", nil, Options{}, "is empty"},
		{"only a mark", []byte("\uFEFF"), Options{}, "is empty"},
		{"only line ends", []byte("\r\n\r\n"), Options{}, "is empty"},
		{"HTML", []byte("\n<!DOCTYPE html><html><body>Log in</body></html>"), Options{}, "looks like an HTML page, perhaps a login page"},
		{"HTML in UTF-16", encoded(t, "utf-16le", "\uFEFF<html><body>Log in</body></html>"), Options{}, "looks like an HTML page"},
		{"XLSX", workbook.Bytes(), Options{}, "cannot be read: the workbook is damaged"},
		{"zip", archive.Bytes(), Options{}, "is a zip archive: unpack it"},
		{"broken zip", archive.Bytes()[:20], Options{}, "broken or cut off"},
		{"XLS", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), Options{}, "cannot be read: the workbook is damaged"},
		{"PDF", []byte("%PDF-1.7\n"), Options{}, "is a PDF document"},
		{"JSON", []byte("[\n {\"name\": \"Ada\"}]"), Options{}, "looks like JSON"},
		{"JSON object", []byte("{\"results\": []}"), Options{}, "looks like JSON"},
		{"vCard", []byte("BEGIN:VCARD\nVERSION:3.0\n"), Options{}, "is a vCard file"},
		{"binary", []byte("abc\x00\x01\x02\x00\x00def\x03\x04\x05gh\x00\x01\x02"), Options{}, "is a binary file"},
		{"PDF in gzip", gzipped(t, []byte("%PDF-1.7\n")), Options{}, "is a PDF document"},
		{"gzip in gzip", gzipped(t, gzipped(t, []byte(people))), Options{}, "is compressed twice"},
		{"gzip cut off", gzipped(t, []byte(people))[:40], Options{}, "damaged or cut off"},
		{"gzip too large", gzipped(t, bytes.Repeat([]byte(people), 100)), Options{MaxInflated: 1000}, "decompresses to more than 1000 bytes"},
		{"header row beyond the end", []byte(people), Options{HeaderRow: 12}, "has no line 12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, "export.csv", tt.content)
			tt.opt.SpoolDir = t.TempDir()
			f, err := Open(t.Context(), path, nil, tt.opt)
			var refused *RefusedError
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), path) {
				t.Errorf("Open() = %v, %v, want an error with %q", f, err, tt.want)
			}
			if left, _ := os.ReadDir(tt.opt.SpoolDir); len(left) > 0 {
				t.Errorf("left in the spool folder: %v", left)
			}
		})
	}
}

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), dir, nil, Options{}); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a directory: %v", err)
	}
	_, err := Open(t.Context(), filepath.Join(dir, "none.csv"), nil, Options{})
	if err == nil || !strings.Contains(err.Error(), "does not exist") || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Open(t.Context(), "-", nil, Options{}); err == nil {
		t.Error("standard input that is closed was opened")
	}
	for _, opt := range []Options{{Encoding: "klingon"}, {Delimiter: '"'}} {
		if _, err := Open(t.Context(), write(t, "a.csv", []byte(people)), nil, opt); err == nil {
			t.Errorf("%+v was accepted", opt)
		}
	}
}

func TestOpenOptions(t *testing.T) {
	path := write(t, "export.csv", []byte("\uFEFFx,y\nName|Phone\nZo\xC3\xA9|0199001234\n"))
	f := open(t, path, Options{Delimiter: '|', HeaderRow: 2, Encoding: "utf8"})
	if diff := cmp.Diff([]string{"Name", "Phone"}, f.Header()); diff != "" {
		t.Errorf("Header() (-want +got)\n%s", diff)
	}
	f = open(t, path, Options{HeaderRow: -1, Delimiter: '|'})
	if diff := cmp.Diff([]string{"", ""}, f.Header()); diff != "" {
		t.Errorf("without a header (-want +got)\n%s", diff)
	}
	f = open(t, write(t, "only.csv", []byte(" Name , Phone,Phone,\n")), Options{})
	if diff := cmp.Diff([]string{"Name", "Phone", "Phone", ""}, f.Header()); diff != "" {
		t.Errorf("only a header (-want +got)\n%s", diff)
	}
}

// The first accent of a table may come after the sample.
func TestOpenLooksForLateAccents(t *testing.T) {
	var table bytes.Buffer
	table.WriteString("name,phone\n")
	for i := range 200 {
		fmt.Fprintf(&table, "Person %d,01 99 00 00 %02d\n", i, i%100)
	}
	ascii := table.Len()
	table.Write(encoded(t, "macintosh", "Zoé,01 99 00 12 34\nJérôme Noël,06 39 98 12 34\n"))
	f := open(t, write(t, "export.csv", table.Bytes()), Options{SampleBytes: ascii / 2})
	if got := f.Detected().Encoding; got != "macintosh" {
		t.Errorf("detected %s, want macintosh", got)
	}
	if _, rows := pass(t, f); rows[len(rows)-1][0] != "Jérôme Noël" {
		t.Errorf("last row %q", rows[len(rows)-1])
	}
}

func TestMixedIsReported(t *testing.T) {
	f := open(t, write(t, "export.csv", []byte("name,city\nZoé,Évry\nZo\xE9,Évry\nJérôme,Nîmes\n")), Options{})
	_, rows := pass(t, f)
	if diff := cmp.Diff([]string{"Zoé", "Évry"}, rows[1]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if f.Mixed() != 3 {
		t.Errorf("Mixed() = %d, want 3", f.Mixed())
	}
}

func TestChanged(t *testing.T) {
	path := write(t, "export.csv", []byte(people))
	f := open(t, path, Options{})
	if err := f.Changed(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	if err := f.Changed(); err == nil || !strings.Contains(err.Error(), "written to") {
		t.Errorf("another time: %v", err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Changed(); err == nil || !strings.Contains(err.Error(), "it had") {
		t.Errorf("another size: %v", err)
	}
	if err := os.Rename(write(t, "other.csv", []byte(people)), path); err != nil {
		t.Fatal(err)
	}
	if err := f.Changed(); err == nil || !strings.Contains(err.Error(), "replaced") {
		t.Errorf("another file: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := f.Changed(); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("no file: %v", err)
	}
}

func TestContextEndsAPass(t *testing.T) {
	f := open(t, write(t, "export.csv", []byte(people)), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	r, err := f.Reader(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	var b record.Batch
	if err := r.Read(&b); !errors.Is(err, context.Canceled) {
		t.Errorf("Read() = %v, want %v", err, context.Canceled)
	}
	if _, err := f.SHA256(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("SHA256() = %v, want %v", err, context.Canceled)
	}
}

func ExampleOpen() {
	export := strings.NewReader("Name;Phone\nAda;01 99 00 12 34\n")
	f, err := Open(context.Background(), "-", export, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q delimiter %q, %s\n", f.Header(), f.Detected().Dialect.Delimiter, f.Detected().Encoding)
	if err := f.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: ["Name" "Phone"] delimiter ';', utf-8
}
