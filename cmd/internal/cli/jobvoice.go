package cli

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/job"
)

// jobVoice says what a job does: in words for the mail of cron, or in log lines. Neither has names or numbers of contacts.
type jobVoice struct {
	out   io.Writer // words
	err   io.Writer // errors and warnings
	lines *slog.Logger
	lang  finding.Lang
	quiet bool
	voice func(string) string
}

func newJobVoice(env *Env, o *jobRunFlags, cfg *job.Config) *jobVoice {
	v := &jobVoice{out: env.Stdout, err: env.Stderr, lang: finding.Lang(cfg.Lang), quiet: o.Quiet, voice: voiced(cfg.Lang)}
	opt := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			a.Value = slog.TimeValue(env.Now().UTC())
		}
		return a
	}}
	switch o.Log.value {
	case "text":
		v.lines = slog.New(slog.NewTextHandler(env.Stderr, opt)).With(slog.String("job", cfg.Name))
	case "json":
		v.lines = slog.New(slog.NewJSONHandler(env.Stderr, opt)).With(slog.String("job", cfg.Name))
	}
	return v
}

// log writes a line where lines are wanted.
func (v *jobVoice) log(event string, attrs ...any) {
	if v.lines != nil {
		v.lines.Info(event, attrs...)
	}
}

// words gives an error in the language of the job, on one line.
func (v *jobVoice) words(err error) string {
	return strings.ReplaceAll(v.voice(err.Error()), "\n", "; ")
}

// warn says what does not stop the run.
func (v *jobVoice) warn(err error) {
	if v.lines != nil {
		v.lines.Warn("warning", slog.String("warning", v.words(err)))
		return
	}
	tell(v.err, "callready:", v.lang.Pick("warning:", "attention :"), v.words(err))
}

// silence gives the error without its words where a log line had them.
func (v *jobVoice) silence(err error) error {
	if v.lines == nil || err == nil {
		return err
	}
	c, ok := err.(*coded) //nolint:errorlint // only the outermost one is said
	if !ok {
		return err
	}
	return &coded{code: c.code}
}

// done says how the run ended.
func (v *jobVoice) done(r *jobRun, code int, err error) {
	if v.lines != nil {
		v.logged(r, code, err)
		return
	}
	if v.quiet || r.folder == "" && r.nothing == "" && err != nil {
		return
	}
	var b strings.Builder
	switch {
	case r.folder != "":
		v.published(&b, r)
	case r.nothing != "":
		fmt.Fprintf(&b, v.lang.Pick("%s: nothing new: %s processed it; --again processes it once more\n", "%s : rien de nouveau : %s l'a traité ; --again le traite encore une fois\n"), r.cfg.Name, r.nothing)
	}
	_, _ = io.WriteString(v.out, b.String()) // The run is over, whoever reads this.
}

// logged writes the last line.
func (v *jobVoice) logged(r *jobRun, code int, err error) {
	attrs := []any{"outcome", outcomeOf(code), "exit", code, "seconds", r.env.Now().Sub(r.started).Seconds()}
	switch {
	case r.folder != "":
		rec := &r.night.rec
		f := rec.Figures
		attrs = append(attrs, "run", r.folder, "write", rec.Write, "records", f.Rows, "contacts", f.Contacts, "changed", f.Changed, "created", f.Created,
			"held", f.Held, "rejected", f.Rejected, "needs_you", f.NeedsYou, "not_imported", f.Withheld)
		if r.diff != nil {
			attrs = append(attrs, "new_findings", sumOf(r.diff.New), "gone_findings", sumOf(r.diff.Gone))
		}
	case r.nothing != "":
		attrs = append(attrs, "nothing_new", r.nothing)
	}
	if err != nil && r.folder == "" {
		v.lines.Error("ended", append(attrs, "error", v.words(err))...)
		return
	}
	v.lines.Info("ended", attrs...)
}

