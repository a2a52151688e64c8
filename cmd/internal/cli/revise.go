package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/revise"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
)

// reviseFlags are the flags of undo, refresh and verify.
type reviseFlags struct {
	Out       string
	Force     bool
	Profile   string
	Delimiter delimiter
	Encoding  string
	HeaderRow int
	Sheet     string
	Password  string
	Lang      *choice
	Quiet     bool
}

func (o *reviseFlags) add(fs *pflag.FlagSet, what string) {
	o.Lang = newChoice("auto", "en", "fr")
	fs.StringVarP(&o.Out, "out", "o", "", "folder to make; that of the run with -"+what+" behind it by default, then -2, -3; a folder named here is refused if it exists")
	fs.BoolVar(&o.Force, "force", false, "set a folder that exists aside under another name")
	fs.StringVar(&o.Profile, "profile", "auto", "CRM profile: that of the run by default; a TOML file where the run had one that moved")
	fs.VarP(&o.Delimiter, "delimiter", "d", "character between cells: , ; tab or |, detected by default")
	fs.StringVarP(&o.Encoding, "encoding", "e", "", "encoding of the file, such as utf-8 or windows-1252, detected by default")
	fs.IntVar(&o.HeaderRow, "header-row", 0, "line that holds the header, detected by default")
	fs.StringVar(&o.Sheet, "sheet", "", "sheet of a workbook, by name; by default the one that looks like contacts")
	fs.StringVar(&o.Password, "password-file", "", "file whose first line is the password of the workbook")
	fs.Var(o.Lang, "lang", "language of reports: en or fr, from the environment by default")
	fs.BoolVarP(&o.Quiet, "quiet", "q", false, "print nothing but errors")
}

// reviseCommand makes one of the three commands.
func reviseCommand(env Env, what string, fresh bool, cmd *cobra.Command) *cobra.Command {
	var o reviseFlags
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return fmt.Errorf("%s takes a run folder, such as callready-contacts", what)
		case len(args) == 1 && fresh:
			return fmt.Errorf("%s takes a run folder and an export made since", what)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := settle(cmd.Flags(), env.Getenv); err != nil {
			return err
		}
		return runRevise(cmd.Context(), &env, &o, what, args)
	}
	o.add(cmd.Flags(), what)
	return cmd
}

func newUndo(env Env) *cobra.Command {
	return reviseCommand(env, "undo", false, &cobra.Command{
		Use:   "undo [flags] RUN [FRESH...]",
		Short: "Take a run back out of the CRM: import files with the old values",
		Long: `undo writes a new folder with import files that put back what a run changed, and lists of what an
import cannot take back. RUN is a folder that callready clean or callready refresh made.

With an export made since (FRESH, in one file or several) the old values come back only where the
record still holds what the run wrote; records edited since are left out and listed, and each new
contact is in one of three lists: delete, merge into the contact it was split off from, decide.

It exits 3 where something was left out or is to be decided.`,
		Example: `  callready undo callready-contacts
  callready undo callready-contacts export-of-today.csv`,
	})
}

func newRefresh(env Env) *cobra.Command {
	return reviseCommand(env, "refresh", true, &cobra.Command{
		Use:   "refresh [flags] RUN FRESH...",
		Short: "Make the import files of a run again for what the CRM holds by now",
		Long: `refresh writes a run folder like RUN without records that were edited, merged or deleted since its
export; FRESH is an export of today, in one file or several. What is left out is listed in
review/left-out.csv with the reason. New contacts that waited in held/ are released where their
number has left the old contact.

It exits 3 where something was left out.`,
		Example: `  callready refresh callready-contacts export-of-today.csv
  callready refresh -o monday callready-contacts part-1.csv part-2.csv`,
	})
}

func newVerify(env Env) *cobra.Command {
	return reviseCommand(env, "verify", true, &cobra.Command{
		Use:   "verify [flags] RUN FRESH...",
		Short: "Say after the import what of a run arrived",
		Long: `verify compares a run with an export made after its import (FRESH, in one file or several): what
arrived, what was refused or overwritten, which new contacts are missing, what is still to clear.
review/verify.csv lists what is not as it was to be.

It exits 3 where not all arrived.`,
		Example: `  callready verify callready-contacts export-of-today.csv
  callready verify --lang fr -o monday callready-contacts export-of-today.csv`,
	})
}

