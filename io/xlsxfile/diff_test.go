package xlsxfile

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/record"
)

// cellValue is a value that excelize stores, and the text that it should be read as.
type cellValue struct {
	store any
	style string // number format
	text  string
}

func cellValues() *rapid.Generator[cellValue] {
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"", "01 99 00 12 34", "+33 6 39 98 12 34", "Ann", "O'Neil & <Sons>", " spaced ", "two\nlines", "tab\there", "é漢😀", "=1+1", "#N/A", "TRUE", "007"}),
		rapid.StringMatching(`[A-Za-z0-9 +().-]{0,20}`),
	)
	return rapid.Custom(func(t *rapid.T) cellValue {
		switch rapid.IntRange(0, 7).Draw(t, "kind") {
		case 0:
			n := rapid.Int64Range(0, 999_999_999_999).Draw(t, "number")
			return cellValue{n, "", strconv.FormatInt(n, 10)}
		case 1:
			n := rapid.Int64Range(1, 9_999_999_999).Draw(t, "padded")
			return cellValue{n, "0000000000", fmt.Sprintf("%010d", n)}
		case 2:
			day := time.Date(1901, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 90000).Draw(t, "day"))
			return cellValue{day, "dd/mm/yyyy", day.Format("2006-01-02")}
		case 3:
			b := rapid.Bool().Draw(t, "bool")
			return cellValue{b, "", strings.ToUpper(strconv.FormatBool(b))}
		case 4:
			n := rapid.IntRange(-100000, 100000).Draw(t, "hundredths")
			return cellValue{float64(n) / 100, "", strconv.FormatFloat(float64(n)/100, 'f', -1, 64)}
		case 5:
			a, b := text.Draw(t, "run"), text.Draw(t, "run")
			a, b = strings.TrimSpace(a), strings.TrimSpace(b)
			if a == "" || b == "" {
				a, b = "01 99", "00"
			}
			return cellValue{[]excelize.RichTextRun{{Text: a, Font: &excelize.Font{Bold: true}}, {Text: b}}, "", a + b}
		default:
			s := text.Draw(t, "text")
			return cellValue{s, "", s}
		}
	})
}

// drawBook has excelize write a table of random cells, and gives the texts it should have.
func drawBook(t *rapid.T) ([]byte, [][]string) {
	f := excelize.NewFile()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", "Contacts"))
	rows, cols := rapid.IntRange(1, 8).Draw(t, "rows"), rapid.IntRange(1, 30).Draw(t, "columns")
	stream := rapid.Bool().Draw(t, "stream")
	var w *excelize.StreamWriter
	var err error
	if stream {
		w, err = f.NewStreamWriter("Contacts")
		check(err)
	}
	texts := make([][]string, rows)
	for r := range rows {
		texts[r] = make([]string, cols)
		values := make([]any, cols)
		for c := range cols {
			v := cellValues().Draw(t, "cell")
			style := 0
			if v.style != "" {
				style, err = f.NewStyle(&excelize.Style{CustomNumFmt: &v.style})
				check(err)
			}
			texts[r][c] = v.text
			ref, _ := excelize.CoordinatesToCellName(c+1, r+1)
			values[c] = excelize.Cell{StyleID: style, Value: v.store}
			if v.store == "" {
				values[c] = nil
			}
			if stream || v.store == "" {
				continue
			}
			if runs, ok := v.store.([]excelize.RichTextRun); ok {
				check(f.SetCellRichText("Contacts", ref, runs))
				continue
			}
			check(f.SetCellValue("Contacts", ref, v.store))
			check(f.SetCellStyle("Contacts", ref, ref, style))
		}
		if stream {
			check(w.SetRow(fmt.Sprintf("A%d", r+1), values))
		}
	}
	if stream {
		check(w.Flush())
	}
	_, err = f.NewSheet("Other")
	check(err)
	check(f.SetCellValue("Other", "A1", "01 99 00 12 34"))
	check(f.SetCellValue("Other", "B7", 12))
	var buf bytes.Buffer
	check(f.Write(&buf))
	return buf.Bytes(), texts
}

// trimmed drops empty cells at the ends of rows and empty rows at the end.
func trimmed(rows [][]string) [][]string {
	var out [][]string
	for _, r := range rows {
		for len(r) > 0 && r[len(r)-1] == "" {
			r = r[:len(r)-1]
		}
		out = append(out, slices.Clone(r))
	}
	for len(out) > 0 && len(out[len(out)-1]) == 0 {
		out = out[:len(out)-1]
	}
	return out
}

// byLine puts rows at their numbers.
func byLine(rows []Row) [][]string {
	var out [][]string
	for _, r := range rows {
		for len(out) < r.Line {
			out = append(out, nil)
		}
		out[r.Line-1] = r.Cells
	}
	return trimmed(out)
}

// sameRows does not tell a row without cells from none.
var sameRows = cmpopts.EquateEmpty()

