package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/state"
)

// end does what follows a run however it ended: the state, the link to the last run, old runs, metrics, a command, and words for
// whoever reads the mail. What goes wrong here is said and does not make the run one that failed: it is published, or it is not.
func (r *jobRun) end(ctx context.Context, err error) error {
	if r.memory != nil && r.memory.store != nil {
		defer r.memory.store.Close() //nolint:errcheck // what was written is on the disk
	}
	code := codeOf(ctx, err)
	e := job.Event{Outcome: outcomeOf(code), Code: code, Folder: r.folder}
	if err != nil && r.folder == "" {
		e.Message = r.say.words(err)
	}
	// What was published is noted whatever happens now. It is little.
	calm := context.WithoutCancel(ctx)
	warn := func(err error) {
		if err != nil {
			r.warn(err)
		}
	}
	if r.nothing == "" && code != exitUsage { // Wrong usage was no run.
		warn(r.note(calm, r.noted(code), code, e.Message))
	}
	if r.folder != "" {
		_, perr := r.cfg.Point(r.night.rec.Run)
		warn(perr)
		warn(r.retire(calm))
	}
	warn(r.measure(code))
	for _, w := range r.warnings() {
		r.say.warn(w)
	}
	r.say.done(r, code, err)
	if r.nothing == "" {
		argv := r.cfg.OnSuccess
		if code != exitDone {
			argv = r.cfg.OnFailure
		}
		if err := r.cfg.Call(ctx, argv, e, r.env.Stderr); err != nil {
			r.say.warn(err)
		}
	}
	return r.say.silence(err)
}

func (r *jobRun) warn(err error) {
	if r.night == nil {
		r.night = &nightly{cfg: r.cfg}
	}
	r.night.warn = append(r.night.warn, err)
}

func (r *jobRun) warnings() []error {
	if r.night == nil {
		return nil
	}
	return r.night.warn
}

// outcomeOf gives a word for an exit code.
func outcomeOf(code int) string {
	switch code {
	case exitDone:
		return "done"
	case exitFindings:
		return "findings"
	case exitGuard, exitInterrupted, exitTerminated:
		return "stopped"
	default:
		return "failed"
	}
}

// noted gives the state's word for how the run ended.
func (r *jobRun) noted(code int) string {
	switch {
	case r.folder == "" && outcomeOf(code) == "stopped":
		return state.Stopped
	case r.folder == "":
		return state.Failed
	default:
		return outcomeFor(&r.night.rec)
	}
}

// retire removes runs that are not to be kept any more.
func (r *jobRun) retire(ctx context.Context) error {
	kept, err := r.cfg.Kept()
	if err != nil {
		return err
	}
	var errs []error
	gone := 0
	for _, k := range r.cfg.Expire(kept, r.night.rec.Waiting, r.env.Now()) {
		errs = append(errs, r.cfg.Remove(&k))
		r.say.log("removed", "run", k.Run)
		gone++
	}
	if gone > 0 && r.memory.store != nil {
		// What the state says of single findings goes with the runs that had them.
		_, err := r.memory.store.Prune(ctx, r.cfg.Name, len(kept)-gone)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// measure writes the metrics.
func (r *jobRun) measure(code int) error {
	if r.cfg.Metrics == "" {
		return nil
	}
	now := r.env.Now()
	m := &job.Metrics{Job: r.cfg.Name, Ended: now, Seconds: now.Sub(r.started).Seconds(), Code: code, Well: code == exitDone || code == exitFindings}
	if r.folder != "" {
		m.Figures, m.Open = &r.night.rec.Figures, r.clean.summary.Findings
	}
	if r.diff != nil {
		m.New, m.Gone = r.diff.New, r.diff.Gone
	}
	if err := job.WriteMetrics(r.cfg.Metrics, m); err != nil {
		return fmt.Errorf("write the metrics: %w", err)
	}
	return nil
}
