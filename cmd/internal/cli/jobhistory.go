package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/state"
)

// historyRuns is how many runs job history shows by default.
const historyRuns = 20

func newJobHistory(env Env) *cobra.Command {
	var o lookFlags
	var n int
	cmd := &cobra.Command{
		Use:   "history [flags] JOB.toml",
		Short: "List the runs of a job, the last one first",
		Long: `history lists the runs that the state of a job remembers, those that stopped or failed too, with what each
changed and how its findings differ from those of the run before. It says which runs issued new contacts
that no export has shown yet. Nothing is changed.`,
		Example: "  callready job history nightly.toml\n  callready job history nightly.toml --runs 0 --format json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if n < 0 {
				return usage(errors.New("--runs must not be negative"))
			}
			l, err := look(cmd.Context(), &env, &o, args[0])
			if err != nil {
				return err
			}
			defer l.close()
			return l.history(cmd.Context(), n)
		},
	}
	o.add(cmd.Flags())
	cmd.Flags().IntVarP(&n, "runs", "n", historyRuns, "how many runs; 0 for all")
	return cmd
}

// history writes the last n runs, all if n is 0.
func (l *looking) history(ctx context.Context, n int) error {
	var runs []state.Run
	var waiting []state.Waiting
	if l.store != nil {
		var err error
		if runs, err = l.store.History(ctx, l.cfg.Name, n); err != nil {
			return err
		}
		if waiting, err = l.store.Waiting(ctx, l.cfg.Name); err != nil {
			return err
		}
	}
	if l.json {
		out := jsonHistory{Job: l.cfg.Name, Runs: make([]jsonRun, 0, len(runs)), Waiting: make([]jsonWaiting, 0, len(waiting))}
		for i := range runs {
			out.Runs = append(out.Runs, newJSONRun(&runs[i]))
		}
		for _, w := range waiting {
			out.Waiting = append(out.Waiting, jsonWaiting{Run: w.Run, Ended: moment(w.Ended), Children: w.Children})
		}
		return printJSON(l.env.Stdout, out)
	}
	if len(runs) == 0 {
		_, err := fmt.Fprintf(l.env.Stdout, l.pick("the job %s has no runs yet\n", "la tâche %s n'a pas encore d'exécution\n"), l.cfg.Name)
		return err
	}
	s := newSheet(l.env.Stdout)
	s.line("%s", l.pick("run\tbegan\toutcome\trecords\tchanged\tcreated\theld\tunread\tnew findings\tgone\tstanding\n",
		"exécution\tdébut\tissue\tfiches\tmodifiées\tcréées\ten attente\tillisibles\tnouveaux constats\tdisparus\tinchangés\n"))
	for i := range runs {
		r := &runs[i]
		s.line("%s\t%s\t%s", r.ID, l.at(r.Began), l.outcome(r.Outcome))
		c := &r.Counts
		if state.Well(r.Outcome) {
			s.line("\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", c.Rows, c.Changed, c.Created, c.Held, c.Rejected, total(r.Delta.New), total(r.Delta.Gone), total(r.Delta.Standing))
		} else {
			s.line("\t-\t-\t-\t-\t-\t-\t-\t-\n")
		}
	}
	if err := s.end(); err != nil {
		return err
	}
	if err := l.reasons(l.env.Stdout, runs); err != nil {
		return err
	}
	return l.waiting(l.env.Stdout, waiting)
}

// reasons says why runs stopped or failed.
func (l *looking) reasons(w io.Writer, runs []state.Run) error {
	for i := range runs {
		if runs[i].Reason == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s (%d): %s\n", runs[i].ID, runs[i].Code, l.reason(&runs[i])); err != nil {
			return err
		}
	}
	return nil
}

// total adds up what is counted by code.
func total(counts map[string]int64) (n int64) {
	for _, c := range counts {
		n += c
	}
	return n
}

// printJSON writes a value as a document of its own, to be read by people too.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