func TestReadsWhatExcelizeWrites(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw, texts := drawBook(rt)
		opt := Options{BlockSize: rapid.SampledFrom([]int{0, 50, 333}).Draw(rt, "block")}
		got, err := readAll(contacts(t, raw, opt))
		if err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(trimmed(texts), byLine(got), sameRows); d != "" {
			rt.Fatalf("-want +got:\n%s", d)
		}
	})
}

// Random edits and new rows: excelize reads exactly the edited table, and nothing else of the workbook has changed.
func TestSpliceAgainstExcelize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw, texts := drawBook(rt)
		before := excelizeRows(rt, raw, "Contacts")
		for r := range texts { // excelize's own view of what is not edited, dates as they are formatted; it leaves out blank rows
			texts[r] = make([]string, 40)
			if r < len(before) {
				texts[r] = append(slices.Clone(before[r]), texts[r]...)
			}
		}
		value := rapid.OneOf(rapid.SampledFrom([]string{"+33199001234", "", " a & b ", "_x0041_", "x\ny", "é😀"}), rapid.StringMatching(`\+[0-9]{1,15}`))
		last := 0
		typed := map[string]string{"B": "+33199005678"} // texts that would not stay such if somebody typed them, by cell
		out, res := rewrite(t, raw, Options{BlockSize: 200}, "Contacts", func(b *record.Batch, i int) []record.Edit {
			var edits []record.Edit
			last = b.Records[i].Line
			for _, col := range rapid.SliceOfNDistinct(rapid.IntRange(0, 35), 0, 4, rapid.ID[int]).Draw(rt, "columns") {
				e := record.Edit{Col: col, Value: value.Draw(rt, "value")}
				edits = append(edits, e)
				texts[b.Records[i].Line-1][col] = e.Value
				if strings.HasPrefix(e.Value, "+") {
					ref, _ := excelize.CoordinatesToCellName(col+1, last)
					typed[ref] = e.Value
				}
			}
			return edits
		}, []string{"", "+33199005678"})
		texts = append(texts[:last:last], []string{"", "+33199005678"})
		typed[fmt.Sprintf("B%d", last+1)] = typed["B"]
		delete(typed, "B")
		textCells(rt, raw, out, typed)
		after := excelizeRows(rt, out, "Contacts")
		if d := cmp.Diff(trimmed(texts), trimmed(after), sameRows); d != "" {
			rt.Fatalf("-want +got:\n%s", d)
		}
		if d := cmp.Diff(excelizeRows(rt, raw, "Other"), excelizeRows(rt, out, "Other")); d != "" {
			rt.Fatalf("the other sheet has changed:\n%s", d)
		}
		was, is := content(t, raw), content(t, out)
		for _, name := range slices.Sorted(maps.Keys(was)) {
			if name != "xl/worksheets/sheet1.xml" && name != "xl/sharedStrings.xml" && name != "xl/styles.xml" && was[name] != is[name] {
				rt.Fatalf("part %s has changed", name)
			}
		}
		again, _ := readAll(contacts(t, out, Options{}))
		if len(again) != res.Rows+1 {
			rt.Fatalf("%d rows after %d and a new one", len(again), res.Rows)
		}
	})
}

// textCells holds that excelize finds cells to be texts, and that their styles are otherwise what they were; all styles of the
// workbook stay what they are.
func textCells(t *rapid.T, raw, out []byte, cells map[string]string) {
	was, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	is, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for ref, text := range cells {
		old, err := was.GetCellStyle("Contacts", ref)
		if err != nil {
			t.Fatal(err)
		}
		now, err := is.GetCellStyle("Contacts", ref)
		if err != nil {
			t.Fatal(err)
		}
		before, err := was.GetStyle(old)
		if err != nil {
			t.Fatal(err)
		}
		after, err := is.GetStyle(now)
		if err != nil {
			t.Fatal(err)
		}
		if after.NumFmt != textFormat && (after.CustomNumFmt == nil || *after.CustomNumFmt != "@") {
			t.Fatalf("%s holds %s in a format that is no text: %+v", ref, text, after)
		}
		for _, st := range []*excelize.Style{before, after} { // what says how numbers are written
			st.NumFmt, st.CustomNumFmt, st.DecimalPlaces, st.NegRed = 0, nil, nil, false
		}
		if old != 0 { // a cell that was there
			if d := cmp.Diff(before, after); d != "" {
				t.Fatalf("%s: more of the style than its format has changed:\n%s", ref, d)
			}
		}
	}
	for i := range was.Styles.CellXfs.Xf {
		if d := cmp.Diff(was.Styles.CellXfs.Xf[i], is.Styles.CellXfs.Xf[i]); d != "" {
			t.Fatalf("style %d has changed:\n%s", i, d)
		}
	}
	if n := len(is.Styles.CellXfs.Xf); n != is.Styles.CellXfs.Count {
		t.Fatalf("%d styles, said to be %d", n, is.Styles.CellXfs.Count)
	}
}

func excelizeRows(t *rapid.T, raw []byte, sheet string) [][]string {
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
