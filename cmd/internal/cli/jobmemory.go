package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/state"
)

// memory is the state of a job; nil store where it was damaged and the job goes on without.
type memory struct {
	store *state.Store
	empty bool // it does not know what was issued
}

// difference is what changed since the run before.
type difference struct {
	state.Delta
	before string // the run before; "" for none
}

// remember collects what is known of earlier runs, from the state and from the runs that are kept, and settles what this run may write.
func (r *jobRun) remember(ctx context.Context) error {
	var err error
	if r.kept, err = r.cfg.Kept(); err != nil {
		return failed(err, "a run folder is damaged: move it out of the folder of the runs, or put it right")
	}
	r.night = &nightly{cfg: r.cfg, limits: r.cfg.Limits, accept: r.o.Accept}
	if err := r.recall(ctx); err != nil {
		return err
	}
	if err := r.cfg.Sweep(); err != nil {
		r.night.warn = append(r.night.warn, err)
	}
	rec := &r.night.rec
	rec.Schema, rec.Job, rec.File, rec.Number, rec.Started = job.RecordSchema, r.cfg.Name, r.cfg.File, r.number, r.started.UTC()
	rec.Run, rec.Write = r.cfg.RunName(r.number, r.started), r.wants()
	if r.approves != nil {
		rec.Approves = r.approves.Run
	}
	since := 0
	for i := range r.kept {
		since = max(since, r.kept[i].Afresh)
	}
	r.night.kept = r.kept
	if r.o.Report {
		r.night.limits = job.Limits{ColumnsGone: job.ColumnsWarn}
	}
	switch {
	case r.o.Afresh:
		rec.Afresh = r.number
		r.night.before = job.Issued{}
		return nil
	case since > 0:
		rec.Afresh = since
	case !r.memory.empty: // The kept runs are gone, and the state knows.
		rec.Afresh = r.number
	}
	if rec.Write == job.WriteAll && rec.Afresh == 0 && r.approves == nil {
		// A run without new contacts, and every one after it, until somebody says that none is on its way.
		rec.Write = job.WriteUpdates
	}
	issued, err := job.ReadIssued(r.kept, since)
	if err != nil {
		return failed(err, "a run folder is damaged: move it out of the folder of the runs, or put it right")
	}
	r.night.before = *issued
	return r.share(ctx, since)
}

// recall opens the state and finds out the number of this run.
func (r *jobRun) recall(ctx context.Context) error {
	r.memory = &memory{empty: true}
	store, err := state.Open(ctx, r.cfg.State, state.Options{Now: r.env.Now})
	if damaged, ok := errors.AsType[*state.DamagedError](err); ok {
		if r.cfg.OnDamage == job.DamageStop {
			return failed(damaged, "the next run begins with a new state and reads what was issued from the runs that are kept; on_damage = \"continue\" goes on at once")
		}
		r.night.warn = append(r.night.warn, damaged)
		store, err = state.Open(ctx, r.cfg.State, state.Options{Now: r.env.Now})
	}
	if errors.Is(err, state.ErrForeign) || errors.Is(err, state.ErrNewer) {
		return usage(err)
	}
	if err != nil {
		return err
	}
	r.memory.store = store
	if r.memory.empty, err = store.Empty(ctx, r.cfg.Name); err != nil {
		return err
	}
	for i := range r.kept {
		r.number = max(r.number, r.kept[i].Number)
	}
	runs, err := store.History(ctx, r.cfg.Name, 1)
	if err != nil {
		return err
	}
	known := 0
	for i := range runs {
		known = max(known, r.cfg.Number(runs[i].ID))
	}
	r.number = max(r.number, known) + 1
	return r.catchUp(ctx, known)
}

