package cli

import (
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// style is how a generated file is written.
type style struct {
	delimiter, end string
	bom            bool
}

// drawTable draws a file with odd but legal quoting; what stands in a cell is kept beside its bytes.
func drawTable(t *rapid.T) (text string, st style) {
	st = style{
		delimiter: rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter"),
		end:       rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end"),
		bom:       rapid.Bool().Draw(t, "bom"),
	}
	word := rapid.SampledFrom([]string{"", "x", "0012", "=1+1", " padded ", "Müller", "1e5", "a\"b", "two\nlines", "semi;colon", "comma,", "0x1F"})
	phone := rapid.SampledFrom([]string{"", "01 99 00 12 34", "+33199001235", "06 55 50 12 34 / 01 99 00 12 36", "n/a", "06 55 50 12 37"})
	cell := func(v string) string {
		if strings.ContainsAny(v, "\"\r\n"+st.delimiter) || rapid.Bool().Draw(t, "quoted") {
			return `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		return v
	}
	var b strings.Builder
	if st.bom {
		b.WriteString("\ufeff")
	}
	row := func(cells ...string) {
		b.WriteString(strings.Join(cells, st.delimiter) + st.end)
	}
	row("First name", "Last name", "Phone", "Mobile", "Code", "Country")
	for range rapid.IntRange(3, 12).Draw(t, "rows") {
		row("Ana", cell("Lopez"), cell(phone.Draw(t, "phone")), cell(phone.Draw(t, "mobile")), cell(word.Draw(t, "code")), cell("France"))
	}
	text = b.String()
	if rapid.Bool().Draw(t, "no last line end") {
		text = strings.TrimSuffix(text, st.end)
	}
	return text, st
}

// stored gives the bytes of each cell as they are in the file, quotes included, by record.
func stored(t *rapid.T, text string, st style) (cells [][]string, raw []string) {
	r := csvfile.NewReader(strings.NewReader(text), csvfile.Options{Dialect: dialect.Dialect{Delimiter: st.delimiter[0], Quote: '"', LineEnd: st.end, HeaderRow: 1, Width: 6}})
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			return cells, raw
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Records {
			if b.Records[i].Kind != record.Data {
				continue
			}
			var row []string
			for f := range int(b.Records[i].N) {
				fd := b.Fields[int(b.Records[i].First)+f]
				s := string(b.Buf[fd.Start:fd.End])
				if fd.Quoted {
					s = `"` + s + `"`
				}
				row = append(row, s)
			}
			cells, raw = append(cells, row), append(raw, string(b.Raw(i)))
		}
	}
}

// In a corrected file a cell that is not rewritten keeps its bytes; cleaning a corrected file changes nothing.
func TestWholeKeepsBytes(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		text, st := drawTable(t)
		split := rapid.SampledFrom([]string{"off", "one", "readable"}).Draw(t, "split")
		s := scratch(t, dir)
		in := s.write("in.csv", text)
		flags := []string{"clean", "-q", "--whole", "--profile", "generic", "--split", split, "-d", st.delimiter}
		s.must(append(flags, "-o", s.path("run"), in)...)
		out := s.corrected("run", "corrected-001.csv", "in.csv")
		was, rawWas := stored(t, text, st)
		is, rawIs := stored(t, out, st)
		if len(is) < len(was) {
			t.Fatalf("%d records, %d before", len(is), len(was))
		}
		for i, row := range was {
			for col := range row {
				if col != 2 && col != 3 && row[col] != is[i][col] {
					t.Fatalf("cell %d of row %d: %q became %q", col+1, i+1, row[col], is[i][col])
				}
			}
			if row[2] == is[i][2] && row[3] == is[i][3] && i < len(was)-1 && rawWas[i] != rawIs[i] {
				t.Fatalf("an untouched record changed: %q became %q", rawWas[i], rawIs[i])
			}
		}
		if head, _, _ := strings.Cut(text, "\n"); !strings.HasPrefix(out, head) {
			t.Fatalf("the header changed: %q", out)
		}
		again := s.write("again.csv", out)
		s.must(append(flags, "-o", s.path("second"), again)...)
		if s.exists("second/import") {
			t.Fatalf("cleaning again changed\n%q\nto\n%q", out, s.read("second/import/corrected-001.csv"))
		}
	})
}

// No contact value reaches a message.
func TestPrivate(t *testing.T) {
	s := newSession(t)
	const name, number = "Canaryname", "0199001299"
	text := "Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,Country/Region\n" +
		"1," + name + ",Lopez," + number + ",,France\n2," + name + ",Muller," + number + " / " + number + " fax,,\n3," + name + "," + strings.Repeat(number, 40) + "\n"
	in := s.write("contacts.csv", text)
	for _, args := range [][]string{
		{"clean", "-v", "--progress", "plain", in},
		{"clean", "-v", "--check", in},
		{"clean", "--dry-run", "-o", s.path("dry"), in},
		{"clean", "--split", "one", "--max-new", "0", "-o", s.path("guard"), in},
		{"clean", "--where", "Nothing=1", "-o", s.path("where"), in},
		{"clean", "--phone-columns", "First Name", "-o", s.path("wrong"), in},
		{"clean", "--profile", "salesforce", "-o", s.path("other"), in},
	} {
		if args[0] == "clean" && len(args) == 5 {
			args = append(args[:len(args)-1], "-o", s.path("plain"), in)
		}
		s.run(args...)
		for _, canary := range []string{name, number, "99001299"} {
			if strings.Contains(s.stdout.String()+s.stderr.String(), canary) {
				t.Errorf("%q prints %q:\n%s%s", args, canary, &s.stdout, &s.stderr)
			}
		}
	}
}
