package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/run"
)

// jobRunFlags are the flags of job run.
type jobRunFlags struct {
	Again  bool
	Report bool
	Afresh bool
	Accept bool
	Quiet  bool
	Log    *choice
	Lang   *choice
}

func newJobRun(env Env) *cobra.Command {
	o := jobRunFlags{Log: newChoice("plain", "text", "json"), Lang: newChoice("auto", "en", "fr")}
	cmd := &cobra.Command{
		Use:   "run [flags] JOB.toml",
		Short: "Run a job once, as cron does every night",
		Long: `run takes the exports that the job file names, if they are new, and publishes a run folder among
the job's runs. What goes over a limit, an export that is still being written and a job that is
running already publish nothing and say why. A later run tries again.

` + jobExitTable,
		Example: "  callready job run nightly.toml\n  callready job run --report nightly.toml\n  callready job run --log-format json nightly.toml",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runJob(cmd.Context(), &env, &o, args[0])
		},
	}
	fs := cmd.Flags()
	fs.BoolVar(&o.Again, "again", false, "also process files that were processed already")
	fs.BoolVar(&o.Report, "report", false, "check and report whatever the job file says, without its limits")
	fs.BoolVar(&o.Afresh, "afresh", false, "new contacts that earlier runs issued and nobody imported count no more: they are issued again")
	fs.BoolVar(&o.Accept, "accept-columns", false, "columns that the last run had may be gone")
	fs.BoolVarP(&o.Quiet, "quiet", "q", false, "print nothing but errors")
	fs.Var(o.Log, "log-format", "what is printed: plain words, or log lines on standard error as text or json")
	fs.Var(o.Lang, "lang", "language of reports: en or fr, from the environment by default")
	return cmd
}

const jobExitTable = `Exit codes:
  0    done, or nothing new
  1    failed, nothing published
  2    wrong usage or configuration
  3    done, with findings at or above fail_on
  4    stopped by a limit, nothing published
  5    the job is running already
  143  terminated, nothing published`

// oneFile accepts the name of one job file.
func oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return errors.New("name one job file, such as nightly.toml")
	}
	return nil
}

// jobRun is one run of a job on its way.
type jobRun struct {
	env     *Env
	o       *jobRunFlags
	cfg     *job.Config
	lang    finding.Lang
	say     *jobVoice
	night   *nightly
	memory  *memory
	number  int
	started time.Time
	kept    []job.Kept
	// approves is the run that is approved; nil where the job runs by itself.
	approves *job.Kept
	folder   string // of the published run, "" for none
	nothing  string // why there was nothing to do: the run that processed the inputs, "" where there was
	clean    *cleaning
	diff     *difference
}

// errTooLong is why a run is ended that takes too long.
var errTooLong = errors.New("the run took longer than max_minutes allows")

func runJob(ctx context.Context, env *Env, o *jobRunFlags, path string) error {
	cfg, err := job.Load(path)
	if err != nil {
		return configured(err)
	}
	r := newJobRunOf(env, o, cfg)
	lock, err := cfg.Take(env.Now)
	if err != nil {
		return r.locked(err)
	}
	defer lock.Release()
	return r.end(ctx, r.run(ctx, path))
}

// newJobRunOf makes a run that has not begun.
func newJobRunOf(env *Env, o *jobRunFlags, cfg *job.Config) *jobRun {
	word := o.Lang.value
	if word == "auto" && cfg.Lang != "" {
		word = cfg.Lang
	}
	cfg.Lang = langOf(env, word)
	r := &jobRun{env: env, o: o, cfg: cfg, lang: finding.Lang(cfg.Lang), started: env.Now()}
	r.say = newJobVoice(env, o, cfg)
	return r
}

// locked gives the error about a lock its exit code.
func (r *jobRun) locked(err error) error {
	if _, ok := errors.AsType[*job.LockedError](err); ok {
		r.say.log("locked", "error", err.Error())
		return r.say.silence(&coded{code: exitLocked, err: err})
	}
	r.say.log("failed", "error", err.Error())
	return r.say.silence(failed(err))
}

// run does what the job says, up to the published folder.
func (r *jobRun) run(ctx context.Context, name string) error {
	if r.cfg.Limits.MaxTime > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, r.cfg.Limits.MaxTime, errTooLong)
		defer cancel()
	}
	err := r.steps(ctx, name)
	if err != nil && errors.Is(context.Cause(ctx), errTooLong) && r.folder == "" {
		return guarded(errTooLong, "nothing was published; raise max_minutes, or find out what slows the machine down")
	}
	return err
}

