package xlsxfile

import (
	"strings"
	"testing"

	"github.com/callready/callready/io/record"
)

// A twin keeps all of its style but the number format, whatever the prefix of the names; a style that is text has none that is used.
func TestTextStyles(t *testing.T) {
	t.Parallel()
	styles := `<x:styleSheet xmlns:x="` + mainNS + `"><x:cellStyleXfs count="1"><x:xf numFmtId="0"/></x:cellStyleXfs><x:cellXfs>` +
		`<x:xf numFmtId="0" fontId="0"/><x:xf fontId="3" applyNumberFormat='0' numFmtId='14'><x:alignment wrapText="1"/></x:xf><x:xf numFmtId="49"/></x:cellXfs></x:styleSheet>`
	sheet := `<worksheet xmlns="` + mainNS + `"><sheetData><row r="1"><c r="A1" t="str"><v>Phone</v></c><c r="B1"/><c r="C1"/></row>` +
		`<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>2</v></c><c r="C2" s="2"><v>3</v></c><c r="D2" s="77"><v>4</v></c></row></sheetData></worksheet>`
	raw := zipped(t, parts(sheet, "", styles))
	sheetName := "Contacts"
	out, _ := rewrite(t, raw, Options{}, sheetName, func(b *record.Batch, i int) (edits []record.Edit) {
		if b.Records[i].Line < 2 {
			return nil
		}
		for col := range 5 {
			edits = append(edits, record.Edit{Col: col, Value: "+33199001234"})
		}
		return edits
	})
	got := content(t, out)
	wantStyles := strings.Replace(styles, `</x:cellXfs>`, `<x:xf numFmtId="49" applyNumberFormat="1" fontId="0"/>`+
		`<x:xf numFmtId="49" applyNumberFormat="1" fontId="3"><x:alignment wrapText="1"/></x:xf><x:xf numFmtId="49" applyNumberFormat="1"/></x:cellXfs>`, 1)
	if got["xl/styles.xml"] != wantStyles {
		t.Errorf("styles\n%s\nwant\n%s", got["xl/styles.xml"], wantStyles)
	}
	for ref, style := range map[string]string{"A2": "3", "B2": "4", "C2": "2", "D2": "77", "E2": "3"} {
		_, cell, _ := strings.Cut(got["xl/worksheets/sheet1.xml"], `r="`+ref+`"`)
		before, _, _ := strings.Cut(got["xl/worksheets/sheet1.xml"], `r="`+ref+`"`)
		tag := before[strings.LastIndexByte(before, '<'):] + `r="` + ref + `"` + cell[:strings.IndexByte(cell, '>')]
		if !strings.Contains(tag, ` s="`+style+`"`) || strings.Count(tag, ` s="`) != 1 {
			t.Errorf("%s is %s, want style %s", ref, tag, style)
		}
	}

	// A name is no number, and a cell that is emptied stays what it is.
	out, _ = rewrite(t, raw, Options{}, sheetName, func(*record.Batch, int) []record.Edit {
		return []record.Edit{{Col: 0, Value: "Léa"}, {Col: 1, Value: ""}}
	})
	if content(t, out)["xl/styles.xml"] != styles {
		t.Error("styles have changed for nothing")
	}
}
