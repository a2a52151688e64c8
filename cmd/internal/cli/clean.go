package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/progress"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/io/xlsxfile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

func newClean(env Env) *cobra.Command {
	var o cleanFlags
	cmd := &cobra.Command{
		Use:   "clean [flags] FILE...",
		Short: "Clean an export: write import files, a review, a diff and an undo",
		Long: `clean reads an export (- for standard input) and writes a run folder: IMPORT.md says what to do with
it, import/ holds the files to import, review/ what a person should look at, undo/ the way back.
The export itself is never changed.

Several files with the same columns are cleaned as one: a number in one of them is known in all.
Of several records of one person that have a number, the first in the order of the files answers
for it.

` + exitTable,
		Example: `  callready clean contacts.csv
  callready clean --region FR,BE --drop-extras contacts.csv
  callready clean --dry-run -o check contacts.csv
  callready clean -o all part-1.csv part-2.csv part-3.xlsx
  callready clean --schema contact.json --schema task.json contacts.csv
  callready clean --check --fail-on warning contacts.csv
  ssh crm cat export.csv | callready clean --profile salesforce -o run -`,
		Args: severalFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := settle(cmd.Flags(), env.Getenv); err != nil {
				return err
			}
			names, err := expand(args)
			if err != nil {
				return err
			}
			return runClean(cmd.Context(), &env, &o, names, changedFlags(cmd.Flags()))
		},
	}
	o.add(cmd.Flags())
	return cmd
}

// mostJobs bounds --jobs: more goroutines than that only take memory.
const mostJobs = 64

// cleaning is one clean on its way.
type cleaning struct {
	env     *Env
	o       *cleanFlags
	names   []string
	labels  []string // the names as reports have them
	lang    string
	texts   texts // with the severities that were asked for
	usual   texts // as the catalogue has them, for what is listed for people
	table   *opened
	folder  *run.Folder // nil with --check
	temp    string      // folder for temporary files
	options map[string]any
	// also are the files of other records, with their names as reports have them.
	also       []*opened
	alsoLabels []string
	opt        pipeline.Options
	summary    summary.Summary

	schemas     []schemaFile
	nightly     *nightly         // what a job asks for; nil where a person runs clean
	elsewhere   []required.Field // mandatory fields of other records than those of the export
	asked       map[int]bool     // columns of mandatory fields
	columnCodes []string         // by demand what is wrong with its column, "" for nothing
}

func runClean(ctx context.Context, env *Env, o *cleanFlags, names []string, options map[string]any) error {
	c, err := newCleaning(env, o, names, options)
	if err != nil {
		return err
	}
	return c.run(ctx)
}

// newCleaning makes a clean that has not begun.
func newCleaning(env *Env, o *cleanFlags, names []string, options map[string]any) (*cleaning, error) {
	catalogue, err := finding.Load()
	if err != nil {
		return nil, err
	}
	own, severities, err := judged(catalogue, o.Silence, o.Raise)
	if err != nil {
		return nil, err
	}
	c := &cleaning{env: env, o: o, names: names, labels: labels(names), lang: langOf(env, o.Lang.value), texts: texts{own}, usual: texts{catalogue}, options: options}
	c.summary.Severities = severities
	return c, nil
}

