package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/job"
)

func newJobCheck(env Env) *cobra.Command {
	lang := newChoice("auto", "en", "fr")
	cmd := &cobra.Command{
		Use:   "check [flags] JOB.toml",
		Short: "Prove a job without running it: paths, columns, disk, and the lines that schedule it",
		Long: `check looks at all that a run will need: the settings, the newest export and its columns, folders that
can be written, free disk, commands. It changes nothing, and prints lines for cron, systemd or the
Task Scheduler. It exits with 1 where a run would fail.`,
		Example: "  callready job check nightly.toml",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return checkJob(cmd.Context(), &env, lang.value, args[0])
		},
	}
	cmd.Flags().Var(lang, "lang", "language of reports: en or fr, from the environment by default")
	return cmd
}

// jobCheck is a look at a job.
type jobCheck struct {
	env   *Env
	cfg   *job.Config
	lang  finding.Lang
	voice func(string) string
	out   strings.Builder
	bad   int
}

func checkJob(ctx context.Context, env *Env, lang, path string) error {
	cfg, err := job.Load(path)
	if err != nil {
		return configured(err)
	}
	if lang == "auto" && cfg.Lang != "" {
		lang = cfg.Lang
	}
	own := cfg.Lang
	cfg.Lang = langOf(env, lang)
	c := &jobCheck{env: env, cfg: cfg, lang: finding.Lang(cfg.Lang), voice: voiced(cfg.Lang)}
	o, fs, err := jobFlags(cfg, path)
	if err != nil {
		return configured(err)
	}
	c.well("job", "tâche", "%s, write = %q, keep = %s", cfg.Name, cfg.Write, cfg.Keep)
	if own == "" && c.lang == finding.French {
		c.well("language", "langue", `%s`, c.lang.Pick("", `les rapports suivront l'environnement, qui sous cron n'est pas le vôtre : ajoutez lang = "fr"`))
	}
	found, err := cfg.Find()
	if err != nil {
		c.ill("inputs", "exports", err)
	} else {
		c.inputs(ctx, o, changedFlags(fs), found)
	}
	var inputs []job.Input
	if found != nil {
		inputs = found.Inputs
	}
	c.disk(inputs)
	for _, err := range cfg.Programs() {
		c.ill("command", "commande", err)
	}
	c.issued()
	c.schedule()
	if _, err := env.Stdout.Write([]byte(c.out.String())); err != nil {
		return err
	}
	if c.bad > 0 {
		return failed(fmt.Errorf("a run of the job %q would fail: an exclamation mark stands before what is wrong", cfg.Name))
	}
	return nil
}

// well adds a line about something that is right.
func (c *jobCheck) well(en, fr, format string, args ...any) {
	c.line(" ", en, fr, fmt.Sprintf(format, args...))
}

// ill adds a line about something that is wrong.
func (c *jobCheck) ill(en, fr string, err error) {
	c.bad++
	c.line("!", en, fr, c.voice(err.Error()))
}

func (c *jobCheck) line(mark, en, fr, text string) {
	fmt.Fprintf(&c.out, "%s %-10s %s\n", mark, c.lang.Pick(en, fr), strings.ReplaceAll(text, "\n", "\n             "))
}

