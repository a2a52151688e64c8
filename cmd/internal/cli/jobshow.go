package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/state"
)

// showFindings is how many findings job show lists by default.
const showFindings = 50

// showFlags are the flags of job show.
type showFlags struct {
	lookFlags
	New   bool
	Codes []string
	Limit int
}

func newJobShow(env Env) *cobra.Command {
	var o showFlags
	cmd := &cobra.Command{
		Use:   "show [flags] JOB.toml [RUN]",
		Short: "Show one run of a job: what it read, what it found, and since when",
		Long: `show says what a run of a job read and did, and lists its findings with the run that had each of them
first. Without RUN it shows the last one. The state keeps of a finding its code, the record's id and the
column; what stands in the cell, the run folder says (callready report).`,
		Example: "  callready job show nightly.toml\n  callready job show nightly.toml nightly-0042-20261123 --new\n  callready job show nightly.toml --code too-short --limit 0 --format json",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.Limit < 0 {
				return usage(errors.New("--limit must not be negative"))
			}
			l, err := look(cmd.Context(), &env, &o.lookFlags, args[0])
			if err != nil {
				return err
			}
			defer l.close()
			if l.store == nil {
				return l.noRun()
			}
			if err := l.known(o.Codes...); err != nil {
				return err
			}
			run, err := l.runNamed(cmd.Context(), args[1:])
			if err != nil {
				return err
			}
			return l.show(cmd.Context(), &o, run)
		},
	}
	o.add(cmd.Flags())
	cmd.Flags().BoolVar(&o.New, "new", false, "only findings that the run before did not have")
	cmd.Flags().StringSliceVar(&o.Codes, "code", nil, "only findings with one of these codes")
	cmd.Flags().IntVar(&o.Limit, "limit", showFindings, "how many findings; 0 for all")
	return cmd
}

// known wants codes that there are.
func (l *looking) known(codes ...string) error {
	for _, code := range codes {
		if _, ok := l.catalogue.Lookup(code); !ok {
			return usage(fmt.Errorf("--code: there is no code %q", code), "callready report --codes lists the codes")
		}
	}
	return nil
}

// show writes one run.
func (l *looking) show(ctx context.Context, o *showFlags, id string) error {
	run, all, err := l.store.Show(ctx, l.cfg.Name, id)
	if errors.Is(err, state.ErrUnknown) {
		return usage(fmt.Errorf("the job %s has no run %s", l.cfg.Name, id), "callready job history lists the runs")
	}
	if err != nil {
		return err
	}
	w := bufio.NewWriter(l.env.Stdout)
	var rest int64
	if l.json {
		rest, err = l.showJSON(w, &run, chosen(all, o), o.Limit)
	} else {
		rest, err = l.showText(w, &run, chosen(all, o), o.Limit)
	}
	if err == nil && rest > 0 && !l.json {
		_, err = fmt.Fprintf(w, l.count(rest, "and %d more; --limit 0 lists all\n", "and %d more; --limit 0 lists all\n",
			"et %d autre ; --limit 0 les donne tous\n", "et %d autres ; --limit 0 les donne tous\n"), rest)
	}
	return errors.Join(err, w.Flush())
}

