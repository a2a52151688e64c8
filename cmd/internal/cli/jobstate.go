package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/state"
)

// lookFlags are what the commands have in common that look at the state of a job.
type lookFlags struct {
	Format *choice
	Lang   *choice
}

func (o *lookFlags) add(flags *pflag.FlagSet) {
	o.Format, o.Lang = newChoice("text", "json"), newChoice("auto", "en", "fr")
	flags.Var(o.Format, "format", "what to write: text or json")
	flags.Var(o.Lang, "lang", "language of the text: en or fr, from the job or the environment by default")
}

// looking is a command that looks at the state of a job.
type looking struct {
	env       *Env
	cfg       *job.Config
	json      bool
	lang      finding.Lang
	now       time.Time
	store     *state.Store // nil before the first run
	catalogue *finding.Catalogue
}

// look reads a job file and opens its state, which is neither made nor mended; the caller closes it.
func look(ctx context.Context, env *Env, o *lookFlags, name string) (*looking, error) {
	cfg, err := job.Load(name)
	if err != nil {
		return nil, configured(err)
	}
	// No other variable of the environment counts: CALLREADY_KEY names a column.
	lang := o.Lang.value
	if lang == "auto" {
		lang = cmp.Or(env.Getenv("CALLREADY_LANG"), cfg.Lang, lang)
	}
	l := &looking{env: env, cfg: cfg, json: o.Format.value == "json", now: env.Now(), lang: finding.Lang(langOf(env, lang))}
	if l.catalogue, err = finding.Load(); err != nil {
		return nil, err
	}
	l.store, err = state.Open(ctx, cfg.State, state.Options{Now: env.Now, Existing: true})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, stateError(err)
	}
	return l, nil
}

// stateError gives an error about a state its exit code.
func stateError(err error) error {
	switch {
	case errors.Is(err, state.ErrForeign), errors.Is(err, state.ErrNewer):
		return usage(err)
	case errors.Is(err, state.ErrLocked):
		return &coded{code: exitLocked, err: err}
	default:
		return err
	}
}

// close closes the state.
func (l *looking) close() {
	if l.store != nil {
		l.store.Close() //nolint:errcheck // what was written is on the disk
	}
}

// pick gives a text in the language of the command.
func (l *looking) pick(en, fr string) string { return l.lang.Pick(en, fr) }

// count gives the text for a number, in the language of the command. French counts none as one.
func (l *looking) count(n int64, one, more, un, plus string) string {
	if l.lang == finding.French && n < 2 || l.lang != finding.French && n == 1 {
		return l.pick(one, un)
	}
	return l.pick(more, plus)
}

// at writes a time for people, in the zone of the clock.
func (l *looking) at(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(l.now.Location()).Format("2006-01-02 15:04")
}

// outcome names the outcome of a run.
func (l *looking) outcome(word string) string {
	switch word {
	case state.Published:
		return l.pick("published", "publiée")
	case state.Checked:
		return l.pick("checked", "vérifiée")
	case state.Approved:
		return l.pick("approved", "approuvée")
	case state.Nothing:
		return l.pick("nothing new", "rien de nouveau")
	case state.Stopped:
		return l.pick("stopped", "arrêtée")
	case state.Failed:
		return l.pick("failed", "échouée")
	default:
		return word
	}
}

// severity names a severity.
func (l *looking) severity(word string) string {
	switch word {
	case "warning":
		return l.pick("warning", "avertissement")
	case "error":
		return l.pick("error", "erreur")
	default:
		return word
	}
}

// reason gives why a run stopped, in the language of the command where it is known.
func (l *looking) reason(r *state.Run) string { return words.Plain(voiced(l.lang.String())(r.Reason)) }

// noRun says that there is nothing to look at.
func (l *looking) noRun() error {
	return failed(fmt.Errorf("the job %s has no runs yet", l.cfg.Name), "callready job run makes one")
}

// waiting says which runs were not imported.
func (l *looking) waiting(w io.Writer, list []state.Waiting) error {
	for i := range list {
		since := ""
		if !list[i].Ended.IsZero() {
			since = fmt.Sprintf(l.pick(" of %s", " du %s"), l.at(list[i].Ended))
		}
		n := list[i].Children
		says := l.count(n, "not imported yet: %d new contact of %s%s\n", "not imported yet: %d new contacts of %s%s\n",
			"pas encore importé : %d nouveau contact de %s%s\n", "pas encore importés : %d nouveaux contacts de %s%s\n")
		if _, err := fmt.Fprintf(w, says, n, words.Plain(list[i].Run), since); err != nil {
			return err
		}
	}
	return nil
}

// runNamed gives the id of a run as a person names it: its id, its folder, or nothing for the last one.
func (l *looking) runNamed(ctx context.Context, args []string) (string, error) {
	if len(args) > 0 {
		return filepath.Base(filepath.Clean(args[0])), nil
	}
	runs, err := l.store.History(ctx, l.cfg.Name, 1)
	if err != nil {
		return "", err
	}
	if len(runs) == 0 {
		return "", l.noRun()
	}
	return runs[0].ID, nil
}