// inputs looks at the files that the next run would take.
func (c *jobCheck) inputs(ctx context.Context, o *cleanFlags, options map[string]any, found *job.Found) {
	list := found.Inputs
	newest := list[len(list)-1]
	c.well("inputs", "exports", c.lang.Pick("%d there, the newest %s, %s, of %s", "présents : %d, le plus récent %s, %s, du %s"), len(list), newest.Path, bytesOf(newest.Size), newest.Mod.Local().Format("2006-01-02 15:04"))
	for _, name := range found.Unfinished {
		c.well("", "", c.lang.Pick("%s is still being written", "%s est encore en cours d'écriture"), name)
	}
	temp, err := os.MkdirTemp("", "callready-*")
	if err != nil {
		c.ill("columns", "colonnes", err)
		return
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a temporary folder
	quiet := *c.env
	quiet.Stderr = discard{}
	clean, err := newCleaning(&quiet, o, []string{newest.Path}, options)
	if err == nil {
		err = errors.Join(clean.checkFlags(ctx), clean.readSchemas(ctx))
	}
	if err != nil {
		c.ill("settings", "réglages", err)
		return
	}
	table, err := openTables(ctx, &quiet, []string{newest.Path}, temp, &o.tableFlags, o.ChildCopy)
	if table != nil {
		defer table.close()
	}
	if err != nil {
		c.ill("columns", "colonnes", err)
		return
	}
	b := table.binding
	key := c.lang.Pick("none, so the whole file is corrected", "aucune, donc tout le fichier est corrigé")
	if b.Key >= 0 {
		key = b.Columns[b.Key].Header
	}
	var phones []string
	for _, col := range b.Phones {
		phones = append(phones, b.Columns[col].Header)
	}
	c.well("profile", "profil", "%s", b.Profile.Title)
	c.well("columns", "colonnes", c.lang.Pick("record id: %s; phones: %s", "identifiant : %s ; téléphones : %s"), key, strings.Join(phones, ", "))
	c.columns(table.header())
}

// columns compares the newest input with that of the last run.
func (c *jobCheck) columns(now []string) {
	kept, err := c.cfg.Kept()
	if err != nil {
		c.ill("runs", "exécutions", err)
		return
	}
	if len(kept) == 0 || len(kept[len(kept)-1].Inputs) == 0 {
		return
	}
	if err := job.Columns(now, kept[len(kept)-1].Inputs[0].Header); err != nil {
		if c.cfg.Limits.ColumnsGone == job.ColumnsWarn {
			c.line(" ", "columns", "colonnes", c.voice(err.Error()))
			return
		}
		c.ill("columns", "colonnes", err)
	}
}

// disk looks at where the run writes.
func (c *jobCheck) disk(inputs []job.Input) {
	errs := c.cfg.Writable()
	for _, err := range errs {
		c.ill("folders", "dossiers", err)
	}
	if len(errs) == 0 {
		c.well("runs", "exécutions", "%s", c.cfg.Runs)
	}
	free, need, err := c.cfg.Space(inputs)
	switch {
	case err != nil:
		c.well("disk", "disque", "%s", c.lang.Pick("the system does not say what is free", "le système ne dit pas ce qui est libre"))
	case free < need:
		c.ill("disk", "disque", c.cfg.Disk(inputs))
	default:
		c.well("disk", "disque", c.lang.Pick("%s free, %s needed", "%s libres, %s nécessaires"), bytesOf(free), bytesOf(need))
	}
}

// issued says whether the job may write new contacts.
func (c *jobCheck) issued() {
	kept, err := c.cfg.Kept()
	if c.cfg.Write != job.WriteAll || err != nil {
		return
	}
	known := false
	for i := range kept {
		known = known || kept[i].Afresh > 0
	}
	if !known {
		c.well("contacts", "contacts", "%s", c.lang.Pick("what was issued before is not known from the runs that are kept; where the state does not know\neither, no new contact is written until a run with --afresh says that none is on its way",
			"les exécutions conservées ne disent pas ce qui a été livré ; si l'état ne le sait pas non plus, aucun nouveau\ncontact n'est écrit avant qu'une exécution avec --afresh dise qu'aucun n'est en route"))
	}
}

// schedule prints the lines that run the job every night.
func (c *jobCheck) schedule() {
	exe, err := os.Executable()
	if err != nil {
		exe = "callready"
	}
	if runtime.GOOS == "windows" {
		c.well("schedule", "planifier", "%s", c.cfg.Schtasks(exe))
		return
	}
	service, timer := c.cfg.Systemd(exe)
	c.well("cron", "cron", "%s", c.cfg.Cron(exe))
	c.well("systemd", "systemd", "%s\n%s", service, timer)
}

// bytesOf writes a number of bytes for people.
func bytesOf(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	default:
		return fmt.Sprintf("%d kB", (n+999)/1000)
	}
}