// run cleans, and publishes the run.
func (c *cleaning) run(ctx context.Context) (err error) {
	env, o, names := c.env, c.o, c.names
	if err := c.checkFlags(ctx); err != nil {
		return err
	}
	if err := c.readSchemas(ctx); err != nil {
		return err
	}
	started := env.Now()
	bar := progress.New(progress.Options{Mode: c.progressMode(), Out: env.Stderr, Terminal: env.Terminal, Width: env.Width, Lang: finding.Lang(c.lang)})
	defer bar.Done()

	spool, done, err := c.makeFolder()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	c.temp = spool
	o.Keyless = o.To != ""
	o.KeepGuards = c.opt.Whole // The corrected file has the cells as they are written.
	c.table, err = openTables(ctx, env, names, spool, &o.tableFlags, o.ChildCopy)
	if c.table != nil {
		defer c.table.close()
	}
	if err != nil {
		return err
	}
	if len(c.opt.Skip) > 0 && c.table.binding.Key < 0 {
		return usage(errors.New("--skip names record ids, and the export has no column for them"), "name the column with --key")
	}
	if o.Verbose {
		w, err := newInspector(env.Stderr, c.lang)
		if err != nil {
			return err
		}
		c.table.detected(w)
		if err := w.end(); err != nil {
			return err
		}
	}
	if err := c.demand(); err != nil {
		return err
	}
	c.policy()
	if err := c.mergeable(); err != nil {
		return err
	}
	if c.opt.Pilot > 0 && c.opt.Whole {
		return usage(errors.New("--pilot is about updates and new contacts, and this run writes a corrected whole file"), "export again with record ids, or try the import with some rows of the file")
	}
	if err := c.former(); err != nil {
		return err
	}
	defer func() {
		for _, t := range c.also {
			t.close()
		}
	}()
	if err := c.openAlso(ctx); err != nil {
		return err
	}
	job, err := c.job(bar)
	if err != nil {
		return err
	}
	bar.Plan(c.plan(job))
	res, err := job.Run(ctx)
	if err != nil {
		return c.explain(err)
	}
	bar.Finish()
	read := slices.Clone(c.table.files)
	for _, t := range c.also {
		read = append(read, t.files...)
	}
	for _, f := range read {
		if err := f.Changed(); err != nil {
			return failed(err, "export again, and run when the file is no longer being written")
		}
	}
	if err := c.summarise(ctx, res, job); err != nil {
		return err
	}
	c.summary.Run.Started, c.summary.Run.Seconds = started, env.Now().Sub(started).Seconds()
	bar.Done()
	if err := c.nightly.judge(c, res); err != nil {
		return err
	}
	if c.folder != nil {
		if err := c.publish(ctx, res); err != nil {
			return err
		}
	}
	return c.conclude(ctx, res)
}

// otherFormat tells whether a format is wanted that no file has.
func (c *cleaning) otherFormat() bool {
	return c.o.Format.value != "auto" && !slices.ContainsFunc(c.table.files, func(f tablefile.Table) bool {
		_, book := f.(*tablefile.Workbook)
		return book == (c.o.Format.value == "xlsx")
	})
}

// maxPilot bounds a pilot: its contacts are kept in memory, and nobody looks through more.
const maxPilot = 1000

// checkFlags refuses flags that make no sense together.
func (c *cleaning) checkFlags(ctx context.Context) error {
	o := c.o
	if err := o.checkTo(); err != nil {
		return err
	}
	switch {
	case o.DryRun && o.Check:
		return usage(errors.New("--dry-run and --check exclude each other"))
	case o.Check && (o.Out != "" || o.Whole):
		return usage(errors.New("--check writes nothing, so it takes no --out and no --whole"))
	case o.Whole && o.Format.value != "auto":
		return usage(errors.New("--whole writes each file in its own format, so it takes no --format"))
	case o.DryRun && o.Whole:
		return usage(errors.New("--dry-run writes no import files, so it takes no --whole"))
	case o.Jobs < 1:
		return usage(errors.New("--jobs must be at least 1"))
	case o.HeaderRow < 0:
		return usage(errors.New("--header-row must not be negative"))
	case o.MaxRows < 0:
		return usage(errors.New("--max-rows must not be negative"))
	case o.Pilot < 0 || o.Pilot > maxPilot:
		return usage(fmt.Errorf("--pilot must be between 1 and %d", maxPilot))
	case o.Pilot > 0 && (o.Check || o.DryRun):
		return usage(errors.New("--pilot is about import files, and --check and --dry-run write none"))
	case o.ChildName != "" && !strings.Contains(o.ChildName, "{last}"):
		return usage(fmt.Errorf("--child-name %q lacks {last}", o.ChildName), `write it like "{last} ({label})"`)
	case strings.Contains(o.ChildName, "{label}") && !labelled(o.ChildName):
		return usage(fmt.Errorf("--child-name %q needs {label} behind {last}, with something between them", o.ChildName), `write it like "{last} ({label})"`)
	}
	c.opt = pipeline.Options{
		Asked: o.Split.value, Whole: o.Whole, Fax: o.Fax, NoLink: o.LinkColumns.value == "off", ChildName: o.ChildName,
		ExtColumn: o.ExtColumn, NoteCol: o.NoteColumn, MaxRows: o.MaxRows, MaxBytes: int64(o.MaxBytes), MaxNew: o.MaxNew.Guard, Pilot: o.Pilot, Lang: c.lang,
	}
	switch {
	case o.Check:
		c.opt.Mode = pipeline.Check
	case o.DryRun:
		c.opt.Mode = pipeline.DryRun
	}
	for _, w := range o.Where {
		col, value, ok := strings.Cut(w, "=")
		if !ok || col == "" {
			return usage(fmt.Errorf("--where %q is not COLUMN=VALUE", w))
		}
		c.opt.Where = append(c.opt.Where, pipeline.Where{Column: col, Value: value})
	}
	c.opt.Issued = c.nightly.issued()
	skip, err := readKeys(o.Skip)
	if err != nil {
		return err
	}
	c.opt.Skip = skip
	if err := c.corrections(ctx); err != nil {
		return err
	}
	return c.duplicates(ctx)
}

