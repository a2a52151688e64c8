package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// Texts explains codes.
type Texts interface {
	Says(code, lang string) string
	Severity(code string) string
}

// Job is one clean of one file or of several with the same columns.
type Job struct {
	Inputs    []Input
	Also      []Also // files whose records have numbers too, and of which nothing is written
	Workbooks bool   // import files are workbooks
	Binding   *profile.Binding
	Sample    profile.Sample // some rows of the first inputs: how they write dates
	Phone     *phone.Reader
	Min       phone.Confidence
	Drop      bool // extensions and notes may be dropped
	Engaged   bool // split contacts with deals or tickets
	Options   Options
	Texts     Texts
	Folder    *run.Folder // nil in mode Check
	Workers   int
	Progress  Progress
	Temp      string // folder for temporary files
}

// Result is what a clean came to.
type Result struct {
	Inputs   []Count
	Bad      int64
	Repeats  int64 // headers that come again
	Footers  int64 // lines of a footer
	Skips    int64 // contacts left out by their key
	Contacts summary.Contacts
	Cells    summary.Cells
	Match    summary.Match
	Split    summary.Split
	Form     summary.Form  // what was written for another program
	Lines    summary.Lines // numbers that several people hold
	Codes    map[string]int64
	Regions  map[string]int64
	Types    map[string]int64
	From     map[string]int64
	Sample   *report.Sample
	// Duplicates counts records of one person; nil where nobody looked for them.
	Duplicates *summary.Duplicates
	Deaf       []dedupe.Order // criteria for the record that stays that decided nothing: no such column, or no such owner
	Also       []summary.Also
	Pilot      *summary.Pilot // nil for none
	Formulas   int64          // of corrected workbooks, that gave way to texts
	Remains    int64          // corrected workbooks in which texts that no cell shows any more could not be removed
	// Issued are the ids of the new contacts in import/, in the order of the input; only with Options.Issued.
	Issued []string
	// Present are the callready_ids that the export has; only with Options.Issued, and nil where it has no column for them.
	Present []string
	// Withheld are the new contacts that were not made, since an earlier run issued them.
	Withheld []Withheld
	// Lacks is what the contacts hold in mandatory fields; nil where none is known.
	Lacks *Lacks
	// Corrections counts what people handed in; nil for nothing.
	Corrections *summary.Corrections
}

// Count is what one input came to.
type Count struct {
	Rows int64 // data records, bad ones counted
	Bad  int64
}

// Pending tells whether anything would be written to the CRM.
func (r *Result) Pending() bool {
	return r.Contacts.Changed+r.Contacts.Created > 0 || r.Duplicates != nil && r.Duplicates.Merge != nil && r.Duplicates.Merge.Groups > 0
}

// GuardError says that a run was stopped by a guard.
type GuardError struct {
	New, Contacts int64
	Limit         string
}

// Error says how far the run went over the limit.
func (e *GuardError) Error() string {
	if e.New == 1 {
		return fmt.Sprintf("%d new contact out of %d, more than --max-new %s allows", e.New, e.Contacts, e.Limit)
	}
	return fmt.Sprintf("%d new contacts out of %d, more than --max-new %s allows", e.New, e.Contacts, e.Limit)
}

// Run cleans the inputs into the folder. The folder is neither published nor discarded.
func (j *Job) Run(ctx context.Context) (*Result, error) {
	s, err := j.settler()
	if err != nil {
		return nil, err
	}
	s.kept = newKeeper(j.Temp, keptColumns(s), len(j.Binding.Columns))
	s.kept.sheets = j.Options.Whole && hasSheets(s.inputs)
	defer s.kept.blocks.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	if err := s.survey(ctx); err != nil {
		return nil, fmt.Errorf("survey %s: %w", j.title(), err)
	}
	s.demands()
	defer frugal(s.distinct)()
	if err := s.build(ctx); err != nil {
		return nil, fmt.Errorf("index %s: %w", j.title(), err)
	}
	defer s.beside.close()
	debug.FreeOSMemory() // What the survey and the index's growing took is not what the next passes take.
	if err := s.also(ctx, j.Also); err != nil {
		return nil, err
	}
	if err := s.claims(ctx); err != nil {
		return nil, fmt.Errorf("index %s: %w", j.title(), err)
	}
	if err := s.confirm(ctx); err != nil {
		return nil, fmt.Errorf("index %s: %w", j.title(), err)
	}
	debug.FreeOSMemory()
	s.splice = true
	k, err := newSink(ctx, s, j.Folder)
	if err != nil {
		return nil, err
	}
	defer k.close()
	if err := s.settle(ctx, k.take); err != nil {
		return nil, fmt.Errorf("clean %s: %w", j.title(), err)
	}
	if err := k.finish(ctx); err != nil {
		return nil, err
	}
	twice, deaf, err := s.duplicates(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("duplicates in %s: %w", j.title(), err)
	}
	t := &k.totals
	if made := t.contacts.Created + t.contacts.Held; j.Options.MaxNew.Exceeded(made, t.contacts.Read) {
		return nil, &GuardError{New: made, Contacts: t.contacts.Read, Limit: j.Options.MaxNew.String()}
	}
	return &Result{
		Inputs: k.counts, Bad: t.bad, Repeats: t.repeats, Footers: t.footers, Skips: t.skips, Contacts: t.contacts, Cells: t.cells, Match: t.match, Form: t.form,
		Split: summary.Split{Policy: j.Options.Policy.String(), Asked: j.Options.Asked, One: t.one, Readable: t.readable},
		Codes: t.codes.counts(), Regions: t.regions.counts(), Types: t.types.counts(), From: t.from.counts(), Sample: k.sampler.Sample(),
		Duplicates: twice, Deaf: deaf, Lines: k.lineKinds, Also: s.beside.counts, Pilot: k.pilot.count(), Formulas: k.formulas, Remains: k.remains, Lacks: s.result(t), Corrections: k.answered, Issued: k.issued, Withheld: k.withheld, Present: k.present,
	}, nil
}

