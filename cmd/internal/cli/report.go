package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/mask"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/xlsxfile"
)

// reportFlags are the flags of report.
type reportFlags struct {
	Format  *choice
	Out     string
	Force   bool
	Lang    *choice
	Color   *choice
	Show    int
	Only    []string
	Rows    []int64
	Records []string
	Mask    bool
	Width   int
	Codes   bool
	shows   bool // Show was given
}

func (o *reportFlags) add(fs *pflag.FlagSet) {
	o.Format = newChoice("auto", "text", "csv", "xlsx", "html", "markdown", "daff")
	o.Lang, o.Color = newChoice("auto", "en", "fr"), newChoice("auto", "always", "never")
	fs.Var(o.Format, "format", "what to write: text, csv, xlsx, html, markdown, or daff, the tabular diff of a corrected file and its export; by default what the name in --out ends in, else text")
	fs.StringVarP(&o.Out, "out", "o", "", "file to write; standard output by default")
	fs.BoolVar(&o.Force, "force", false, "replace the file if it exists")
	fs.IntVar(&o.Show, "show", report.DefaultShow, "examples of each reason, in text and Markdown; 0 for none")
	fs.StringSliceVar(&o.Only, "only", nil, "only lines with one of these codes (callready report --codes lists them)")
	fs.Int64SliceVar(&o.Rows, "row", nil, "only what became of this row of the export, of each file")
	fs.StringArrayVar(&o.Records, "record", nil, "only what became of the record with this id")
	fs.BoolVar(&o.Mask, "mask", false, "hide names and numbers, to pass the report on")
	fs.IntVar(&o.Width, "width", 0, "columns of text, 60 to 120; those of the terminal by default")
	fs.BoolVar(&o.Codes, "codes", false, "list all codes with their severity, meaning and what to do; takes no RUN")
	fs.Var(o.Lang, "lang", "language of the report: en or fr, from the environment by default")
	fs.Var(o.Color, "color", "colours: auto, always or never")
}

