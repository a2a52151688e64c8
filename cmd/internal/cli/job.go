package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/job"
)

func newJob(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "job",
		Short: "Clean every night, with nobody watching",
		Long: `A job is a TOML file: where the exports are, what is done with them, and which limits stop it.
It checks and reports; write = "updates" makes update files too, write = "all" also new contacts.
docs/jobs.md has the settings and says how to start it with cron, systemd and others.`,
		Example: "  callready job check nightly.toml\n  callready job run nightly.toml\n  callready job approve runs/nightly-0042-20261123",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newJobRun(env), newJobCheck(env), newJobApprove(env), newJobHistory(env), newJobShow(env), newJobAck(env))
	return cmd
}

// notInJobs are flags of clean that a job has other words for, or no use.
func notInJobs() map[string]string {
	return map[string]string{
		"out": "runs", "force": "", "config": "", "dry-run": "write", "check": "write", "quiet": "", "verbose": "", "progress": "", "color": "",
		"fail-on": "fail_on", "max-new": "limits.max_new_contacts", "lang": "lang", "help": "",
	}
}

// jobFlags gives the flags of clean as a job sets them, and those that it set.
func jobFlags(cfg *job.Config, name string) (*cleanFlags, *pflag.FlagSet, error) {
	o, fs := new(cleanFlags), pflag.NewFlagSet("clean", pflag.ContinueOnError)
	o.add(fs)
	wrong := func(err error, hint string) error { return &job.ConfigError{File: name, Err: err, Hint: hint} }
	without := notInJobs()
	for _, setting := range slices.Sorted(maps.Keys(cfg.Clean)) {
		instead, not := without[setting]
		switch {
		case not && instead != "":
			return nil, nil, wrong(fmt.Errorf("clean.%s is no setting of a job", setting), fmt.Sprintf("use the setting %s", instead))
		case not:
			return nil, nil, wrong(fmt.Errorf("clean.%s is no setting of a job", setting), "")
		case fs.Lookup(setting) == nil:
			var names []string
			fs.VisitAll(func(f *pflag.Flag) {
				if _, not := without[f.Name]; !not {
					names = append(names, f.Name)
				}
			})
			hint := "settings under [clean] have the names of the flags: callready clean --help"
			if near := job.Nearest(setting, names); near != "" {
				hint = fmt.Sprintf("did you mean %s?", near)
			}
			return nil, nil, wrong(fmt.Errorf("unknown setting %q", "clean."+setting), hint)
		}
		if err := setAll(fs, setting, cfg.Clean[setting]); err != nil {
			return nil, nil, wrong(fmt.Errorf("clean.%s: %w", setting, err), "")
		}
	}
	if cfg.Profile != "" {
		if fs.Changed("profile") {
			return nil, nil, wrong(errors.New("the profile stands twice: as profile and as clean.profile"), "")
		}
		if err := fs.Set("profile", cfg.Profile); err != nil {
			return nil, nil, wrong(err, "")
		}
	}
	if cfg.Write == job.WriteUpdates && o.To != "" {
		return nil, nil, wrong(errors.New(`write = "updates" goes with the CRM's own import files, and clean.to asks for those of another program`), `use write = "all"`)
	}
	if err := fs.Set("fail-on", cfg.FailOn); err != nil {
		return nil, nil, err
	}
	if cfg.Lang != "" {
		if err := fs.Set("lang", cfg.Lang); err != nil {
			return nil, nil, err
		}
	}
	return o, fs, nil
}

// configured gives an error about a job file its exit code and its hint.
func configured(err error) error {
	c, ok := errors.AsType[*job.ConfigError](err)
	if !ok {
		return err
	}
	if c.Hint == "" {
		return usage(c)
	}
	return usage(c, c.Hint)
}