// catchUp tells the state about the kept runs behind the last one that it knows: their processes were killed before they could, or the
// state was lost. One that somebody else holds is told the next time.
func (r *jobRun) catchUp(ctx context.Context, known int) error {
	for i := range r.kept {
		k := &r.kept[i]
		if k.Number <= known {
			continue
		}
		s := state.Run{ID: k.Run, Job: r.cfg.Name, Folder: k.Path, Of: k.Approves, Began: k.Started, Ended: k.Started, Outcome: outcomeFor(&k.Record)}
		f := k.Figures
		s.Counts = state.Counts{Rows: f.Rows, Changed: f.Changed, Created: f.Created, Rejected: f.Rejected, Held: f.Held, Findings: k.Codes}
		for _, in := range k.Inputs {
			s.Inputs = append(s.Inputs, state.Input{Path: in.Path, Name: filepath.Base(in.Path), SHA256: in.SHA256, Columns: in.Header})
		}
		_, err := r.memory.store.Add(ctx, s, nil, nil)
		if errors.Is(err, state.ErrLocked) {
			r.warn(err)
			return nil
		}
		if err != nil && !errors.Is(err, state.ErrKnown) {
			return err
		}
	}
	return nil
}

// outcomeFor gives the state's word for what a run wrote.
func outcomeFor(rec *job.Record) string {
	switch {
	case rec.Approves != "":
		return state.Approved
	case rec.Write == job.WriteReport:
		return state.Checked
	default:
		return state.Published
	}
}

// lostRun stands for the run that issued a contact, where only the state knows of it.
const lostRun = "earlier"

// share tells the state what the kept runs issued, and takes over what it knows beyond them.
func (r *jobRun) share(ctx context.Context, since int) error {
	store, before := r.memory.store, &r.night.before
	if since > 0 {
		err := store.Adopt(ctx, r.cfg.Name, func(yield func(state.Child) bool) {
			for _, id := range slices.Sorted(maps.Keys(before.IDs)) {
				if !yield(state.Child{ID: id, Run: before.IDs[id]}) {
					return
				}
			}
		})
		if errors.Is(err, state.ErrLocked) { // It is told the next time; the runs know.
			r.warn(err)
		} else if err != nil {
			return err
		}
	}
	ids, err := store.Issued(ctx, r.cfg.Name)
	if err != nil {
		return err
	}
	for id, err := range ids {
		if err != nil {
			return err
		}
		if _, ok := before.IDs[id]; !ok {
			before.IDs[id] = lostRun
		}
	}
	return nil
}

// processed gives the run that processed these contents, "" for none.
func (r *jobRun) processed(ctx context.Context, inputs []job.Input) (string, error) {
	var sums []string
	for _, in := range inputs {
		sums = append(sums, in.SHA256)
	}
	if k := job.Processed(r.kept, r.night.rec.Write, sums); k != nil {
		return k.Run, nil
	}
	// Runs that are not kept any more are known file by file; one that is kept and wrote less says that there is more to write.
	if len(inputs) != 1 || r.memory.store == nil || job.Processed(r.kept, job.WriteReport, sums) != nil {
		return "", nil
	}
	id, ok, err := r.memory.store.Processed(ctx, r.cfg.Name, sums[0])
	if err != nil || !ok || r.night.rec.Write == job.WriteReport {
		return id, err
	}
	past, _, err := r.memory.store.Show(ctx, r.cfg.Name, id)
	if err != nil || past.Outcome == state.Checked {
		return "", err
	}
	return id, nil
}

// keptFindings is for how many runs the state keeps findings that went away, where the job does not say how many runs it keeps.
const keptFindings = 366