// title names the inputs in messages.
func (j *Job) title() string {
	if n := len(j.Inputs); n > 1 {
		return fmt.Sprintf("%d files", n)
	}
	if name := j.Inputs[0].Name; name != "-" {
		return name
	}
	return "standard input"
}

// settler lays everything out that the passes need.
func (j *Job) settler() (*settler, error) {
	b, opt := j.Binding, &j.Options
	ext, err := b.Column("--ext-column", opt.ExtColumn)
	if err != nil {
		return nil, err
	}
	note, err := b.Column("--note-column", opt.NoteCol)
	if err != nil {
		return nil, err
	}
	if err := mayHold(b, "--ext-column", ext); err != nil {
		return nil, err
	}
	if err := mayHold(b, "--note-column", note); err != nil {
		return nil, err
	}
	for i := range opt.Where {
		if opt.Where[i].col, err = b.Column("--where", opt.Where[i].Column); err != nil {
			return nil, err
		}
	}
	fields, columns := Fields(b)
	pr := b.Profile
	// A corrected file of a CRM that finds records by a key goes in like updates do: a blank empties no more, and of two
	// rows with one key the last wins.
	known := b.Key >= 0 && pr.Name != profile.Generic && pr.Extends != profile.Generic
	rules := &normalize.Rules{
		Fields: fields, Policy: opt.Policy, FillPrimary: pr.FillPrimary, MinConfidence: j.Min,
		CanClear: opt.Whole && !known || pr.Clear != "" || pr.Blank == profile.BlankClears,
		Fax:      opt.Fax, DropExtras: j.Drop, ExtHome: ext >= 0, NoteHome: note >= 0,
		SplitEngaged: j.Engaged, Whole: pr.Object == "" || pr.Object == "contact",
	}
	template := opt.ChildName
	if template == "" {
		template = pr.ChildName
	}
	if template == "" {
		template = "{last}"
	}
	p := &Pass{
		Parts:   Parts{Binding: b, Phone: j.Phone, Rules: rules, Columns: columns, Name: newNameTemplate(template), Ext: ext, Must: requiredColumns(b), Where: opt.Where, Skip: opt.Skip, Issued: opt.Issued, ByKey: b.Key >= 0 && !opt.Whole && opt.Form == nil, Once: known && opt.Whole, Whole: opt.Whole, Form: opt.Form != nil, Demands: slices.Clone(opt.Demands)},
		Workers: max(1, j.Workers), Progress: j.Progress, Temp: j.Temp,
	}
	p.present = presentDemands(p.Demands)
	for i := range j.Inputs {
		p.inputs = append(p.inputs, j.Inputs[i].withDefaults())
	}
	if pr.KeyPattern != "" {
		if p.Keys, err = newKeyForm(pr.KeyPattern); err != nil {
			return nil, fmt.Errorf("profile %s: key_pattern: %w", pr.Name, err)
		}
	}
	p.Asks = newAsks(opt.Corrections, p, opt, note)
	s := &settler{
		Pass: p, opt: opt, lay: newLayout(b, columns, opt, ext, note, moveColumns(p.Asks)...), workbooks: j.Workbooks,
		imports: importFormat(&pr.File), reviews: csvfile.Format{Delimiter: j.Inputs[0].Format.Delimiter, LineEnd: "\r\n"},
		why: j.why,
	}
	s.people, s.seeks = newPeopleColumns(b), j.FindsDuplicates()
	s.created, s.modified = *when.NewClock(j.Sample, s.people.created), *when.NewClock(j.Sample, b.Modified)
	if opt.Form == nil {
		p.Others = whatIfs(rules)
	}
	return s, nil
}

// why picks the code that explains best why a cell was left: the first that a person should look at, else the last.
func (j *Job) why(codes []string) (code, text string) {
	if len(codes) == 0 {
		return "", ""
	}
	i := slices.IndexFunc(codes, func(c string) bool { s := j.Texts.Severity(c); return s == "warning" || s == "error" })
	if i < 0 {
		i = len(codes) - 1
	}
	return codes[i], j.Texts.Says(codes[i], j.Options.Lang)
}

func importFormat(f *profile.File) csvfile.Format {
	out := csvfile.Format{Delimiter: ',', LineEnd: "\n", BOM: f.BOM}
	if f.Delimiter != "" {
		out.Delimiter = f.Delimiter[0]
	}
	if f.LineEnd == "crlf" {
		out.LineEnd = "\r\n"
	}
	return out
}

// ColumnError says that a flag names a column that cannot serve for it.
type ColumnError struct{ Flag, Header, Role string }

// Error names the flag, the column and what the column is.
func (e *ColumnError) Error() string {
	return fmt.Sprintf("%s names %q, which is the column of the %s", e.Flag, e.Header, e.Role)
}

// mayHold refuses a column that holds something of its own as the home of extensions or notes.
func mayHold(b *profile.Binding, flag string, col int) error {
	if col < 0 {
		return nil
	}
	switch role := b.Columns[col].Role; role {
	case profile.Other, profile.Note, profile.Label:
		return nil
	default:
		return &ColumnError{Flag: flag, Header: b.Columns[col].Header, Role: string(role)}
	}
}
