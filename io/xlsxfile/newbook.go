package xlsxfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// NewSheet is a sheet of a workbook for people: a header that stays in sight, with filters.
type NewSheet struct {
	Name    string // made fit for a sheet: [SheetName]
	Columns []NewColumn
}

// NewColumn is a column of a new sheet.
type NewColumn struct {
	Header string
	Width  int  // in characters, 0 means 20
	Number bool // whole numbers, which sort as such; anything else in it is a text
	Few    bool // the same few texts come again and again; they are stored once
}

// BookWriter writes a new workbook of several sheets, whose rows may come in any order of the sheets. Cells are texts in a style
// that keeps them so when somebody edits them, but for columns of numbers. A sheet that is full goes on in another one with the
// same header. What is not written yet waits in temporary files; memory does not grow with the rows. The same rows give the same
// bytes.
type BookWriter struct {
	ctx    context.Context //nolint:containedctx // It ends with the workbook.
	out    io.Writer
	temp   string
	sheets []bookSheet
	parts  []*bookPart
	few    map[string]int
	order  []string // the texts of few
	size   int      // of the texts of few
	raw    []byte
	most   int // rows of a sheet
	err    error
}

// bookSheet is one sheet as it was asked for.
type bookSheet struct {
	NewSheet
	part  *bookPart // at hand
	parts int
}

// bookPart is one sheet as it is stored.
type bookPart struct {
	sheet int
	name  string
	body  scratch
	pack  *packer
	rows  int
	sum   uint32
	size  int64
}

// Bounds of the texts that are stored once.
const (
	fewTexts = 20_000
	fewBytes = 8 << 20
)

// bookBlock is how many bytes of XML are compressed at a time.
const bookBlock = 256 << 10

// NewBook begins a workbook on w. Temporary files go into the folder temp, "" for the system's. Close the writer in the end, also
// after an error; that does not close w.
func NewBook(ctx context.Context, w io.Writer, temp string, sheets []NewSheet) (*BookWriter, error) {
	b := &BookWriter{ctx: ctx, out: w, temp: temp, few: map[string]int{}, most: MaxRows}
	for i, s := range sheets {
		if len(s.Columns) == 0 || len(s.Columns) > MaxColumns {
			return nil, fmt.Errorf("sheet %q: %w: %d columns", s.Name, ErrFull, len(s.Columns))
		}
		b.sheets = append(b.sheets, bookSheet{NewSheet: s})
		b.begin(i)
	}
	if len(sheets) == 0 {
		return nil, ErrNoSheet
	}
	return b, nil
}

// Rows gives the rows of a sheet so far, without headers, in all its parts.
func (b *BookWriter) Rows(sheet int) int {
	n := 0
	for _, p := range b.parts {
		if p.sheet == sheet {
			n += p.rows - 1
		}
	}
	return n
}

// begin starts the next part of a sheet with its header.
func (b *BookWriter) begin(sheet int) {
	s := &b.sheets[sheet]
	s.parts++
	name := s.Name
	if s.parts > 1 {
		name += " " + strconv.Itoa(s.parts)
	}
	p := &bookPart{sheet: sheet, name: b.free(SheetName(name)), body: scratch{dir: b.temp}}
	b.parts = append(b.parts, p)
	s.part = p
	p.pack = newPacker(b.ctx, &p.body, 5, bookBlock)
	selected := ""
	if len(b.parts) == 1 {
		selected = ` tabSelected="1"`
	}
	b.raw = append(b.raw[:0], newSheetHead...)
	b.raw = append(b.raw, `<sheetViews><sheetView`+selected+` workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft"/></sheetView></sheetViews><cols>`...)
	for i, c := range s.Columns {
		style := textStyle
		if c.Number {
			style = 0
		}
		width := c.Width
		if width <= 0 {
			width = 20
		}
		b.raw = fmt.Appendf(b.raw, `<col min="%d" max="%d" width="%d" style="%d" customWidth="1"/>`, i+1, i+1, width, style)
	}
	b.raw = append(b.raw, `</cols><sheetData><row r="1">`...)
	for i, c := range s.Columns {
		b.raw = appendTextCell(b.raw, nil, 1, i+1, headerStyle, short(c.Header))
	}
	b.raw = append(b.raw, "</row>"...)
	p.rows = 1
	p.pack.write(b.raw)
}