func (r *jobRun) steps(ctx context.Context, name string) error {
	// What is wrong with the settings is said before anything else is looked at.
	if _, _, err := jobFlags(r.cfg, name); err != nil {
		return configured(err)
	}
	if err := r.remember(ctx); err != nil {
		return err
	}
	if r.approves != nil {
		return r.approve(ctx, name)
	}
	inputs, err := r.pick(ctx)
	if err != nil || inputs == nil {
		return err
	}
	return r.process(ctx, name, inputs)
}

// pick chooses the inputs, and waits until they are whole; nil if there is nothing new.
func (r *jobRun) pick(ctx context.Context) ([]job.Input, error) {
	found, err := r.cfg.Find()
	if err != nil {
		return nil, failed(err, "nothing was published; look whether the export was put where the job looks for it")
	}
	inputs := found.Inputs
	if r.cfg.Pick == job.PickNewest {
		inputs = inputs[len(inputs)-1:]
	}
	if age, most := r.started.Sub(inputs[len(inputs)-1].Mod), r.cfg.Limits.MaxAge; most > 0 && age > most {
		return nil, guarded(fmt.Errorf("the newest export %q is %d hours old, more than max_age_hours = %d allows", inputs[len(inputs)-1].Path, int(age.Hours()), int(most.Hours())),
			"look whether the export was put where the job looks for it")
	}
	var ready []job.Input
	var waits error
	for i := range inputs {
		in := &inputs[i]
		err := in.Rest(ctx, r.cfg.Settle, r.env.Now)
		if _, ok := errors.AsType[*job.UnsettledError](err); ok {
			waits = errors.Join(waits, err)
			if r.cfg.Pick == job.PickNew {
				continue
			}
		}
		if err != nil {
			return nil, tryLater(err)
		}
		ready = append(ready, *in)
	}
	if r.cfg.Pick == job.PickNew && !r.o.Again {
		if ready, err = r.fresh(ctx, ready); err != nil {
			return nil, err
		}
	}
	switch {
	case len(ready) == 0 && waits != nil:
		return nil, tryLater(waits)
	case waits != nil:
		r.night.warn = append(r.night.warn, waits)
	}
	if len(ready) == 0 {
		return nil, nil
	}
	if r.cfg.Pick != job.PickNew && !r.o.Again {
		if r.nothing, err = r.processed(ctx, ready); err != nil || r.nothing != "" {
			return nil, err
		}
	}
	r.night.inputs = ready
	return ready, nil
}

// fresh leaves out the files that were processed already, and those that have the content of another one.
func (r *jobRun) fresh(ctx context.Context, inputs []job.Input) ([]job.Input, error) {
	var out []job.Input
	seen := map[string]bool{}
	for i := range inputs {
		past, err := r.processed(ctx, inputs[i:i+1])
		if err != nil {
			return nil, err
		}
		if past != "" {
			r.nothing = past
			continue
		}
		if !seen[inputs[i].SHA256] {
			out = append(out, inputs[i])
		}
		seen[inputs[i].SHA256] = true
	}
	if len(out) > 0 {
		r.nothing = ""
	}
	return out, nil
}

// wants gives what the run is to write.
func (r *jobRun) wants() string {
	if r.approves != nil {
		return job.WriteAll
	}
	if r.o.Report {
		return job.WriteReport
	}
	return r.cfg.Write
}

// process cleans the inputs and publishes the run.
func (r *jobRun) process(ctx context.Context, name string, inputs []job.Input) error {
	if err := r.cfg.Disk(inputs); err != nil {
		return guarded(err, "nothing was published; make room, or keep fewer runs")
	}
	o, fs, err := jobFlags(r.cfg, name)
	if err != nil {
		return configured(err)
	}
	switch r.night.rec.Write {
	case job.WriteReport:
		err = fs.Set("dry-run", "true")
	case job.WriteUpdates:
		// A number that has to leave its cell for a new contact would be gone from both.
		err = fs.Set("split", "off")
	}
	if err != nil {
		return err
	}
	options := changedFlags(fs)
	o.Out, o.Quiet = filepath.Join(r.cfg.Runs, r.night.rec.Run), true
	if _, err := run.Sweep(r.cfg.Runs); err != nil {
		r.night.warn = append(r.night.warn, err)
	}
	var names []string
	for _, in := range inputs {
		names = append(names, in.Path)
		r.say.log("input", "path", in.Path, "bytes", in.Size, "sha256", in.SHA256)
	}
	quiet := *r.env
	quiet.Stderr, quiet.Terminal = discard{}, false
	r.clean, err = newCleaning(&quiet, o, names, options)
	if err != nil {
		return err
	}
	r.clean.nightly = r.night
	err = r.clean.run(ctx)
	r.folder = r.clean.summary.Run.Folder
	return err
}

// discard takes what a run would say itself: its job says it.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
