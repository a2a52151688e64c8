package tablefile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// headerRows is how many rows of a sheet are looked at to find its header.
const headerRows = 80

// Sheet is one sheet of a workbook as it is offered for a choice.
type Sheet struct {
	Name   string
	Hidden bool
	Active bool       // the one in front when the workbook was saved
	Rows   int        // by what the sheet says of itself; 0 if it says nothing
	Header []string   // nil for an empty sheet
	Sample [][]string // rows below the header
}

// Workbook is one sheet of an XLSX workbook. It implements [Table].
type Workbook struct {
	name     string
	source   *source
	book     *xlsxfile.Book
	table    *xlsxfile.Table
	detected Detected
	header   []string
	opt      Options
}

var _ Table = (*Workbook)(nil)

// isWorkbook tells whether a file may be a workbook: a zip archive or an old compound file.
func isWorkbook(src *source) (bool, error) {
	var magic [4]byte
	n, err := src.file.ReadAt(magic[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	s := string(magic[:n])
	return s == "PK\x03\x04" || s == "\xD0\xCF\x11\xE0", nil
}

// openWorkbook opens a workbook. A zip archive of another kind is xlsxfile.ErrNotWorkbook.
func openWorkbook(ctx context.Context, name string, src *source, opt Options) (*Workbook, error) {
	w := &Workbook{name: name, source: src, opt: opt}
	book, err := xlsxfile.Open(src.file, src.size, xlsxfile.Options{
		Password: opt.Password, TempDir: opt.SpoolDir, MaxInflated: opt.MaxInflated, MaxInflation: opt.MaxInflation, BlockSize: opt.BlockSize,
	})
	if err != nil {
		return nil, refuseWorkbook(name, err)
	}
	w.book = book
	if err := w.choose(ctx); err != nil {
		return nil, errors.Join(refuseWorkbook(name, err), book.Close())
	}
	return w, nil
}

// refuseWorkbook says what is wrong with a workbook, and what to do.
func refuseWorkbook(name string, err error) error {
	r := &RefusedError{Name: name, Err: err}
	switch {
	case errors.Is(err, xlsxfile.ErrNotWorkbook):
		return err
	case errors.Is(err, xlsxfile.ErrLegacy):
		r.What, r.Hint = "is a workbook in the old XLS format", "open it in a spreadsheet and save it as XLSX or CSV"
	case errors.Is(err, xlsxfile.ErrEncrypted):
		r.What, r.Hint = "is a workbook with a password", "give the password with --password-file, or save the workbook without one"
	case errors.Is(err, xlsxfile.ErrPassword):
		r.What, r.Hint = "is a workbook that this password does not open", "look at the file of --password-file"
	case errors.Is(err, xlsxfile.ErrDamaged):
		r.What, r.Hint = "cannot be read: "+err.Error(), "fetch it again, or open it in a spreadsheet and save it once more"
	case errors.Is(err, xlsxfile.ErrLimit):
		r.What, r.Hint = "is too large a workbook: "+err.Error(), "save it as CSV"
	default:
		return err
	}
	return r
}

// choose takes the sheet that was named, the one that the caller chooses, or the first that has rows.
func (w *Workbook) choose(ctx context.Context) error {
	sheets := w.book.Sheets()
	found := make([]Sheet, 0, len(sheets))
	heads := make([]dialect.Guess, 0, len(sheets))
	for _, s := range sheets {
		if w.opt.Sheet != "" && !strings.EqualFold(s.Name, w.opt.Sheet) {
			continue
		}
		sh, guess, err := w.look(ctx, s)
		if err != nil {
			return err
		}
		found, heads = append(found, sh), append(heads, guess)
	}
	if len(found) == 0 {
		names := make([]string, len(sheets))
		for i, s := range sheets {
			names[i] = s.Name
		}
		return &RefusedError{Name: w.name, What: fmt.Sprintf("has no sheet %q", w.opt.Sheet), Hint: fmt.Sprintf("its sheets are %q", names)}
	}
	at := 0
	if w.opt.Choose != nil && len(found) > 1 {
		at = w.opt.Choose(found)
	} else {
		for at < len(found)-1 && (found[at].Header == nil || found[at].Hidden) {
			at++
		}
	}
	if found[at].Header == nil {
		return &RefusedError{Name: w.name, What: fmt.Sprintf("has no rows in sheet %q", found[at].Name), Hint: "export it again, or name another sheet with --sheet"}
	}
	row := heads[at].HeaderRow
	if w.opt.HeaderRow < 0 {
		row = 0
	}
	table, err := w.book.Table(found[at].Name, xlsxfile.TableOptions{HeaderRow: row})
	if err != nil {
		return err
	}
	w.table, w.header = table, found[at].Header
	w.detected = Detected{Compression: w.source.compression, Encoding: "xlsx", EncodingScore: 1, EncodingWhy: "a workbook", ASCII: true, Dialect: heads[at], Sheet: found[at].Name}
	for _, s := range found {
		w.detected.Sheets = append(w.detected.Sheets, s.Name)
	}
	return nil
}

// look samples a sheet and finds its header. The guess counts rows of the sheet.
func (w *Workbook) look(ctx context.Context, s xlsxfile.Sheet) (sheet Sheet, header dialect.Guess, err error) {
	sheet = Sheet{Name: s.Name, Hidden: s.State != xlsxfile.Visible, Active: s.Active, Rows: s.Rows}
	t, err := w.book.Table(s.Name, xlsxfile.TableOptions{})
	if err != nil {
		return sheet, header, err
	}
	rows, err := t.Sample(ctx, headerRows)
	if err != nil || len(rows) == 0 {
		return sheet, header, err
	}
	g, at := findHeader(rows, w.opt.HeaderRow)
	if at < 0 {
		return sheet, header, &RefusedError{Name: w.name, What: fmt.Sprintf("has nothing in row %d of sheet %q", w.opt.HeaderRow, s.Name), Hint: "name another header row"}
	}
	for _, c := range rows[at].Cells {
		sheet.Header = append(sheet.Header, strings.TrimSpace(c))
	}
	for _, r := range rows[at+1:] {
		sheet.Sample = append(sheet.Sample, r.Cells)
	}
	return sheet, g, nil
}

// findHeader finds the header among the first rows of a sheet as it is found in delimited text. The guess counts rows of the
// sheet.
func findHeader(rows []xlsxfile.Row, told int) (g dialect.Guess, at int) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	var text []byte
	flat := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")
	format := csvfile.Format{Delimiter: ','}
	cells := make([]string, width)
	for _, r := range rows {
		clear(cells)
		for i, c := range r.Cells {
			cells[i] = flat.Replace(c)
		}
		text = csvfile.AppendRow(text, cells, format)
	}
	opt := dialect.Options{Delimiter: ','}
	if told > 0 {
		for i, r := range rows {
			if r.Line == told {
				opt.HeaderRow = i + 1
			}
		}
		if opt.HeaderRow == 0 {
			return g, -1
		}
	}
	g = dialect.Detect(text, opt)
	at = max(0, g.HeaderRow-1)
	g.HeaderRow = rows[at].Line
	g.Delimiter, g.LineEnd = ',', "\r\n"
	return g, at
}

// Name gives the name under which the workbook was opened.
func (w *Workbook) Name() string { return w.name }

// Header gives the texts of the header row by position.
func (w *Workbook) Header() []string { return w.header }

// Detected gives what was found out about the file.
func (w *Workbook) Detected() Detected { return w.detected }

// Reader starts a pass over the rows, whose records have no raw bytes.
func (w *Workbook) Reader(ctx context.Context) (record.Reader, error) { return w.table.Texts(ctx) }

// Sheet gives the sheet, for a corrected copy.
func (w *Workbook) Sheet() *xlsxfile.Table { return w.table }

// Encrypted tells whether a password opened the workbook.
func (w *Workbook) Encrypted() bool { return w.book.Encrypted() }

// Format says how delimited files beside the workbook are written.
func (w *Workbook) Format() csvfile.Format { return csvfile.Format{Delimiter: ',', LineEnd: "\r\n"} }

// Bytes gives the size of the sheet, decompressed.
func (w *Workbook) Bytes() int64 { return w.table.Bytes() }

// Consumed gives the number of bytes that the latest pass has read. It is safe for concurrent use.
func (w *Workbook) Consumed() int64 { return w.table.Consumed() }

// SHA256 gives the hash of the file as it came.
func (w *Workbook) SHA256(ctx context.Context) (string, error) { return w.source.hash(ctx) }

// Unguard does nothing: see [Table].
func (w *Workbook) Unguard(string) {}

// Changed gives an error if the named file is no longer the one that was opened.
func (w *Workbook) Changed() error { return w.source.changed() }

// Close closes the file and removes its copies. Passes must be over.
func (w *Workbook) Close() error { return errors.Join(w.book.Close(), w.source.close()) }