// note tells the state about the run, however it ended.
func (r *jobRun) note(ctx context.Context, outcome string, code int, reason string) error {
	if r.memory == nil || r.memory.store == nil {
		return nil
	}
	store, rec := r.memory.store, &r.night.rec
	s := state.Run{
		ID: rec.Run, Job: r.cfg.Name, Folder: r.folder, Of: rec.Approves, Began: r.started, Ended: r.env.Now(), Outcome: outcome, Code: code, Reason: reason,
		Version: version(),
	}
	for _, in := range r.night.inputs {
		s.Inputs = append(s.Inputs, state.Input{Path: in.Path, Name: filepath.Base(in.Path), Size: in.Size, SHA256: in.SHA256})
	}
	if r.folder == "" {
		_, err := store.Add(ctx, s, nil, nil)
		return err
	}
	f := rec.Figures
	s.Counts = state.Counts{Rows: f.Rows, Changed: f.Changed, Created: f.Created, Rejected: f.Rejected, Held: f.Held, Findings: rec.Codes}
	s.Plan = r.clean.summary.Plan.Module
	for i := range s.Inputs {
		if i < len(r.clean.summary.Inputs) {
			in := &r.clean.summary.Inputs[i]
			s.Inputs[i].Rows, s.Inputs[i].Columns = in.Rows, in.Header
		}
	}
	if r.o.Afresh {
		if err := store.Begin(ctx, r.cfg.Name); err != nil {
			return err
		}
	}
	if r.night.sees && r.approves == nil {
		if _, err := store.SeenChildren(ctx, r.cfg.Name, slices.Values(r.night.seen)); err != nil {
			return err
		}
	}
	before, _, err := store.Looked(ctx, r.cfg.Name)
	if err != nil {
		return err
	}
	if r.approves != nil { // It says what the approved run said.
		_, err := store.Add(ctx, s, nil, r.children())
		return err
	}
	// Findings that end too early would count as gone, so nothing is noted then.
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	delta, err := store.Add(ctx, s, r.findings(stop), r.children())
	if err != nil {
		return err
	}
	r.diff = &difference{Delta: delta, before: before}
	_, err = store.Prune(ctx, r.cfg.Name, cmp.Or(r.cfg.Keep.Runs, keptFindings))
	return err
}

// children gives the new contacts that the run issued; nil for none.
func (r *jobRun) children() iter.Seq[state.Child] {
	rec := &r.night.rec
	if rec.Write != job.WriteAll || len(r.night.made) == 0 {
		return nil
	}
	return func(yield func(state.Child) bool) {
		for _, id := range r.night.made {
			if !yield(state.Child{ID: id, Run: rec.Run}) {
				return
			}
		}
	}
}

// findings gives what the run found and a person should look at, from its journal. An error ends them and is handed to stop.
func (r *jobRun) findings(stop func(error)) iter.Seq[state.Finding] {
	texts := r.clean.texts
	return func(yield func(state.Finding) bool) {
		f, err := os.Open(filepath.Join(r.folder, "changes.jsonl"))
		if err != nil {
			stop(fmt.Errorf("read the journal: %w", err))
			return
		}
		defer f.Close() //nolint:errcheck // it was only read
		for e, err := range journal.Read(f) {
			if err != nil {
				stop(err)
				return
			}
			for i, code := range e.Codes {
				severity := texts.Severity(code)
				if severity != "warning" && severity != "error" || slices.Contains(e.Codes[:i], code) {
					continue
				}
				told := ""
				if e.Key == "" { // A record without an id is told by what it says, else by where it stands. The file has another name every night.
					if told = e.Who + "\x00" + e.Old; told == "\x00" {
						told = strconv.FormatInt(e.Row, 10)
					}
				}
				if !yield(state.Finding{Code: code, Fingerprint: told, Key: e.Key, Column: e.Column, Severity: severity}) {
					return
				}
			}
		}
		for _, said := range r.clean.summary.Said {
			if severity := texts.Severity(said.Code); severity == "warning" || severity == "error" {
				if !yield(state.Finding{Code: said.Code, Column: said.Detail["column"], Severity: severity}) {
					return
				}
			}
		}
	}
}

// blind tells whether new contacts were wanted and not written, since it is not known what was issued.
func (r *jobRun) blind() bool {
	return r.wants() == job.WriteAll && r.night.rec.Write != job.WriteAll && r.night.rec.Afresh == 0
}
