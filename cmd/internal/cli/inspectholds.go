package cli

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/pipeline"
)

// holdsMost is up to how many bytes in all the files are gone through as a whole, which is what a clean does without writing: a
// second at most.
const holdsMost = 32 << 20

// plainClean is a clean of the files that writes nothing, with the flags of inspect and all others at their defaults.
func (t *opened) plainClean(env *Env, o *tableFlags, names []string, spool string, says texts) *cleaning {
	var all cleanFlags
	all.add(pflag.NewFlagSet("clean", pflag.ContinueOnError))
	all.tableFlags = *o
	c := &cleaning{
		env: env, o: &all, names: names, labels: labels(names), lang: langOf(env, o.Lang.value), texts: says, usual: says, table: t, temp: spool,
		opt: pipeline.Options{Mode: pipeline.Check, Asked: all.Split.value},
	}
	c.policy()
	return c
}

// holds prints how many contacts, shared lines and duplicates there are, unless the files are large.
func (t *opened) holds(ctx context.Context, w *inspector, job *pipeline.Job) error {
	var size int64
	for _, f := range t.files {
		size += f.Bytes()
	}
	if size > holdsMost {
		return nil
	}
	res, err := job.Run(ctx)
	if err != nil {
		return err
	}
	w.line("\n%s\t%s\n", w.Say("holds"), w.Say("contacts", "n", res.Contacts.Read, "phones", res.Contacts.Phones))
	if n := res.Lines.Shared(); n > 0 {
		w.line("\t%s\n", w.Say("shared", "n", n))
	}
	if d := res.Duplicates; d != nil {
		if n := d.Exact + d.Likely; n > 0 {
			w.line("\t%s\n", w.Say("doubles", "n", n))
		}
		if d.Possible > 0 {
			w.line("\t%s\n", w.Say("doubtful", "n", d.Possible))
		}
	}
	return nil
}
