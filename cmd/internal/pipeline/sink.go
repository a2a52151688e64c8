package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/xlsxfile"
)

// sorterMemory bounds what the sorter of shared numbers keeps before it spills.
const sorterMemory = 4 << 20

// sink takes the chunks of the settling pass in order and writes the files of the run.
type sink struct {
	*settler
	folder    *run.Folder // nil: nothing is written
	tables    map[file]*run.Table
	sets      []uint64 // the sets of updates in the order in which they appeared
	journal   io.Writer
	bad       *run.File
	badRaw    io.WriteCloser // bad in the encoding of the input at hand
	at        int            // the input at hand, -1 before the first
	corrected *corrected     // of the input at hand, nil for none
	wholes    []*run.File    // by input the corrected file; empty where there are none
	counts    []Count        // by input
	sorter    *spill.Sorter
	lineKinds summary.Lines
	totals    totals
	sampler   report.Sampler
	events    int64
	pilot     *pilot               // nil for none
	formulas  int64                // of corrected workbooks, that gave way to texts
	answers   []outcome            // by correction what became of it
	answered  *summary.Corrections // the same counted, nil without corrections
	remains   int64                // corrected workbooks in which old texts could not be blanked
	issued    []string
	withheld  []Withheld
	present   []string
}

func newSink(ctx context.Context, s *settler, folder *run.Folder) (*sink, error) {
	k := &sink{settler: s, folder: folder, tables: map[file]*run.Table{}, at: -1, counts: make([]Count, len(s.inputs))}
	k.expect()
	if folder == nil {
		k.sorter = spill.New(s.Temp, sorterMemory)
		return k, nil
	}
	k.sorter = spill.New(folder.TempDir(), sorterMemory)
	var err error
	if k.journal, err = folder.File("changes.jsonl"); err != nil {
		return nil, err
	}
	if k.bad, err = folder.File("review/bad-rows.raw"); err != nil {
		return nil, err
	}
	if s.opt.Pilot > 0 && s.opt.Mode == Write {
		k.pilot = newPilot(s.opt.Pilot)
	}
	if s.opt.Whole && s.opt.Mode == Write {
		if err := k.beginWhole(ctx); err != nil {
			k.close()
			return nil, err
		}
	}
	return k, nil
}

// take writes one chunk.
func (k *sink) take(c *chunk) error {
	k.totals.add(&c.totals)
	k.counts[c.input].Rows += c.totals.rows
	k.counts[c.input].Bad += c.totals.bad
	k.hear(c.answers)
	k.sampler.Merge(&c.sampler)
	k.events += c.lines
	k.issued, k.withheld = append(k.issued, c.issued...), append(k.withheld, c.withheld...)
	k.present = append(k.present, c.present...)
	for _, s := range c.sharers {
		if err := k.sorter.Add(s.key, s.value); err != nil {
			return err
		}
	}
	if k.folder == nil {
		return nil
	}
	if err := k.turn(c.input); err != nil {
		return err
	}
	if _, err := k.journal.Write(c.journal); err != nil {
		return err
	}
	if _, err := k.badRaw.Write(c.badRaw); err != nil {
		return err
	}
	if k.corrected != nil {
		if err := k.corrected.take(c); err != nil {
			return err
		}
	}
	if k.pilot != nil {
		k.pilot.sift(c)
	}
	// Sorted, so that the files of new sets are numbered the same in every run.
	files := make([]file, 0, len(c.tables))
	for f := range c.tables {
		files = append(files, f)
	}
	slices.SortFunc(files, compareFiles)
	for _, f := range files {
		if err := k.add(f, c.tables[f]); err != nil {
			return err
		}
	}
	return nil
}

// add writes rows of a file, if the mode has it.
func (k *sink) add(f file, r *rows) error {
	if len(r.ends) == 0 {
		return nil
	}
	t := k.table(f)
	if t == nil {
		return nil
	}
	return t.Append(r.buf, r.ends)
}

func compareFiles(a, b file) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.set, b.set))
}

// table gives the table of a file, nil where the mode does not write it.
func (k *sink) table(f file) *run.Table {
	if t, ok := k.tables[f]; ok {
		return t
	}
	var t *run.Table
	if k.opt.Mode == Write || f.kind == needsYou || f.kind == toClear || f.kind == badRows || f.kind == requiredFields {
		t = k.folder.Table(k.stem(f), k.spec(f))
	}
	k.tables[f] = t
	return t
}

