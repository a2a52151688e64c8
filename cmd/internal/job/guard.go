package job

import (
	"errors"
	"fmt"
	"slices"
)

// StopError says that a limit stopped a run before anything was published. It may hold several reasons, one a line.
type StopError struct{ Err error }

// Error gives the reasons.
func (e *StopError) Error() string { return e.Err.Error() }

// Unwrap gives the reasons.
func (e *StopError) Unwrap() error { return e.Err }

// stop makes an error of reasons, nil of none.
func stop(reasons ...error) error {
	if err := errors.Join(reasons...); err != nil {
		return &StopError{Err: err}
	}
	return nil
}

// fewest is the difference to the last run that a share never stops: of three changes one more is a third.
const fewest = 10

// Judge holds the figures of a run against the limits, and against those of the last run; nil for none. Figures of runs that wrote
// other things are no measure, so last must be of a run with the same Write.
func (l *Limits) Judge(now Figures, last *Figures) error {
	made := now.Created + now.Held
	var why []error
	if l.Changed.Exceeded(now.Changed, now.Contacts) {
		why = append(why, fmt.Errorf("%d of %d contacts would change, more than max_changed = %s allows", now.Changed, now.Contacts, l.Changed))
	}
	if l.New.Exceeded(made, now.Contacts) {
		why = append(why, fmt.Errorf("new contacts: %d for %d that were read, more than max_new_contacts = %s allows", made, now.Contacts, l.New))
	}
	if l.Rejected.Exceeded(now.Rejected, now.Rows) {
		why = append(why, fmt.Errorf("%d of %d records cannot be read, more than max_rejected = %s allows", now.Rejected, now.Rows, l.Rejected))
	}
	if last == nil {
		return stop(why...)
	}
	more := func(limit Limit, now, before int64) bool {
		return (limit.Percent == 0 || now-before >= fewest) && limit.Exceeded(now-before, before)
	}
	if lost := last.Rows - now.Rows; (l.FewerRows.Percent == 0 || lost >= fewest) && l.FewerRows.Exceeded(lost, last.Rows) {
		why = append(why, fmt.Errorf("records: %d after %d in the last run, fewer than max_fewer_rows = %s allows", now.Rows, last.Rows, l.FewerRows))
	}
	if more(l.MoreChanged, now.Changed, last.Changed) {
		why = append(why, fmt.Errorf("contacts that would change: %d after %d in the last run, more than max_more_changed = %s allows", now.Changed, last.Changed, l.MoreChanged))
	}
	if before := last.Created + last.Held; more(l.MoreNew, made, before) {
		why = append(why, fmt.Errorf("new contacts: %d after %d in the last run, more than max_more_new_contacts = %s allows", made, before, l.MoreNew))
	}
	if more(l.MoreRejected, now.Rejected, last.Rejected) {
		why = append(why, fmt.Errorf("records that cannot be read: %d after %d in the last run, more than max_more_rejected = %s allows", now.Rejected, last.Rejected, l.MoreRejected))
	}
	return stop(why...)
}

// Columns holds the columns of a run against those of the last one. Gone ones are an error; a column that is new where one is gone may
// be the same under another name.
func Columns(now, last []string) error {
	var why []error
	for i, name := range last {
		if slices.Contains(now, name) {
			continue
		}
		if len(now) == len(last) && !slices.Contains(last, now[i]) {
			why = append(why, fmt.Errorf("the column %q of the last run is gone, and %q is new in its place", name, now[i]))
			continue
		}
		why = append(why, fmt.Errorf("the column %q of the last run is gone", name))
	}
	return stop(why...)
}

// spare is what a run needs beside its inputs, in bytes.
const spare = 64 << 20

// Disk holds the free space of the folder for runs against what a run is likely to need: twice its inputs and a little, or min_free where
// that is more.
func (c *Config) Disk(inputs []Input) error {
	free, need, err := c.Space(inputs)
	if err != nil || free >= need { // Where the system does not say, the run will.
		return nil //nolint:nilerr // said above
	}
	return stop(fmt.Errorf("%d MB are free in %q, and the run needs %d MB", free/1e6, c.Runs, (need+1e6-1)/1e6))
}
