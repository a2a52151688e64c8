package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/pipeline"
)

// nightly is what a job asks of a clean and keeps of it. A nil one is a clean that a person runs: it asks for nothing.
type nightly struct {
	cfg    *job.Config
	limits job.Limits // none where a person looks, or approves
	before job.Issued
	kept   []job.Kept // earlier runs
	inputs []job.Input
	expect *job.Record // what an approval must come to; nil for none
	accept bool        // columns may be gone

	rec  job.Record // filled in by the run
	made []string   // ids of the new contacts in import/
	seen []string   // ids of new contacts of earlier runs that the export has
	sees bool       // the export has a column for them, and all contacts
	warn []error    // what is worth saying and stops nothing
}

// issued gives what earlier runs issued.
func (n *nightly) issued() *pipeline.Issued {
	if n == nil {
		return nil
	}
	out := &pipeline.Issued{IDs: map[string]bool{}, Numbers: map[string]bool{}}
	for id := range n.before.IDs {
		out.IDs[id] = true
	}
	for number := range n.before.Numbers {
		out.Numbers[number] = true
	}
	return out
}

// judge holds what a run came to against what the job allows, before anything is published.
func (n *nightly) judge(c *cleaning, res *pipeline.Result) error {
	if n == nil {
		return nil
	}
	s := &c.summary
	n.rec.Figures = job.Figures{
		Contacts: s.Contacts.Read, Changed: s.Contacts.Changed, Created: s.Contacts.Created, Held: s.Contacts.Held, Rejected: res.Bad,
		NeedsYou: s.Contacts.NeedsYou, Withheld: int64(len(res.Withheld)),
	}
	n.rec.Codes, n.rec.Inputs = s.Codes, nil
	for i, in := range s.Inputs {
		if in.SHA256 != n.inputs[i].SHA256 {
			return tryLater(&job.UnsettledError{Path: n.inputs[i].Path})
		}
		n.rec.Figures.Rows += in.Rows
		n.rec.Inputs = append(n.rec.Inputs, job.RecordInput{Path: n.inputs[i].Path, SHA256: in.SHA256, Header: in.Header})
	}
	n.rec.Settings = settingsOf(c)
	n.seen, n.sees = res.Present, c.table.binding.Child >= 0 && n.cfg.Pick != job.PickNew && len(c.opt.Where) == 0
	n.rec.Waiting = n.waiting(res)
	if n.expect != nil {
		return n.asExpected()
	}
	if err := n.columns(); err != nil {
		return err
	}
	var last *job.Figures
	for i := range n.kept {
		if n.kept[i].Write == n.rec.Write {
			last = &n.kept[i].Figures
		}
	}
	if err := n.limits.Judge(n.rec.Figures, last); err != nil {
		return guarded(err, "nothing was published; callready job run --report shows what it would do, and callready job approve writes it")
	}
	return nil
}

// columns holds the columns against those of the last run.
func (n *nightly) columns() error {
	if n.accept || len(n.kept) == 0 || len(n.rec.Inputs) == 0 {
		return nil
	}
	last := &n.kept[len(n.kept)-1]
	if len(last.Inputs) == 0 {
		return nil
	}
	err := job.Columns(n.rec.Inputs[0].Header, last.Inputs[0].Header)
	if err == nil {
		return nil
	}
	if n.limits.ColumnsGone == job.ColumnsWarn {
		n.warn = append(n.warn, err)
		return nil
	}
	return guarded(err, "nothing was published; if the export is to be like this, run once with --accept-columns")
}

// waiting counts by run the new contacts that were issued and are not imported, the oldest run first.
func (n *nightly) waiting(res *pipeline.Result) []job.Waiting {
	counts := map[string]int64{}
	for _, w := range res.Withheld {
		run, ok := n.before.Numbers[w.Number]
		if id, known := n.before.IDs[w.ID]; known {
			run, ok = id, true
		}
		if ok {
			counts[run]++
		}
	}
	var out []job.Waiting
	for _, run := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, job.Waiting{Run: run, Count: counts[run]})
	}
	return out
}

// asExpected tells whether an approval does what the approved run said.
func (n *nightly) asExpected() error {
	e, f := n.expect, n.rec.Figures
	if e.Settings != n.rec.Settings {
		return failed(fmt.Errorf("the settings of the job are not those of %s any more", e.Run), "run the job again, and approve that run")
	}
	if e.Write == job.WriteReport && (e.Figures.Created != f.Created || e.Figures.Held != f.Held || e.Figures.Changed != f.Changed) {
		return guarded(fmt.Errorf("new contacts and updates: %d and %d would be written, and %s said %d and %d", f.Created+f.Held, f.Changed, e.Run, e.Figures.Created+e.Figures.Held, e.Figures.Changed),
			"nothing was published; run the job again with --again, and approve that run")
	}
	return nil
}

// record writes what the run is to its job into the folder.
func (n *nightly) record(c *cleaning, res *pipeline.Result) error {
	if n == nil {
		return nil
	}
	var ids []string
	if n.rec.Write == job.WriteAll {
		ids = res.Issued
	}
	n.made = ids
	if len(ids)+n.before.Len() > 0 {
		if err := put(c, job.IssuedName, n.before.Table(n.rec.Run, ids)); err != nil {
			return err
		}
		c.folder.SetRows(job.IssuedName, int64(len(ids)+n.before.Len()))
	}
	data, err := n.rec.Marshal()
	if err != nil {
		return err
	}
	return put(c, job.RecordName, data)
}

// put writes a file into the run folder.
func put(c *cleaning, name string, data []byte) error {
	f, err := c.folder.File(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// settingsOf gives a hash of what decides what a run makes of its inputs, but for what it writes.
func settingsOf(c *cleaning) string {
	options := maps.Clone(c.options)
	for _, name := range []string{"split", "dry-run", "fail-on"} {
		delete(options, name)
	}
	options["job-split"] = c.nightly.cfg.Clean["split"]
	options["job-callready"] = version()
	data, err := json.Marshal(options)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// guarded is an error of a limit.
func guarded(err error, hints ...string) error {
	return &coded{code: exitGuard, err: err, hints: hints}
}

// tryLater is an error of an input that is not there yet.
func tryLater(err error) error {
	return failed(err, "nothing was published; the next run tries it again")
}
