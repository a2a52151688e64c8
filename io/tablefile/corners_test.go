package tablefile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/record"
)

// contacts are the rows of the tables below.
var contacts = [][]string{
	{"1001", "Zoé", "Crêperie où ça", "01 99 00 12 34"},
	{"1002", "Hélène", "Maçonnerie Lefèvre", "06 39 98 12 34"},
	{"1003", "François", "Bâtiment Côté", "01 99 00 12 35"},
	{"1004", "Jérôme", "Noël & fils", "06 39 98 12 35"},
	{"1005", "Anaïs", "Pâtisserie", "01 99 00 12 36"},
	{"1006", "Ada", "Bell", "06 39 98 12 36"},
}

// lines writes the header and the contacts with a comma, without line ends.
func lines() []string {
	out := []string{"Record ID,First Name,Company,Phone Number"}
	for _, row := range contacts {
		out = append(out, strings.Join(row, ","))
	}
	return out
}

func each(all []string, change func(i int, line string) string) string {
	var out strings.Builder
	for i, line := range all {
		out.WriteString(change(i, line))
	}
	return out.String()
}

func wrap(line string) string { return `"` + strings.ReplaceAll(line, `"`, `""`) + `"` }

// quoted puts the first name of a line in quotes.
func quoted(line string) string {
	cells := strings.SplitN(line, ",", 3)
	return cells[0] + `,"` + cells[1] + `",` + cells[2]
}

// cornerTests are tables as users have them, each with the same contacts.
var cornerTests = []struct {
	name  string
	table string
	bad   int // records that cannot be read
	other int // blank lines, headers, footers and the like
}{
	{name: "plain", table: strings.Join(lines(), "\n") + "\n", other: 1},
	{name: "CR", table: strings.Join(lines(), "\r") + "\r", other: 1},
	{name: "CR CR LF", table: strings.Join(lines(), "\r\r\n") + "\r\r\n", other: 1},
	{name: "LF CR", table: strings.Join(lines(), "\n\r"), other: 7},
	{name: "four line ends", table: each(lines(), func(i int, l string) string { return l + []string{"\n", "\r\n", "\r", "\r\r\n"}[i%4] }), other: 1},
	{name: "no line end at the end", table: strings.Join(lines(), "\n"), other: 1},
	{name: "blank lines", table: "\n\n" + strings.Join(lines(), "\n\n") + "\n\n\n", other: 11},
	{name: "blank rows", table: strings.Join(lines(), "\n,,,\n") + "\n", other: 7},
	{name: "preamble", table: "Contacts of the north\nExported on Monday\n\n" + strings.Join(lines(), "\n"), other: 4},
	{name: "header in the middle", table: each(lines(), func(i int, l string) string {
		if i == 3 {
			return lines()[0] + "\n" + l + "\n"
		}
		return l + "\n"
	}), other: 2},
	{name: "files put together with Ctrl-Z", table: strings.Join(lines()[:4], "\n") + "\n\x1A" + lines()[0] + "\n" + strings.Join(lines()[4:], "\n") + "\n\x1A", other: 3},
	{name: "zero bytes at the end", table: strings.Join(lines(), "\n") + "\n" + strings.Repeat("\x00", 512), other: 2},
	{name: "Excel, all wrapped", table: each(lines(), func(_ int, l string) string { return wrap(l) + "\r\n" }), other: 1},
	{name: "Excel, rows with quotes wrapped", table: each(lines(), func(i int, l string) string {
		if i > 0 && i%2 == 0 {
			return wrap(quoted(l)) + "\r\n"
		}
		return l + "\r\n"
	}), other: 1},
	{name: "Excel, delimiters behind", table: each(lines(), func(_ int, l string) string { return wrap(quoted(l)) + ";;;\r\n" }), other: 1},
	{name: "Excel, one row wrapped", table: each(lines(), func(i int, l string) string {
		if i == 5 {
			l = wrap(l)
		}
		return l + "\r\n"
	}), other: 1},
	{name: "backslash escapes", table: each(lines(), func(i int, l string) string {
		if i == 0 {
			return l + ",Note\n"
		}
		return l + `,"says \"yes, no\" and \"why\""` + "\n"
	}), other: 1},
	{name: "stray quotes inside cells", table: each(lines(), func(i int, l string) string {
		if i == 0 {
			return l + ",Note\n"
		}
		return l + `,a 19" screen "for" two` + "\n"
	}), other: 1},
	{name: "text after a closing quote", table: each(lines(), func(i int, l string) string {
		if i == 2 {
			return "999,\"Bob\" B,Acme,01 99 00 12 37\n" + l + "\n"
		}
		return l + "\n"
	}), bad: 1, other: 1},
	{name: "unclosed quote", table: each(lines(), func(i int, l string) string {
		if i == 2 {
			return "999,\"Bob,Acme,01 99 00 12 37\n" + l + "\n"
		}
		return l + "\n"
	}), bad: 1, other: 1},
	{name: "two unclosed quotes", table: each(lines(), func(i int, l string) string {
		if i == 2 || i == 5 {
			return "999,\"Bob,Acme,01 99 00 12 37\n" + l + "\n"
		}
		return l + "\n"
	}), bad: 2, other: 1},
	{name: "unclosed quote at the end", table: strings.Join(lines(), "\n") + "\n999,Bob,Acme,\"01 99 00 12 37\n", bad: 1, other: 1},
}