// revision is one of the three commands on its way.
type revision struct {
	env   *Env
	o     *reviseFlags
	what  string
	lang  string
	run   *revise.Run
	fresh []summary.Fresh
	job   revise.Job
	res   *revise.Result
	list  string // the file with what a person should look at, where there is one

	sampler report.Sampler // of the new journal
}

func runRevise(ctx context.Context, env *Env, o *reviseFlags, what string, args []string) (err error) {
	r := &revision{env: env, o: o, what: what, lang: langOf(env, o.Lang.value)}
	started := env.Now()
	if r.run, err = revise.Open(ctx, args[0], o.Profile); err != nil {
		return r.refusal(err)
	}
	folder, err := r.folder(args[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Discard()) }()
	r.job = revise.Job{Run: r.run, Folder: folder, Lang: r.lang, Safe: pipeline.Harmless, Event: r.sampler.Add}
	if len(args) > 1 {
		table, err := r.open(ctx, args[1:], folder.TempDir())
		if table != nil {
			defer table.close()
		}
		if err != nil {
			return err
		}
	}
	about := summary.Run{Started: started, Workers: 1, Paths: args}
	dir, err := r.work(ctx, &about)
	if err != nil {
		return r.refusal(err)
	}
	return r.conclude(dir)
}

// refusal gives a refusal its exit code and its hint.
func (r *revision) refusal(err error) error {
	no, ok := errors.AsType[*revise.RefusalError](err)
	if !ok {
		return err
	}
	said, hint := no.Said.English, no.Hint.English
	if r.lang == finding.French.String() {
		said, hint = no.Said.French, no.Hint.French
	}
	if hint == "" {
		return usage(errors.New(said))
	}
	return usage(errors.New(said), hint)
}

// folder begins the new folder: beside the run, called like it.
func (r *revision) folder(dir string) (*run.Folder, error) {
	out := r.o.Out
	if out == "" {
		base := filepath.Clean(dir) + "-" + r.what
		out = base
		for n := 2; ; n++ {
			if _, err := os.Lstat(out); errors.Is(err, os.ErrNotExist) {
				break
			}
			out = fmt.Sprintf("%s-%d", base, n)
		}
	}
	if _, err := run.Sweep(filepath.Dir(filepath.Clean(out))); err != nil && !r.o.Quiet {
		tell(r.env.Stderr, "callready: warning:", err)
	}
	run1, _ := filepath.Abs(dir)
	own, _ := filepath.Abs(out)
	if rel, err := filepath.Rel(run1, own); err == nil && filepath.IsLocal(rel) {
		return nil, usage(fmt.Errorf("%s is in the run folder, which is never changed", out), "choose a place beside it")
	}
	folder, err := run.Create(run.Options{Dir: out, Force: r.o.Force})
	if _, ok := errors.AsType[*run.ExistsError](err); ok {
		return nil, usage(err, "choose another name with --out, or set it aside with --force")
	}
	return folder, err
}

// open opens the fresh export as clean opened the one of the run.
func (r *revision) open(ctx context.Context, names []string, spool string) (*opened, error) {
	names, err := expand(names)
	if err != nil {
		return nil, err
	}
	was := &r.run.Summary.Profile
	o := &tableFlags{
		Profile: r.run.Profile.Name, Delimiter: r.o.Delimiter, Encoding: r.o.Encoding, HeaderRow: r.o.HeaderRow, Sheet: r.o.Sheet, PasswordFile: r.o.Password,
		Key: was.Key, Lang: r.o.Lang,
	}
	if file, ok := r.run.Summary.Options["profile"].(string); ok && isPath(file) {
		o.Profile = file
	}
	if r.o.Profile != "auto" {
		o.Profile = r.o.Profile
	}
	table, err := openTables(ctx, r.env, names, spool, o, nil)
	if err != nil {
		return table, err
	}
	r.job.Fresh = &revise.Fresh{Places: table.places, Labels: labels(names), Binding: table.binding}
	for i, f := range table.files {
		sum, err := f.SHA256(ctx)
		if err != nil {
			return table, err
		}
		r.job.Fresh.Files = append(r.job.Fresh.Files, f)
		r.fresh = append(r.fresh, summary.Fresh{Name: r.job.Fresh.Labels[i], Bytes: f.Bytes(), SHA256: sum})
	}
	return table, nil
}

