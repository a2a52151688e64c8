package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/state"
)

// ackFlags are the flags of job ack.
type ackFlags struct {
	lookFlags
	Code, Key, Until, Note string
	Undo                   bool
}

func newJobAck(env Env) *cobra.Command {
	var o ackFlags
	cmd := &cobra.Command{
		Use:   "ack [flags] JOB.toml",
		Short: "Acknowledge findings, so that they do not count as new; without --code list what is acknowledged",
		Long: `ack notes that somebody knows of findings: all with a code, those that come later too, or those of one
record. From the next run on they are counted as acknowledged, neither as new nor as standing, until the
end of a day or until --undo. What callready does with the cells stays the same.`,
		Example: `  callready job ack nightly.toml --code too-short --key 51000073 --until 2027-03-31 --note "asked Ana"
  callready job ack nightly.toml --code too-short --key 51000073 --undo
  callready job ack nightly.toml`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := look(cmd.Context(), &env, &o.lookFlags, args[0])
			if err != nil {
				return err
			}
			defer l.close()
			return l.ack(cmd.Context(), &o)
		},
	}
	o.add(cmd.Flags())
	fs := cmd.Flags()
	fs.StringVar(&o.Code, "code", "", "code of the findings (callready report --codes lists them)")
	fs.StringVar(&o.Key, "key", "", "id of one record, as callready job show has it; all records by default")
	fs.StringVar(&o.Until, "until", "", "last day on which it counts, such as 2027-03-31; for good by default")
	fs.StringVar(&o.Note, "note", "", "why, for those who read it later")
	fs.BoolVar(&o.Undo, "undo", false, "take the acknowledgement of --code and --key back")
	return cmd
}

// ack notes an acknowledgement, takes it back, or lists them.
func (l *looking) ack(ctx context.Context, o *ackFlags) error {
	if o.Code == "" {
		if o.Key+o.Until+o.Note != "" || o.Undo {
			return usage(errors.New("--key, --until, --note and --undo go with --code"))
		}
		return l.acks(ctx)
	}
	if o.Undo && o.Until+o.Note != "" {
		return usage(errors.New("--undo takes neither --until nor --note"))
	}
	until, err := l.until(o.Until)
	if err != nil {
		return err
	}
	if !o.Undo { // A code that is not there any more can still be taken back.
		if err := l.known(o.Code); err != nil {
			return err
		}
	}
	if l.store == nil {
		return l.noRun()
	}
	if o.Undo {
		err = l.store.Unack(ctx, l.cfg.Name, o.Code, o.Key)
		if errors.Is(err, state.ErrUnknown) {
			return usage(errors.New("there is no acknowledgement of this code and key"), "callready job ack JOB.toml lists them")
		}
	} else {
		by := cmp.Or(l.env.Getenv("USER"), l.env.Getenv("LOGNAME"), l.env.Getenv("USERNAME"))
		err = l.store.Ack(ctx, l.cfg.Name, state.Acknowledgement{Code: o.Code, Key: o.Key, Until: until, Note: o.Note, By: by})
	}
	if err != nil {
		return stateError(err)
	}
	if l.json {
		return l.acks(ctx)
	}
	n, err := l.store.Standing(ctx, l.cfg.Name, o.Code, o.Key)
	if err != nil {
		return err
	}
	says := l.count(n, "acknowledged: it covers %d finding of the last run\n", "acknowledged: it covers %d findings of the last run\n",
		"marqué : cela couvre %d constat de la dernière exécution\n", "marqué : cela couvre %d constats de la dernière exécution\n")
	if o.Undo {
		says = l.count(n, "taken back: it covered %d finding of the last run\n", "taken back: it covered %d findings of the last run\n",
			"retiré : cela couvrait %d constat de la dernière exécution\n", "retiré : cela couvrait %d constats de la dernière exécution\n")
	}
	_, err = fmt.Fprintf(l.env.Stdout, says, n)
	return err
}

// until reads a day and gives its end, in the zone of the clock.
func (l *looking) until(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, l.now.Location())
	if err != nil {
		return day, usage(fmt.Errorf("--until %s: a day is written as 2027-03-31", text))
	}
	end := day.AddDate(0, 0, 1)
	if !end.After(l.now) {
		return end, usage(fmt.Errorf("--until %s: this day is over", text))
	}
	return end, nil
}

// acks lists what is acknowledged.
func (l *looking) acks(ctx context.Context) error {
	var list []state.Acknowledgement
	if l.store != nil {
		var err error
		if list, err = l.store.Acks(ctx, l.cfg.Name); err != nil {
			return err
		}
	}
	if l.json {
		out := make([]jsonAck, 0, len(list))
		for i := range list {
			out = append(out, newJSONAck(&list[i], l.now))
		}
		return printJSON(l.env.Stdout, out)
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(l.env.Stdout, l.pick("nothing is acknowledged", "rien n'est marqué comme connu"))
		return err
	}
	s := newSheet(l.env.Stdout)
	s.line("%s", l.pick("code\trecord\tuntil\tsince\tby\tnote\n", "code\tfiche\tjusqu'au\tdepuis\tpar\tremarque\n"))
	for i := range list {
		a := &list[i]
		last := "-"
		if !a.Until.IsZero() {
			last = a.Until.In(l.now.Location()).AddDate(0, 0, -1).Format(time.DateOnly)
		}
		if over(a, l.now) {
			last += l.pick(" (over)", " (passé)")
		}
		key := words.Plain(a.Key)
		if key == "" {
			key = l.pick("all", "toutes")
		}
		s.line("%s\t%s\t%s\t%s\t%s\t%s\n", a.Code, key, last, l.at(a.At), dash(a.By), dash(a.Note))
	}
	return s.end()
}
