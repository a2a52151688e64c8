package xlsxfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestOpenProtected(t *testing.T) {
	plain := contactBook(t, 20, true)
	raw, err := excelize.Encrypt(plain, &excelize.Options{Password: "sésame"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	open := func(opt Options) (*Book, error) {
		opt.TempDir = dir
		return Open(bytes.NewReader(raw), int64(len(raw)), opt)
	}
	if _, err := open(Options{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("without password: %v, want %v", err, ErrEncrypted)
	}
	if _, err := open(Options{Password: "Sesame"}); !errors.Is(err, ErrPassword) {
		t.Errorf("with another password: %v, want %v", err, ErrPassword)
	}
	if _, err := open(Options{Password: "sésame", MaxEncrypted: 100}); !errors.Is(err, ErrLimit) {
		t.Errorf("with a limit: %v, want %v", err, ErrLimit)
	}
	b, err := open(Options{Password: "sésame"})
	if err != nil {
		t.Fatal(err)
	}
	tb, err := b.Table("Contacts", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := readAll(tb)
	if err != nil {
		t.Fatal(err)
	}
	want, err := readAll(contacts(t, plain, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if !b.Encrypted() {
		t.Error("it does not say that it was protected")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d decrypted copies are left, %v", len(left), err)
	}
}

func TestOpenRefuses(t *testing.T) {
	book := contactBook(t, 100, true)
	protected, err := excelize.Encrypt(book, &excelize.Options{Password: "x"})
	if err != nil {
		t.Fatal(err)
	}
	rounds := []byte(`spinCount="99999999"`) // in the place of the provider's name
	at := bytes.Index(protected, []byte("M\x00i\x00c\x00r\x00o\x00s\x00o\x00f\x00t\x00"))
	if at < 0 {
		t.Fatal("the provider is not where it was")
	}
	spin := slices.Concat(protected[:at], rounds, protected[at+len(rounds):])
	zipOf := func(names ...string) []byte {
		var list []part
		for _, n := range names {
			list = append(list, part{n, "<x/>"})
		}
		return zipped(t, list)
	}
	with := func(more ...part) []byte { return zipped(t, parts(sheetOf(""), "", "", more...)) }
	rels := func(target string) part {
		return part{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/worksheet" ` + target + `/></Relationships>`}
	}
	tests := []struct {
		name string
		raw  []byte
		want error
		says string
	}{
		{"nothing", nil, ErrNotWorkbook, ""},
		{"text", []byte("Id,Phone\n1,+33199001234\n"), ErrNotWorkbook, ""},
		{"zip of something", zipOf("a.txt"), ErrNotWorkbook, "zip archive of something else"},
		{"empty zip", zipOf(), ErrNotWorkbook, "an empty zip archive"},
		{"Word document", zipOf("word/document.xml"), ErrNotWorkbook, "a Word document"},
		{"binary workbook", zipOf("xl/workbook.bin"), ErrNotWorkbook, "XLSB"},
		{"OpenDocument", zipOf("content.xml"), ErrNotWorkbook, "ODS"},
		{"cut off", book[:len(book)-100], ErrDamaged, "its archive is broken or cut off"},
		{"only the start", book[:30], ErrDamaged, "its archive is broken or cut off"},
		{"old workbook", compound(t, "Workbook"), ErrLegacy, ""},
		{"old Word document", compound(t, "WordDocument"), ErrNotWorkbook, "a Word document"},
		{"other compound file", compound(t, "Thing"), ErrNotWorkbook, ""},
		{"compound file, cut off", protected[:600], ErrDamaged, ""},
		{"compound file, only its magic", []byte(oleMagic), ErrDamaged, ""},
		{"too many rounds", spin, ErrLimit, "hashed 99999999"},
		{"no workbook part", with(part{"xl/workbook.xml", ""}), ErrNotWorkbook, ""},
		{"workbook of another kind", with(part{"xl/workbook.xml", "<html></html>"}), ErrNotWorkbook, ""},
		{"workbook breaks off", with(part{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `"><sheets>`}), ErrDamaged, "xl/workbook.xml breaks off"},
		{"no sheets", with(part{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `"><sheets/></workbook>`}), ErrDamaged, "no sheet with cells"},
		{"sheet is missing", with(part{"xl/worksheets/sheet1.xml", ""}), ErrDamaged, `the sheet "Contacts" is missing`},
		{"sheet is elsewhere in the web", with(rels(`TargetMode="External" Target="https://example.com/x"`)), ErrDamaged, `the sheet "Contacts" is missing`},
		{"sheet outside of the archive", with(rels(`Target="../../../etc/passwd"`)), ErrDamaged, `the sheet "Contacts" is missing`},
		{"workbook is its own sheet", with(rels(`Target="workbook.xml"`)), nil, "it is no sheet but <workbook>"},
		{"relationships break off", with(part{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship`}), ErrDamaged, "breaks off"},
		{"styles break off", with(part{"xl/styles.xml", `<styleSheet><cellXfs>`}), ErrDamaged, "breaks off"},
		{"two parts of one name", twice(t), ErrDamaged, "is there twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := Open(bytes.NewReader(tt.raw), int64(len(tt.raw)), Options{Password: "x"})
			if err == nil {
				_, err = readAll(&Table{book: b, sheet: b.Sheets()[0]})
			}
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want %v with %q", err, tt.want, tt.says)
			}
		})
	}
	if _, err := openBytes(t, book, Options{}).Table("Nobody", TableOptions{}); !errors.Is(err, ErrNoSheet) || !strings.Contains(err.Error(), "Contacts") {
		t.Errorf("error %v, want %v with the names there are", err, ErrNoSheet)
	}
}

// compound makes a compound file with one stream by renaming the streams of a protected workbook.
func compound(tb testing.TB, name string) []byte {
	tb.Helper()
	raw, err := excelize.Encrypt([]byte("PK\x03\x04"), &excelize.Options{Password: "x"})
	if err != nil {
		tb.Fatal(err)
	}
	wide := func(s string) []byte {
		out := make([]byte, 66) // name, and its length in bytes with a zero at the end
		for i := range len(s) {
			out[2*i] = s[i]
		}
		binary.LittleEndian.PutUint16(out[64:], uint16(2*len(s)+2))
		return out
	}
	renamed := bytes.ReplaceAll(raw, wide("EncryptedPackage"), wide(name))
	if bytes.Equal(raw, renamed) {
		tb.Fatal("the streams are not where they were")
	}
	return renamed
}

// twice makes a workbook whose sheet is there two times.
func twice(tb testing.TB) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range append(parts(sheetOf(""), "", ""), part{"XL/worksheets/sheet1.xml", sheetOf("<row/>")}) {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// Sizes and checksums that lie are found out, whatever byte of the archive is changed.
func TestLyingArchive(t *testing.T) {
	raw := zipped(t, parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`), sst(`<si><t>abcdefgh</t></si>`), ""))
	want, err := readAll(contacts(t, raw, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		for _, bit := range []byte{1, 0x80} {
			broken := bytes.Clone(raw)
			broken[i] ^= bit
			b, err := Open(bytes.NewReader(broken), int64(len(broken)), Options{})
			if err != nil {
				continue
			}
			got, err := readAll(&Table{book: b, sheet: b.Sheets()[0]})
			if err == nil && !cmp.Equal(want, got) {
				t.Errorf("byte %d: %v is read without an error", i, got)
			}
		}
	}
}

func TestSheets(t *testing.T) {
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"hidden", "veryhidden", "Contacts é"} {
		_, err := f.NewSheet(name)
		check(err)
	}
	check(f.SetSheetVisible("hidden", false))
	check(f.SetSheetVisible("veryhidden", false, true))
	check(f.SetSheetRow("Contacts é", "A1", &[]string{"Id", "Phone"}))
	check(f.SetSheetRow("Contacts é", "A2", &[]string{"1", "+33199001234"}))
	check(f.AddTable("Contacts é", &excelize.Table{Range: "A1:B2"}))
	check(f.AutoFilter("Sheet1", "A1:C9", nil))
	check(f.SetSheetDimension("Contacts é", "A1:B2"))
	f.SetActiveSheet(3)
	var buf bytes.Buffer
	check(f.Write(&buf))
	got := openBytes(t, buf.Bytes(), Options{}).Sheets()
	want := []Sheet{
		{Name: "Sheet1", Filter: true, Rows: 1, Cols: 1},
		{Name: "hidden", State: Hidden, Rows: 1, Cols: 1},
		{Name: "veryhidden", State: VeryHidden, Rows: 1, Cols: 1},
		{Name: "Contacts é", Active: true, Tables: 1, Rows: 2, Cols: 2},
	}
	for i := range got {
		got[i].part, got[i].index, got[i].links = "", 0, nil
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Sheet{})); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