// Every contact is found in every kind of table, no byte is lost, and a new number changes the bytes of its cell alone.
func TestCorners(t *testing.T) {
	for _, encoding := range []string{"utf-8", "windows-1252", "macintosh", "ibm850", "utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
		for _, tt := range cornerTests {
			t.Run(encoding+"/"+tt.name, func(t *testing.T) {
				stored := encoded(t, encoding, tt.table)
				f := open(t, write(t, "export.csv", stored), Options{})
				if got := f.Detected().Encoding; got != encoding {
					t.Errorf("encoding %s, %s", got, f.Detected().EncodingWhy)
				}
				got := rewrite(t, f, nil)
				if diff := cmp.Diff(contacts, got.rows); diff != "" {
					t.Errorf("contacts (-want +got)\n%s", diff)
				}
				if got.bad != tt.bad || got.other != tt.other {
					t.Errorf("%d bad and %d other records, want %d and %d", got.bad, got.other, tt.bad, tt.other)
				}
				if !bytes.Equal(got.stored, stored) {
					t.Errorf("the bytes differ: %q", got.stored)
				}
				want := strings.NewReplacer("01 99 00 12 35", "+33199001235").Replace(tt.table)
				edited := rewrite(t, f, func(row []string) string {
					return strings.NewReplacer("01 99 00 12 35", "+33199001235").Replace(row[3])
				})
				if diff := cmp.Diff(string(encoded(t, encoding, want)), string(edited.stored)); diff != "" {
					t.Errorf("with a new number (-want +got)\n%s", diff)
				}
			})
		}
	}
}

type rewritten struct {
	rows       [][]string // the first four cells of each contact
	bad, other int
	stored     []byte
}