func newReport(env Env) *cobra.Command {
	var o reportFlags
	cmd := &cobra.Command{
		Use:   "report [flags] RUN [EXPORT]",
		Short: "Render a run again: on the screen, as a page, a workbook, CSV or Markdown",
		Long: `report reads the journal and the summary of a run folder and renders them again: totals and examples
for each reason on the screen, every line as a workbook or CSV, or the page report.html, also in
another language or with names and numbers hidden. The run folder is not changed.`,
		Example: `  callready report callready-contacts
  callready report callready-contacts -o changes.xlsx
  callready report callready-contacts --only separator-cut --show 20
  callready report callready-contacts --record 51000073
  callready report callready-contacts --mask --lang fr -o client.html
  callready report --format daff callready-contacts contacts.csv -o diff.csv
  callready report --codes --format markdown`,
		Args: func(cmd *cobra.Command, args []string) error {
			if codes, _ := cmd.Flags().GetBool("codes"); codes {
				return cobra.NoArgs(cmd, args)
			}
			format := cmd.Flags().Lookup("format").Value.String()
			switch {
			case format == "daff" && len(args) != 2:
				return errors.New("report --format daff takes a run folder and the export that it was made from")
			case format != "daff" && len(args) != 1:
				return errors.New("report takes one run folder, such as callready-contacts")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := settle(cmd.Flags(), env.Getenv); err != nil {
				return err
			}
			o.shows = cmd.Flags().Changed("show")
			return runReport(cmd.Context(), &env, &o, args)
		},
	}
	o.add(cmd.Flags())
	return cmd
}

// reporting is one report on its way.
type reporting struct {
	env       *Env
	o         *reportFlags
	lang      string
	format    string
	catalogue *finding.Catalogue
	texts     texts
	dir       string // the run folder
	export    string // that it was made from, for daff
	summary   summary.Summary
}

func runReport(ctx context.Context, env *Env, o *reportFlags, args []string) error {
	catalogue, err := finding.Load()
	if err != nil {
		return err
	}
	r := &reporting{env: env, o: o, lang: langOf(env, o.Lang.value), catalogue: catalogue, texts: texts{catalogue}, format: formatOf(o)}
	if o.Codes {
		return r.codes()
	}
	if err := r.check(); err != nil {
		return err
	}
	if r.dir = args[0]; len(args) > 1 {
		r.export = args[1]
	}
	if err := r.open(); err != nil {
		return err
	}
	return r.render(ctx)
}

// formatOf gives the format that the flag names, else the one that the file's name ends in.
func formatOf(o *reportFlags) string {
	if o.Format.value != "auto" {
		return o.Format.value
	}
	switch strings.ToLower(filepath.Ext(o.Out)) {
	case ".csv":
		return "csv"
	case ".xlsx":
		return "xlsx"
	case ".html", ".htm":
		return "html"
	case ".md":
		return "markdown"
	}
	return "text"
}

// check refuses flags that make no sense.
func (r *reporting) check() error {
	o := r.o
	if o.Show < 0 {
		return usage(errors.New("--show must not be negative"))
	}
	if o.Width < 0 {
		return usage(errors.New("--width must not be negative"))
	}
	for _, code := range o.Only {
		if _, known := r.catalogue.Lookup(code); !known {
			return usage(unknownCode("--only", code), r.nearest(code))
		}
	}
	for _, row := range o.Rows {
		if row < 1 {
			return usage(errors.New("--row counts from 1"))
		}
	}
	if r.format == "xlsx" && o.Out == "" && r.env.Colour {
		return usage(errors.New("a workbook is nothing for a terminal"), "name a file with --out")
	}
	return nil
}

// unknownCode says that a flag names no code.
func unknownCode(flag, code string) error {
	return fmt.Errorf("%s: there is no code %q", flag, code)
}

// nearest suggests a code for one that is misspelt.
func (r *reporting) nearest(code string) string { return nearestCode(r.catalogue, code) }

// open reads the summary of the run.
func (r *reporting) open() error {
	s, err := report.ReadSummary(filepath.Join(r.dir, "summary.json"))
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return usage(fmt.Errorf("%s is no run folder: it has no summary.json", r.dir), "name a folder that callready clean made")
	case err != nil:
		return err
	}
	r.summary = *s
	if r.catalogue, err = rejudged(r.catalogue, s.Severities); err != nil {
		return err
	}
	r.texts = texts{r.catalogue}
	r.summary.Run.Folder = r.dir
	return nil
}

// render writes the report to standard output or into a file, which appears whole or not at all.
func (r *reporting) render(ctx context.Context) error {
	if r.o.Out == "" {
		return r.write(ctx, &output{first: r.env.Stdout})
	}
	if err := r.outside(); err != nil {
		return err
	}
	out := &output{name: r.o.Out, force: r.o.Force}
	if err := r.write(ctx, out); err != nil {
		out.discard()
		return err
	}
	names, err := out.publish()
	for _, name := range names {
		tell(r.env.Stderr, "callready:", voiced(r.lang)("wrote "+name))
	}
	return err
}

// outside refuses a file in the run folder: a published run is never changed.
func (r *reporting) outside() error {
	run, err := filepath.Abs(r.dir)
	if err != nil {
		return err
	}
	file, err := filepath.Abs(r.o.Out)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(run, file); err == nil && filepath.IsLocal(rel) {
		return usage(fmt.Errorf("%s is in the run folder, which is never changed", r.o.Out), "choose a place beside it")
	}
	if _, err := os.Lstat(r.o.Out); err == nil && !r.o.Force {
		return usage(fmt.Errorf("%s exists", r.o.Out), "choose another name with --out, or replace it with --force")
	}
	return nil
}

