package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/job"
)

func newJobApprove(env Env) *cobra.Command {
	o := jobRunFlags{Log: newChoice("plain", "text", "json"), Lang: newChoice("auto", "en", "fr")}
	file := ""
	cmd := &cobra.Command{
		Use:   "approve [flags] RUN",
		Short: "Write all import files for a run that was looked at, new contacts too",
		Long: `approve does the last run of a job again with all that it said, new contacts too, and publishes that
as a run of its own: a published run is never changed. Exports, settings and counts must be those
of the run that was looked at. The limits of the job do not count.

` + jobExitTable,
		Example: "  callready job approve runs/nightly-latest\n  callready job approve --job nightly.toml runs/nightly-0042-20261123",
		Args:    oneRun,
		RunE: func(cmd *cobra.Command, args []string) error {
			return approveJob(cmd.Context(), &env, &o, args[0], file)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&file, "job", "", "the job file, where it is not where it was when the run was made")
	fs.BoolVar(&o.Afresh, "afresh", false, "new contacts that earlier runs issued and nobody imported count no more: they are issued again")
	fs.BoolVarP(&o.Quiet, "quiet", "q", false, "print nothing but errors")
	fs.Var(o.Log, "log-format", "what is printed: plain words, or log lines on standard error as text or json")
	fs.Var(o.Lang, "lang", "language of reports: en or fr, from the environment by default")
	return cmd
}

// oneRun accepts the name of one run folder.
func oneRun(_ *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return errors.New("name one run of a job, such as runs/nightly-latest")
	}
	return nil
}

func approveJob(ctx context.Context, env *Env, o *jobRunFlags, path, file string) error {
	folder, err := filepath.EvalSymlinks(path)
	if err == nil {
		folder, err = filepath.Abs(folder)
	}
	if err != nil {
		return usage(fmt.Errorf("look at %q: %w", path, err))
	}
	k, err := job.ReadKept(folder)
	if err != nil {
		return usage(err, "name the folder of a run that callready job run has made")
	}
	if file == "" {
		file = k.File
	}
	cfg, err := job.Load(file)
	if err != nil {
		return configured(err)
	}
	if k.Job != cfg.Name {
		return usage(fmt.Errorf("%s is a run of the job %q, and %s is the job %q", k.Run, k.Job, file, cfg.Name))
	}
	r := newJobRunOf(env, o, cfg)
	lock, err := cfg.Take(env.Now)
	if err != nil {
		return r.locked(err)
	}
	defer lock.Release()
	r.approves = k
	return r.end(ctx, r.run(ctx, file))
}

// approve does what the approved run said.
func (r *jobRun) approve(ctx context.Context, name string) error {
	if err := r.mayApprove(); err != nil {
		return err
	}
	for _, in := range r.approves.Inputs {
		now := job.Input{Path: in.Path}
		if err := now.Rest(ctx, 0, r.env.Now); err != nil {
			return failed(err, "run the job again, and approve that run")
		}
		if now.SHA256 != in.SHA256 {
			return failed(fmt.Errorf("%q is not what %s has read any more", in.Path, r.approves.Run), "run the job again, and approve that run")
		}
		r.night.inputs = append(r.night.inputs, now)
	}
	r.night.expect, r.night.limits = &r.approves.Record, job.Limits{}
	return r.process(ctx, name, r.night.inputs)
}

// mayApprove refuses runs that nothing can or should be approved of.
func (r *jobRun) mayApprove() error {
	a := r.approves
	if a.Write == job.WriteAll {
		return usage(fmt.Errorf("%s has written new contacts already", a.Run), "its import files are in its folder")
	}
	for i := range r.kept {
		k := &r.kept[i]
		if k.Approves == a.Run {
			return usage(fmt.Errorf("%s was approved already, as %s", a.Run, k.Run))
		}
		if k.Number > a.Number && k.Approves == "" {
			return usage(fmt.Errorf("%s is not the last run of the job: %s is", a.Run, r.kept[len(r.kept)-1].Run), "approve the last one: contacts may have been edited since")
		}
	}
	if r.night.rec.Afresh == 0 {
		return usage(fmt.Errorf("it is not known which new contacts the job %q has issued before", r.cfg.Name), "if nobody will import new contacts of an earlier run any more, approve with --afresh; later runs know then")
	}
	return nil
}