// isPath tells whether a profile is named by its file.
func isPath(name string) bool { return filepath.Base(name) != name || filepath.Ext(name) != "" }

// work does it and publishes the folder.
func (r *revision) work(ctx context.Context, about *summary.Run) (string, error) {
	var err error
	switch r.what {
	case "undo":
		r.res, err = r.job.Undo(ctx)
	case "refresh":
		r.res, err = r.job.Refresh(ctx)
	default:
		r.res, err = r.job.Verify(ctx)
	}
	if err != nil {
		return "", err
	}
	if r.job.Fresh != nil {
		for _, f := range r.job.Fresh.Files {
			if err := f.Changed(); err != nil {
				return "", failed(err, "export again, and run when the file is no longer being written")
			}
		}
	}
	for _, f := range r.job.Folder.Files() {
		if f.Path == "review/left-out.csv" || f.Path == "review/verify.csv" {
			r.list = f.Path
		}
	}
	about.Seconds = r.env.Now().Sub(about.Started).Seconds()
	if r.what == "refresh" {
		err = r.again(about)
	} else {
		err = r.told(about)
	}
	if err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return r.job.Folder.Publish()
}

// of names the run that was worked on.
func (r *revision) of() summary.Of {
	of := summary.Of{SHA256: r.run.SHA256, Inputs: []string{}}
	for _, in := range r.run.Summary.Inputs {
		of.Inputs = append(of.Inputs, in.SHA256)
	}
	return of
}

// told writes the guide and the summary of undo and verify.
func (r *revision) told(about *summary.Run) error {
	folder := r.job.Folder
	guide, err := folder.File(r.guide())
	if err != nil {
		return err
	}
	files := folder.Files()
	if r.what == "undo" {
		err = r.job.UndoGuide(guide, files)
	} else {
		err = r.job.VerifyGuide(guide, r.res, files)
	}
	if err != nil {
		return err
	}
	sum, err := folder.File("summary.json")
	if err != nil {
		return err
	}
	return revise.WriteSummary(sum, &summary.Revision{
		Version: version(), Command: r.what, Of: r.of(), Profile: r.run.Summary.Profile.Name, Fresh: r.fresh, Counts: r.res.Counts, Open: r.res.Open,
		Outputs: folder.Files(), Run: *about,
	})
}

// guide names the file to start with.
func (r *revision) guide() string {
	if r.what == "verify" {
		return "VERIFY.md"
	}
	return "IMPORT.md"
}

// again writes IMPORT.md, the page and the summary of a run that was made again.
func (r *revision) again(about *summary.Run) error {
	folder, s := r.job.Folder, *r.run.Summary
	s.Version, s.Command, s.Run = version(), r.what, *about
	s.Refresh = &summary.Refresh{Of: r.of(), Fresh: r.fresh, Counts: r.res.Counts, Open: r.res.Open}
	revise.Totals(&s, folder.Files())
	guide, err := folder.File("IMPORT.md")
	if err != nil {
		return err
	}
	if err := report.Guide(guide, &s, r.run.Profile, s.Outputs, r.lang); err != nil {
		return err
	}
	if err := r.page(&s); err != nil {
		return err
	}
	s.Outputs = folder.Files()
	sum, err := folder.File("summary.json")
	if err != nil {
		return err
	}
	return report.WriteSummary(sum, &s)
}

// page writes report.html from the journal of the new folder.
func (r *revision) page(s *summary.Summary) error {
	catalogue, err := finding.Load()
	if err != nil {
		return err
	}
	if catalogue, err = rejudged(catalogue, s.Severities); err != nil {
		return err
	}
	page, err := r.job.Folder.File("report.html")
	if err != nil {
		return err
	}
	return report.HTML(page, s, r.sampler.Sample(), report.PageOptions{Texts: texts{catalogue}, Lang: r.lang})
}

// conclude says what came of it and gives the exit code.
func (r *revision) conclude(dir string) error {
	if !r.o.Quiet {
		if err := r.job.Text(r.env.Stdout, r.what, dir, r.res, r.guide(), r.list); err != nil {
			tell(r.env.Stderr, "callready: warning:", err)
		}
	}
	if r.res.Open > 0 {
		return &coded{code: exitFindings}
	}
	return nil
}
