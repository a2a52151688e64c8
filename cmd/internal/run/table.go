package run

import (
	"errors"
	"fmt"
	"io"
	"sort"
)

// Sheet is a workbook of one sheet in the making.
type Sheet interface {
	Append(cells []string) error
	Size() int64 // bytes that the file has at most when it is closed now
	Close() error
}

// Spec is the form of a table whose rows come encoded.
type Spec struct {
	// Sheet, if it is not nil, begins a workbook with its header. Rows are then encoded cells that Decode takes apart, and
	// BOM and Header are not used.
	Sheet  func(w io.Writer) (Sheet, error)
	Decode func(cells []string, row []byte) (_ []string, rest []byte, err error)

	BOM      []byte // at the start of each file, or nil
	Header   []byte // the header row in the file's encoding, line end included; repeated in each file
	MaxRows  int    // data rows in one file, 0 for no limit
	MaxBytes int64  // bytes in one file, BOM and header included, 0 for no limit
	Ext      string // "" for ".csv"
	Single   bool   // one file without a number in its name and without limits
}

// Table is a table in as many files as its limits ask for: STEM-001.csv, STEM-002.csv, … Without rows there is no file.
type Table struct {
	folder *Folder
	stem   string
	spec   Spec
	file   *File
	sheet  Sheet
	cells  []string
	parts  int
	inFile int // rows in file
	rows   int64
	err    error
}

// Table begins a table. The stem is a relative name with slashes, such as "import/updates".
func (f *Folder) Table(stem string, spec Spec) *Table {
	if spec.Ext == "" {
		spec.Ext = ".csv"
	}
	if spec.Single {
		spec.MaxRows, spec.MaxBytes = 0, 0
	}
	return &Table{folder: f, stem: stem, spec: spec}
}

// Rows gives the number of data rows so far, in all files.
func (t *Table) Rows() int64 { return t.rows }

// Append adds encoded rows, line ends included. Row i ends before offset ends[i] of rows and begins where the one before
// ends; the last offset is the length of rows. A row that is longer than MaxBytes gets a file of its own rather than being
// lost.
func (t *Table) Append(rows []byte, ends []int) error {
	if t.err != nil {
		return t.err
	}
	if err := checkEnds(rows, ends); err != nil {
		t.err = t.folder.fail(fmt.Errorf("table %q: %w", t.stem, err))
		return t.err
	}
	start := 0
	for len(ends) > 0 {
		n := t.fit(start, ends)
		if n == 0 {
			if t.err = t.next(); t.err != nil {
				return t.err
			}
			continue
		}
		if t.sheet != nil {
			n = 1 // The size of a workbook shows row by row.
		}
		end := ends[n-1]
		if t.err = t.put(rows[start:end]); t.err != nil {
			return t.err
		}
		t.file.AddRows(n)
		t.inFile += n
		t.rows += int64(n)
		start, ends = end, ends[n:]
	}
	return nil
}

// fit gives how many of the rows from start on have room in the file, 0 if a new one is needed.
func (t *Table) fit(start int, ends []int) int {
	if t.file == nil {
		return 0
	}
	n := len(ends)
	if t.spec.MaxRows > 0 {
		n = min(n, t.spec.MaxRows-t.inFile)
	}
	if t.spec.MaxBytes > 0 {
		size := t.file.Size()
		if t.sheet != nil {
			size = t.sheet.Size()
		}
		room := t.spec.MaxBytes - size
		n = min(n, sort.Search(len(ends), func(i int) bool { return int64(ends[i]-start) > room }))
		if n == 0 && t.inFile == 0 {
			n = 1
		}
	}
	return n
}

// next ends the file and begins another one.
func (t *Table) next() error {
	name := t.stem + t.spec.Ext
	if !t.spec.Single {
		t.parts++
		name = fmt.Sprintf("%s-%03d%s", t.stem, t.parts, t.spec.Ext)
	}
	if err := t.end(); err != nil {
		return err
	}
	file, err := t.folder.File(name)
	if err != nil {
		return t.folder.fail(err)
	}
	t.file, t.inFile = file, 0
	if t.spec.Sheet != nil {
		if t.sheet, err = t.spec.Sheet(file); err != nil {
			return t.folder.fail(err)
		}
		return nil
	}
	if _, err := file.Write(t.spec.BOM); err != nil {
		return err
	}
	_, err = file.Write(t.spec.Header)
	return err
}

// put writes rows, one where they go into a workbook.
func (t *Table) put(rows []byte) (err error) {
	if t.sheet == nil {
		_, err = t.file.Write(rows)
		return err
	}
	if t.cells, _, err = t.spec.Decode(t.cells[:0], rows); err == nil {
		err = t.sheet.Append(t.cells)
	}
	if err != nil {
		return t.folder.fail(fmt.Errorf("table %q: %w", t.stem, err))
	}
	return nil
}

// end closes the file at hand.
func (t *Table) end() error {
	if t.sheet != nil {
		if err := t.sheet.Close(); err != nil {
			return t.folder.fail(fmt.Errorf("table %q: %w", t.stem, err))
		}
		t.sheet = nil
	}
	if t.file == nil {
		return nil
	}
	return t.file.Close()
}

// Close ends the table. Publishing the folder does that too, but not for workbooks.
func (t *Table) Close() error {
	if t.err != nil {
		return t.err
	}
	t.err = t.end()
	if t.err == nil {
		t.err = ErrClosed
		return nil
	}
	return t.err
}

// errEnds is the error for offsets that do not cut the rows.
var errEnds = errors.New("the row offsets do not fit the rows")

func checkEnds(rows []byte, ends []int) error {
	last := 0
	for _, end := range ends {
		if end <= last {
			return errEnds
		}
		last = end
	}
	if last != len(rows) {
		return errEnds
	}
	return nil
}