func sumOf(counts map[string]int64) (n int64) {
	for _, c := range counts {
		n += c
	}
	return n
}

// published says what a published run came to.
func (v *jobVoice) published(b *strings.Builder, r *jobRun) {
	say := func(en, fr string, args ...any) { fmt.Fprintf(b, v.lang.Pick(en, fr)+"\n", args...) }
	rec := &r.night.rec
	f := rec.Figures
	var names []string
	for _, in := range rec.Inputs {
		names = append(names, filepath.Base(in.Path))
	}
	say("%s: %s", "%s : %s", rec.Run, strings.Join(names, ", "))
	switch rec.Write {
	case job.WriteReport:
		say("  contacts: %d read, %d would change, %d would be new, %d more wait; only a report was written", "  contacts : %d lus, %d seraient modifiés, %d seraient nouveaux, %d autres attendent ; seul un rapport a été écrit", f.Contacts, f.Changed, f.Created, f.Held)
	case job.WriteUpdates:
		say("  contacts: %d read, %d change; those with numbers too many are listed, not split", "  contacts : %d lus, %d sont modifiés ; ceux qui ont trop de numéros sont listés, non séparés", f.Contacts, f.Changed)
	default:
		say("  contacts: %d read, %d change, %d are new, %d more wait", "  contacts : %d lus, %d sont modifiés, %d sont nouveaux, %d autres attendent", f.Contacts, f.Changed, f.Created, f.Held)
	}
	say("  contacts for a person: %d; records that cannot be read: %d", "  contacts à voir par quelqu'un : %d ; enregistrements illisibles : %d", f.NeedsYou, f.Rejected)
	if r.blind() {
		say("  no new contact was written: what earlier runs issued is not known. If nobody will import new contacts of\n  an earlier run any more, run once with --afresh", "  aucun nouveau contact n'a été écrit : on ne sait pas ce que les exécutions précédentes ont livré. Si personne\n  n'importera plus de nouveaux contacts d'une exécution précédente, relancer une fois avec --afresh")
	}
	for _, w := range rec.Waiting {
		named := w.Run
		if named == lostRun {
			named = v.lang.Pick("an earlier run", "une exécution précédente")
		}
		say("  new contacts of %s that were not imported yet, and not issued again: %d", "  nouveaux contacts de %s pas encore importés, et non livrés une seconde fois : %d", named, w.Count)
	}
	if r.diff != nil {
		v.changed(b, r)
	}
	folder := r.folder
	say("  %s", "  %s", filepath.Join(folder, "report.html"))
	if rec.Write != job.WriteReport && f.Changed+f.Created > 0 {
		say("  %s", "  %s", filepath.Join(folder, "IMPORT.md"))
	}
}

// mostNew is how many codes are named that are new.
const mostNew = 8

// changed says what is new since the run before, and what is gone.
func (v *jobVoice) changed(b *strings.Builder, r *jobRun) {
	if r.diff.before == "" {
		return
	}
	texts := r.clean.texts
	fmt.Fprintf(b, v.lang.Pick("  findings since %s: %d new, %d gone, %d as before\n", "  constats depuis %s : %d nouveaux, %d disparus, %d inchangés\n"), r.diff.before, sumOf(r.diff.New), sumOf(r.diff.Gone), sumOf(r.diff.Standing))
	codes := slices.SortedFunc(maps.Keys(r.diff.New), func(a, b string) int {
		return cmp.Or(cmp.Compare(r.diff.New[b], r.diff.New[a]), strings.Compare(a, b))
	})
	for i, code := range codes {
		if i == mostNew {
			fmt.Fprintf(b, v.lang.Pick("    and %d other codes\n", "    et %d autres codes\n"), len(codes)-mostNew)
			break
		}
		fmt.Fprintf(b, v.lang.Pick("    %d × %s: %s\n", "    %d × %s : %s\n"), r.diff.New[code], code, texts.Says(code, v.lang.String()))
	}
}