// stem names the files of a table.
func (k *sink) stem(f file) string {
	if f.pilot {
		f.pilot = false
		return "import/pilot/" + strings.TrimPrefix(k.stem(f), "import/")
	}
	name := [kinds]string{
		"import/updates", "import/creates", "held/creates", "undo/updates", "undo/created", "undo/to-clear",
		"review/needs-you", "review/to-clear", "review/to-clear", "review/bad-rows", "review/required", "",
	}[f.kind]
	switch f.kind {
	case forms:
		return k.lay.form.stem()
	case clearIDs:
		col := int(f.set) - 1
		return fmt.Sprintf("%s-%s", name, k.slug(col))
	case updates, undoUpdates:
		i := slices.Index(k.sets, f.set) // undo/updates-b takes back import/updates-b
		if i < 0 {
			i = len(k.sets)
			k.sets = append(k.sets, f.set)
		}
		if i > 0 {
			return fmt.Sprintf("%s-%s", name, letters(i))
		}
	default:
	}
	return name
}

// slug gives a column's header as a part of a file name, with its position where two columns would have the same.
func (k *sink) slug(col int) string {
	words := strings.FieldsFunc(fold(k.Binding.Columns[col].Header), func(r rune) bool { return r > 'z' || r < '0' || r > '9' && r < 'a' })
	name := strings.Join(words, "-")
	for i := range k.Binding.Columns {
		if i != col && fold(k.Binding.Columns[i].Header) == fold(k.Binding.Columns[col].Header) || name == "" {
			return strings.TrimPrefix(name+"-"+strconv.Itoa(col+1), "-")
		}
	}
	return name
}

// letters numbers the sets after the first: b, c, … z, ba, bb and so on.
func letters(i int) string {
	s := ""
	for {
		s = string(rune('a'+i%26)) + s
		if i /= 26; i == 0 {
			return s
		}
	}
}

// spec says how the files of a table look.
func (k *sink) spec(f file) run.Spec {
	head := k.header(f)
	switch f.kind {
	case forms:
		return k.formSpec()
	case updates, creates, heldCreates, undoUpdates, clearIDs:
		sp := k.importSpec("Contacts", head)
		sp.Single = f.kind == clearIDs
		return sp
	default:
		return run.Spec{BOM: []byte(bom), Header: csvfile.AppendRow(nil, head, k.reviews), Single: true}
	}
}

// importSpec says how an import file looks, as a workbook or as delimited text.
func (k *sink) importSpec(sheet string, head []string) run.Spec {
	sp := run.Spec{MaxRows: k.maxRows(), MaxBytes: k.maxBytes()}
	if !k.workbooks {
		sp.Header, sp.BOM = csvfile.AppendRow(nil, head, k.imports), k.importBOM()
		return sp
	}
	if most := xlsxfile.MaxRows - 1; sp.MaxRows <= 0 || sp.MaxRows > most {
		sp.MaxRows = most
	}
	sp.Ext, sp.Decode = ".xlsx", xlsxfile.DecodeCells
	sp.Sheet = func(w io.Writer) (run.Sheet, error) { return xlsxfile.NewWriter(w, sheet, head) }
	return sp
}

const bom = "\xef\xbb\xbf"

func (k *sink) importBOM() []byte {
	if k.imports.BOM {
		return []byte(bom)
	}
	return nil
}

func (k *sink) maxRows() int {
	if k.opt.MaxRows > 0 {
		return k.opt.MaxRows
	}
	return k.Binding.Profile.File.MaxRows
}

func (k *sink) maxBytes() int64 {
	if k.opt.MaxBytes > 0 {
		return k.opt.MaxBytes
	}
	return k.Binding.Profile.File.MaxBytes
}

// header gives the header of a table.
func (k *sink) header(f file) []string {
	key := "key"
	if k.Binding.Key >= 0 {
		key = k.Binding.Columns[k.Binding.Key].Header
	}
	switch f.kind {
	case updates, undoUpdates:
		return k.lay.updateHeader(k.Binding, f.set)
	case creates, heldCreates:
		return k.lay.createHeader(k.Binding)
	case undoCreated:
		return []string{"callready_id", "callready_parent", "who", "number", "from"}
	case undoClear:
		return []string{"file", "row", "key", "who", "column", "value"}
	case needsYou:
		return []string{"file", "row", "line", "key", "who", "column", "value", "code", "why", "candidates", "correction"}
	case toClear:
		return []string{"file", "row", "line", "key", "who", "column", "value", "code", "why"}
	case requiredFields:
		return []string{"file", "row", "line", "key", "who", "field", "value", "code", "why"}
	case clearIDs:
		return []string{key}
	case forms:
		return k.lay.form.header()
	default: // badRows
		return []string{"file", "row", "line", "offset", "length", "code", "why"}
	}
}