// policy settles what auto means for this export, and whether the whole file is written.
func (c *cleaning) policy() {
	b := c.table.binding
	switch c.o.Split.value {
	case "one":
		c.opt.Policy = normalize.One
	case "readable":
		c.opt.Policy = normalize.Readable
	case "off":
		c.opt.Policy = normalize.Off
	default:
		c.opt.Policy = normalize.Readable
		if !b.Readable && (b.Profile.Name == profile.Generic || b.Profile.Extends == profile.Generic) {
			c.opt.Policy = normalize.One
		}
	}
	if c.o.To != "" && c.o.Split.value == "auto" {
		c.opt.Policy = normalize.Readable // The form has columns for several numbers.
	}
	if b.Key < 0 && c.o.To == "" {
		// Without a record id there is nothing to tie an update to.
		c.opt.Whole = true
	}
}

// job puts the parts together.
func (c *cleaning) job(bar progress.Reporter) (*pipeline.Job, error) {
	pr, err := phoneReader(&c.o.tableFlags)
	if err != nil {
		return nil, err
	}
	least := phone.Likely
	if c.o.Confidence.value == "certain" {
		least = phone.Certain
	}
	job := &pipeline.Job{
		Binding: c.table.binding, Sample: c.table.sample, Phone: pr, Min: least, Drop: c.o.DropExtras, Engaged: c.o.SplitEngaged,
		Options: c.opt, Texts: c.usual, Folder: c.folder, Workers: min(c.o.Jobs, mostJobs), Progress: bar, Temp: c.temp,
		Also: c.alsos(),
	}
	for i, f := range c.table.files {
		in := pipeline.Input{
			Table: f, Name: c.labels[i], Stem: fileStem(c.labels[i]), Bytes: f.Bytes(), Format: f.Format(), Places: c.table.places[i],
		}
		switch f := f.(type) {
		case *tablefile.File:
			in.Encoder, in.Wide, in.Stored = f.Encoder(), f.Writer, f.Encoder().StoredLen
		case *tablefile.Workbook:
			in.Sheet = f.Sheet()
		}
		job.Inputs = append(job.Inputs, in)
	}
	switch c.o.Format.value {
	case "auto":
		job.Workbooks = job.Inputs[0].Sheet != nil
	case "xlsx":
		job.Workbooks = true
	}
	return job, nil
}

// explain gives errors of the pipeline their exit code.
func (c *cleaning) explain(err error) error {
	if _, ok := errors.AsType[*pipeline.GuardError](err); ok {
		return &coded{code: exitGuard, err: err, hints: []string{"nothing was published; look at the contacts with --dry-run, or raise --max-new"}}
	}
	if errors.Is(err, pipeline.ErrRepeated) {
		return usage(err, "name the column that tells the records apart with --key")
	}
	if stray, ok := errors.AsType[*pipeline.HeaderError](err); ok {
		return failed(stray, "cut the file before that line and name both parts: callready puts their columns in one order")
	}
	switch full := errors.Is(err, xlsxfile.ErrFull); {
	case full && c.opt.Whole:
		return failed(err, "save the sheet as CSV and clean that, which has room for new contacts, or make none with --split off")
	case full: // An import file, which need not be a workbook.
		return failed(err, "take --format csv, which has room for it")
	}
	if wrong, ok := errors.AsType[*pipeline.ColumnError](err); ok {
		return usage(wrong)
	}
	if _, ok := errors.AsType[texted](err); ok {
		return bindingError(err, c.lang)
	}
	return err
}