// free gives a name that no sheet has yet; case means nothing.
func (b *BookWriter) free(name string) string {
	for n := 2; ; n++ {
		taken := false
		for _, p := range b.parts {
			taken = taken || strings.EqualFold(p.name, name)
		}
		if !taken {
			return name
		}
		end := " " + strconv.Itoa(n)
		for utf8.RuneCountInString(name) > 31-len(end) {
			_, size := utf8.DecodeLastRuneInString(name)
			name = name[:len(name)-size]
		}
		name += end
	}
}

// Append adds a row to a sheet, by its position. Cells beyond the columns are an error; a text that no cell can hold is cut and
// ends in "…".
func (b *BookWriter) Append(sheet int, cells []string) error {
	if b.err != nil {
		return b.err
	}
	s := &b.sheets[sheet]
	if len(cells) > len(s.Columns) {
		b.err = fmt.Errorf("sheet %q: %w: a row of %d cells", s.Name, ErrFull, len(cells))
		return b.err
	}
	if s.part.rows >= b.most {
		if b.err = b.end(s.part); b.err != nil {
			return b.err
		}
		b.begin(sheet)
	}
	p := s.part
	p.rows++
	b.raw = appendInt(append(b.raw[:0], `<row r="`...), p.rows)
	b.raw = append(b.raw, `">`...)
	for i, text := range cells {
		if text != "" {
			b.cell(p.rows, i, &s.Columns[i], text)
		}
	}
	b.raw = append(b.raw, "</row>"...)
	p.pack.write(b.raw)
	if err := p.pack.ctx.Err(); err != nil {
		b.err = p.pack.stop()
		p.pack = nil
		b.err = errors.Join(b.err, b.ctx.Err())
		return b.err
	}
	return nil
}

func (b *BookWriter) cell(row, i int, c *NewColumn, text string) {
	if c.Number && whole(text) {
		b.raw = append(b.raw, `<c r="`...)
		b.raw = append(appendCell(b.raw, row, i+1), `"><v>`...)
		b.raw = append(append(b.raw, text...), "</v></c>"...)
		return
	}
	if c.Few {
		if at, ok := b.stored(text); ok {
			b.raw = append(b.raw, `<c r="`...)
			b.raw = append(appendCell(b.raw, row, i+1), `" s="1" t="s"><v>`...)
			b.raw = append(appendInt(b.raw, at), "</v></c>"...)
			return
		}
	}
	b.raw = appendTextCell(b.raw, nil, row, i+1, textStyle, short(text))
}

// whole tells whether a text is a whole number that a spreadsheet shows as it is.
func whole(text string) bool {
	return len(text) <= 15 && (text[0] != '0' || len(text) == 1) && strings.Trim(text, "0123456789") == ""
}

// stored gives the place of a text that is stored once; false where there are too many.
func (b *BookWriter) stored(text string) (int, bool) {
	if at, ok := b.few[text]; ok {
		return at, true
	}
	if len(b.order) >= fewTexts || b.size+len(text) > fewBytes {
		return 0, false
	}
	text = strings.Clone(text)
	at := len(b.order)
	b.few[text] = at
	b.order = append(b.order, text)
	b.size += len(text)
	return at, true
}