// rewrite reads all of f and stores it again; edit, if there is one, gives the new fourth cell of a row.
func rewrite(t *testing.T, f *File, edit func(row []string) string) rewritten {
	t.Helper()
	r, err := f.Reader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out rewritten
	var buf bytes.Buffer
	w := f.Writer(&buf)
	var b record.Batch
	for r.Read(&b) == nil {
		for i, rec := range b.Records {
			var edits []record.Edit
			switch rec.Kind {
			case record.Data:
				row := make([]string, 4)
				for col := range row {
					row[col] = b.String(i, col)
				}
				out.rows = append(out.rows, row)
				if edit != nil && edit(row) != row[3] {
					edits = append(edits, record.Edit{Col: 3, Value: edit(row)})
				}
			case record.Bad:
				out.bad++
			default:
				out.other++
			}
			text, err := csvfile.AppendSplice(nil, &b, i, edits, f.Format(), f.Encoder())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out.stored = buf.Bytes()
	return out
}

// A table that turns from UTF-8 into Latin-1 is read to the end, and the line is known.
func TestHalfWayLatin1(t *testing.T) {
	all := lines()
	for turn := 2; turn < 5; turn++ {
		table := []byte(strings.Join(all[:turn], "\n") + "\n")
		table = append(table, encoded(t, "windows-1252", strings.Join(all[turn:], "\n")+"\n")...)
		f := open(t, write(t, "export.csv", table), Options{})
		got := rewrite(t, f, nil)
		if diff := cmp.Diff(contacts, got.rows); diff != "" {
			t.Errorf("contacts (-want +got)\n%s", diff)
		}
		if f.Mixed() != turn+1 {
			t.Errorf("Mixed() = %d, want line %d", f.Mixed(), turn+1)
		}
		if !bytes.Equal(got.stored, table) {
			t.Error("the bytes differ")
		}
	}
}

func TestManyColumns(t *testing.T) {
	const width = 10_000
	var table strings.Builder
	table.WriteString("Record ID")
	for i := range width - 1 {
		fmt.Fprintf(&table, ",Extra %d", i/2) // Each header twice.
	}
	for i := range 20 {
		fmt.Fprintf(&table, "\n%d%s", i, strings.Repeat(",x", width-1))
	}
	f := open(t, write(t, "export.csv", []byte(table.String())), Options{})
	stored, rows := pass(t, f)
	if len(f.Header()) != width || len(rows) != 20 || len(rows[19]) != width || rows[19][0] != "19" {
		t.Errorf("%d columns, %d rows", len(f.Header()), len(rows))
	}
	if string(stored) != table.String() {
		t.Error("the bytes differ")
	}
}

// A cell of ten megabytes is read as it is, and so are its neighbours.
func TestCellOfTenMegabytes(t *testing.T) {
	long := strings.Repeat("word, and more text\n", 10<<20/20)
	table := strings.Join(lines()[:3], "\n") + "\n999,Bob,\"" + long + "\",01 99 00 12 37\n" + strings.Join(lines()[3:], "\n") + "\n"
	f := open(t, write(t, "export.csv", []byte(table)), Options{})
	stored, rows := pass(t, f)
	if len(rows) != len(contacts)+1 || rows[2][2] != long || rows[3][0] != "1003" {
		t.Errorf("%d rows", len(rows))
	}
	if string(stored) != table {
		t.Error("the bytes differ")
	}
}

func zstandard(t testing.TB, content []byte, opt ...zstd.EOption) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, opt...)
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll(content, nil)
}

func TestOpenZstandard(t *testing.T) {
	packed := zstandard(t, []byte(people))
	half := len(people) / 2
	frames := append(zstandard(t, []byte(people[:half])), zstandard(t, []byte(people[half:]))...)
	skipped := append([]byte("\x50\x2A\x4D\x18\x04\x00\x00\x00abcd"), packed...)
	for name, content := range map[string][]byte{"one frame": packed, "two frames": frames, "a frame to skip": skipped} {
		f := open(t, write(t, "export.csv.zst", content), Options{SpoolDir: t.TempDir()})
		if got, _ := pass(t, f); string(got) != people || f.Detected().Compression != "zstd" {
			t.Errorf("%s: %q, compression %q", name, got, f.Detected().Compression)
		}
	}
}

func TestOpenRefusesZstandard(t *testing.T) {
	large := bytes.Repeat([]byte(people), 2<<20/len(people))
	tests := []struct {
		name    string
		content []byte
		opt     Options
		want    string
	}{
		{"cut off", zstandard(t, []byte(people))[:40], Options{}, "is a zstd file that is damaged or cut off"},
		{"damaged", append(zstandard(t, []byte(people)), "\x28\xB5\x2F\xFDxyz"...), Options{}, "is a zstd file that is damaged or cut off"},
		{"too large", zstandard(t, large), Options{MaxInflated: 1 << 20}, "decompresses to more than 1048576 bytes"},
		{"twice", zstandard(t, zstandard(t, []byte(people))), Options{}, "is compressed twice"},
		{"gzip inside", zstandard(t, gzipped(t, []byte(people))), Options{}, "is compressed twice"},
		// A frame header that asks for a window of 2 GiB.
		{"memory", []byte("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00"), Options{}, "takes more than 128 MiB of memory"},
	}
	for _, tt := range tests {
		tt.opt.SpoolDir = t.TempDir()
		_, err := Open(t.Context(), write(t, "export.csv.zst", tt.content), nil, tt.opt)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}