// chosen gives the findings that the flags ask for.
func chosen(all iter.Seq2[state.FindingAge, error], o *showFlags) iter.Seq2[state.FindingAge, error] {
	codes := map[string]bool{}
	for _, code := range o.Codes {
		codes[code] = true
	}
	return func(yield func(state.FindingAge, error) bool) {
		for a, err := range all {
			if err == nil && (o.New && a.Runs > 1 || len(codes) > 0 && !codes[a.Code]) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// showText writes a run for people; rest is how many findings were left out.
func (l *looking) showText(w io.Writer, r *state.Run, findings iter.Seq2[state.FindingAge, error], limit int) (rest int64, err error) {
	s := newSheet(w)
	s.line(l.pick("%s: %s\n", "%s : %s\n"), r.ID, l.outcome(r.Outcome))
	if r.Reason != "" {
		s.line("  %s\n", l.reason(r))
	}
	item := func(en, fr, format string, args ...any) {
		s.line("  %s\t%s\n", l.pick(en, fr), fmt.Sprintf(format, args...))
	}
	item("began", "début", "%s", l.at(r.Began))
	item("ended", "fin", "%s", l.at(r.Ended))
	item("exit code", "code de sortie", "%d", r.Code)
	if r.Folder != "" {
		item("folder", "dossier", "%s", words.Plain(r.Folder))
	}
	if r.Of != "" {
		item("approves", "approuve", "%s", r.Of)
	}
	for _, in := range r.Inputs {
		item("input", "entrée", "%s", words.Plain(in.Path))
		known := "SHA-256 " + in.SHA256
		if in.Size > 0 { // Of a run whose state was lost only the checksum is known.
			known = fmt.Sprintf(l.pick("%d bytes, %s", "%d octets, %s"), in.Size, known)
		}
		if in.Rows > 0 { // A run that stopped noted no count.
			known = fmt.Sprintf(l.pick("%d records, %s", "%d fiches, %s"), in.Rows, known)
		}
		item("", "", "%s", known)
	}
	c := &r.Counts
	if state.Well(r.Outcome) {
		item("records", "fiches", "%d", c.Rows)
		item("changed", "modifiées", "%d", c.Changed)
		item("created", "créées", "%d", c.Created)
		item("held", "en attente", "%d", c.Held)
		item("unread", "illisibles", "%d", c.Rejected)
	}
	if r.Version != "" {
		item("callready", "callready", "%s", strings.TrimSpace(r.Version+" "+r.Plan))
	}
	if err := s.end(); err != nil {
		return 0, err
	}
	if err := l.showCodes(w, r); err != nil {
		return 0, err
	}
	return l.showList(w, findings, limit)
}

// showCodes writes what a run counted by code.
func (l *looking) showCodes(w io.Writer, r *state.Run) error {
	codes := codesOf(r)
	if len(codes) == 0 {
		return nil
	}
	s := newSheet(w)
	s.line("%s", l.pick("\ncode\tseverity\tfound\tnew\tstanding\tgone\tacknowledged\n", "\ncode\tgravité\ttrouvés\tnouveaux\tinchangés\tdisparus\tconnus\n"))
	for _, code := range codes {
		severity := r.Severity[code]
		if e, ok := l.catalogue.Lookup(code); ok && severity == "" {
			severity = e.Severity.String()
		}
		d := &r.Delta
		s.line("%s\t%s\t%d\t%d\t%d\t%d\t%d\n", code, l.severity(severity), r.Counts.Findings[code], d.New[code], d.Standing[code], d.Gone[code], d.Acknowledged[code])
	}
	return s.end()
}

// showList writes findings; rest is how many were left out. The sheet ends now and then, so that not all are held in memory.
func (l *looking) showList(w io.Writer, findings iter.Seq2[state.FindingAge, error], limit int) (rest int64, err error) {
	const page = 1000
	s := newSheet(w)
	n := 0
	for a, err := range findings {
		if errors.Is(err, state.ErrForgotten) {
			_, err := fmt.Fprintln(w, l.pick("\nits findings are not kept any more", "\nses constats ne sont plus conservés"))
			return 0, err
		}
		if err != nil {
			return 0, err
		}
		if limit > 0 && n >= limit {
			rest++
			continue
		}
		if n == 0 {
			s.line("%s", l.pick("\nrecord\tcolumn\tcode\tfirst seen\tfirst run\truns\n", "\nfiche\tcolonne\tcode\tvu d'abord\tpremière exécution\texécutions\n"))
		}
		known := ""
		if a.Acknowledged {
			known = "\t" + l.pick("acknowledged", "connu")
		}
		s.line("%s\t%s\t%s\t%s\t%s\t%d%s\n", dash(a.Key), dash(a.Column), a.Code, l.at(a.FirstSeen), a.First, a.Runs, known)
		if n++; n%page == 0 {
			if err := s.end(); err != nil {
				return 0, err
			}
			s = newSheet(w)
		}
	}
	return rest, s.end()
}

// dash gives a cell of a sheet, which is not empty and one line.
func dash(text string) string {
	if text == "" {
		return "-"
	}
	return words.Plain(text)
}

// showJSON writes a run as one document, its findings one on a line; rest is how many were left out.
func (l *looking) showJSON(w io.Writer, r *state.Run, findings iter.Seq2[state.FindingAge, error], limit int) (rest int64, err error) {
	head, err := json.Marshal(newJSONRun(r))
	if err != nil {
		return 0, err
	}
	name, err := json.Marshal(l.cfg.Name)
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Fprintf(w, "{\"job\":%s,\"run\":%s,\n\"findings\":[", name, head); err != nil {
		return 0, err
	}
	n, kept := 0, true
	for a, err := range findings {
		if errors.Is(err, state.ErrForgotten) {
			kept = false
			break
		}
		if err != nil {
			return 0, err
		}
		if limit > 0 && n >= limit {
			rest++
			continue
		}
		line, err := json.Marshal(newJSONFinding(&a))
		if err != nil {
			return 0, err
		}
		sep := ",\n"
		if n == 0 {
			sep = "\n"
		}
		if _, err := fmt.Fprintf(w, "%s%s", sep, line); err != nil {
			return 0, err
		}
		n++
	}
	_, err = fmt.Fprintf(w, "\n],\"more\":%d,\"findings_kept\":%t}\n", rest, kept)
	return rest, err
}