func (r *reporting) write(ctx context.Context, out *output) error {
	rows := report.RowOptions{Lang: r.lang, Texts: r.texts, Harmless: harmless, Demands: len(r.o.Rows)+len(r.o.Records)+len(r.o.Only) == 0}
	switch r.format {
	case "csv":
		most := xlsxfile.MaxRows - 1
		if r.o.Out == "" {
			most = 0
		}
		return r.read(ctx, func(events iter.Seq2[journal.Event, error]) error {
			return report.CSV(out.next, most, &r.summary, events, rows)
		})
	case "xlsx":
		w, err := out.next()
		if err != nil {
			return err
		}
		return r.read(ctx, func(events iter.Seq2[journal.Event, error]) error {
			return report.Workbook(ctx, w, out.temp(), &r.summary, events, rows)
		})
	case "daff":
		w, err := out.next()
		if err != nil {
			return err
		}
		return r.daff(ctx, w, r.export)
	case "html":
		w, err := out.next()
		if err != nil {
			return err
		}
		return r.read(ctx, func(events iter.Seq2[journal.Event, error]) error { return r.page(w, events) })
	}
	w, err := out.next()
	if err != nil {
		return err
	}
	return r.read(ctx, func(events iter.Seq2[journal.Event, error]) error { return r.digest(w, events) })
}

// page writes report.html.
func (r *reporting) page(w io.Writer, events iter.Seq2[journal.Event, error]) error {
	var sampler report.Sampler
	for e, err := range events {
		if err != nil {
			return err
		}
		sampler.Add(&e)
	}
	opt := report.PageOptions{Texts: r.texts, Lang: r.lang}
	if r.o.Mask {
		opt.Mask = mask.Event // a second time, which changes nothing: the page says that it is masked
	}
	return report.HTML(w, &r.summary, sampler.Sample(), opt)
}

// digest writes the text or Markdown.
func (r *reporting) digest(w io.Writer, events iter.Seq2[journal.Event, error]) error {
	d := report.Digest{Show: r.o.Show, Capped: !r.o.shows, Only: r.o.Only, Whole: len(r.o.Rows)+len(r.o.Records) > 0, Silent: silent(r.catalogue)}
	if err := gather(&d, events); err != nil {
		return err
	}
	opt := report.Options{Lang: r.lang, Texts: r.texts, Digest: &d, Again: true, Masked: r.o.Mask}
	if r.format == "markdown" {
		return report.Markdown(w, &r.summary, opt)
	}
	opt.Color, opt.Width = r.o.Out == "" && colour(r.env, r.o.Color.value) || r.o.Color.value == "always", cmp.Or(r.o.Width, r.env.Width)
	return report.Text(w, &r.summary, opt)
}

// gather fills a digest.
func gather(d *report.Digest, events iter.Seq2[journal.Event, error]) error {
	for e, err := range events {
		if err != nil {
			return err
		}
		d.Add(&e)
	}
	return nil
}

// harmless keeps a spreadsheet from taking a value for a formula; numbers are none, nor are those with hidden digits.
func harmless(s string) string {
	if strings.ContainsRune(s, '•') && pipeline.Harmless(strings.ReplaceAll(s, "•", "0")) == strings.ReplaceAll(s, "•", "0") {
		return s
	}
	return pipeline.Harmless(s)
}

// wants tells whether a line is asked for. Codes do not count for a digest, which shows families whole.
func (r *reporting) wants(e *journal.Event) bool {
	o := r.o
	if len(o.Rows) > 0 && !slices.Contains(o.Rows, e.Row) {
		return false
	}
	if len(o.Records) > 0 && !slices.Contains(o.Records, cmp.Or(e.Key, e.Parent)) {
		return false
	}
	if len(o.Only) == 0 || r.format == "text" || r.format == "markdown" {
		return true
	}
	return slices.ContainsFunc(e.Codes, func(code string) bool { return slices.Contains(o.Only, code) })
}