// short cuts a text to what a cell can hold.
func short(text string) string {
	if len(text) <= MaxChars || !longText(text) {
		return text
	}
	n := 0
	for i, r := range text {
		if n++; r >= 0x10000 {
			n++
		}
		if n >= MaxChars-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// end ends a part.
func (b *BookWriter) end(p *bookPart) error {
	if p.pack == nil {
		return nil
	}
	last := appendCell(nil, p.rows, len(b.sheets[p.sheet].Columns))
	p.pack.write(fmt.Appendf(nil, `</sheetData><autoFilter ref="A1:%s"/></worksheet>`, last))
	var err error
	p.sum, p.size, err = p.pack.close()
	p.pack = nil
	if err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	_, err = p.body.Write([]byte(lastBlock))
	return err
}

// Close writes the workbook, unless an error came before, and removes what was kept.
func (b *BookWriter) Close() error {
	if errors.Is(b.err, errClosed) {
		return b.err
	}
	for _, p := range b.parts {
		if err := b.end(p); b.err == nil {
			b.err = err
		}
	}
	if b.err == nil {
		b.err = b.assemble()
	}
	err := b.err
	for _, p := range b.parts {
		err = errors.Join(err, p.body.close())
	}
	b.err = errClosed
	return err
}

var errAbandoned = errors.New("the workbook was given up")

// Abandon gives a workbook up: what was kept is removed, and nothing more is written.
func (b *BookWriter) Abandon() {
	if !errors.Is(b.err, errClosed) {
		b.err = errAbandoned
		_ = b.Close() // The error is why it was given up.
	}
}

// assemble writes the archive, the parts of a sheet side by side.
func (b *BookWriter) assemble() error {
	slices.SortStableFunc(b.parts, func(x, y *bookPart) int { return x.sheet - y.sheet })
	z := zip.NewWriter(b.out)
	put := func(name string, packed io.Reader, n, size int64, sum uint32) error {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, ReaderVersion: 20, ModifiedDate: dosEpoch, CRC32: sum, CompressedSize64: uint64(n), UncompressedSize64: uint64(size),
		})
		if err == nil {
			_, err = io.Copy(w, packed)
		}
		if err != nil {
			return fmt.Errorf("write the workbook: %w", err)
		}
		return nil
	}
	for _, part := range b.frame() {
		var packed bytes.Buffer
		if _, err := deflate(&packed, nil, []byte(part.content), 5); err != nil {
			return err
		}
		packed.WriteString(lastBlock)
		if err := put(part.name, &packed, int64(packed.Len()), int64(len(part.content)), crc32.ChecksumIEEE([]byte(part.content))); err != nil {
			return err
		}
	}
	for i, p := range b.parts {
		if err := put(sheetPart(i), p.body.reader(), p.body.n, p.size, p.sum); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

func sheetPart(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// frame gives all parts but the sheets.
func (b *BookWriter) frame() []newPart {
	const sml = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var types, sheets, names, links, texts strings.Builder
	for i, p := range b.parts {
		fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%sworksheet+xml"/>`, sheetPart(i), kind)
		name := string(appendAttr(nil, p.name))
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
		// A filter has a hidden name, which some programs look for.
		columns := len(b.sheets[p.sheet].Columns)
		quoted := strings.ReplaceAll(p.name, "'", "''")
		fmt.Fprintf(&names, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s</definedName>`, i,
			appendEscaped(nil, fmt.Sprintf("'%s'!$A$1:$%s$%d", quoted, appendColumn(nil, columns), p.rows)))
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relations, i+1)
	}
	n := len(b.parts)
	fmt.Fprintf(&texts, `<sst xmlns="%s" uniqueCount="%d">`, sml, len(b.order))
	for _, text := range b.order {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		space := ""
		if spaced(text) {
			space = ` xml:space="preserve"`
		}
		fmt.Fprintf(&texts, `<si><t%s>%s</t></si>`, space, appendEscaped(nil, short(text)))
	}
	texts.WriteString("</sst>")
	parts := newParts("")
	for i := range parts {
		switch p := &parts[i]; p.name {
		case "[Content_Types].xml":
			p.content = strings.Replace(p.content, `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="`+kind+`worksheet+xml"/>`,
				types.String()+`<Override PartName="/xl/sharedStrings.xml" ContentType="`+kind+`sharedStrings+xml"/>`, 1)
		case "xl/workbook.xml":
			p.content = xmlDeclaration + `<workbook xmlns="` + sml + `" xmlns:r="` + relations + `"><bookViews><workbookView/></bookViews><sheets>` +
				sheets.String() + `</sheets><definedNames>` + names.String() + `</definedNames></workbook>`
		case "xl/_rels/workbook.xml.rels":
			p.content = xmlDeclaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + links.String() +
				fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/><Relationship Id="rId%d" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
					n+1, relations, n+2, relations)
		}
	}
	return append(parts, newPart{"xl/sharedStrings.xml", xmlDeclaration + texts.String()})
}
