package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/mask"
	"github.com/callready/callready/cmd/internal/summary"
)

// journalName is the journal in a run folder.
const journalName = "changes.jsonl"

// read hands the lines of the journal that are asked for to a function, masked if that was asked for. It says when the journal is
// not the one that the run wrote.
func (r *reporting) read(ctx context.Context, use func(iter.Seq2[journal.Event, error]) error) error {
	at := slices.IndexFunc(r.summary.Outputs, func(o summary.Output) bool { return o.Path == journalName })
	f, err := os.Open(filepath.Join(r.dir, journalName))
	if at < 0 && errors.Is(err, os.ErrNotExist) {
		return use(func(func(journal.Event, error) bool) {}) // Nothing happened, so nothing was written.
	}
	if err != nil {
		return failed(fmt.Errorf("read the journal: %w", err), "a report is made from the run folder as callready clean left it")
	}
	defer f.Close() //nolint:errcheck // it was only read
	sum := sha256.New()
	err = use(ahead(ctx, io.TeeReader(f, sum), func(e *journal.Event) bool {
		if !r.wants(e) {
			return false
		}
		if r.o.Mask {
			mask.Event(e)
		}
		return true
	}))
	if err != nil {
		return err
	}
	if at >= 0 && r.summary.Outputs[at].SHA256 != hex.EncodeToString(sum.Sum(nil)) {
		tell(r.env.Stderr, "callready: warning:", voiced(r.lang)(fmt.Sprintf("%s is not the journal that this run wrote: somebody changed it", filepath.Join(r.dir, journalName))))
	}
	return nil
}

// aheadLines is how many lines go from the reader to the renderer together.
const aheadLines = 512

// ahead reads a journal in a goroutine of its own, some lines ahead of whoever uses them. keep may change a line, and says
// whether it is wanted.
func ahead(ctx context.Context, r io.Reader, keep func(*journal.Event) bool) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		type batch struct {
			events []journal.Event
			err    error
		}
		ctx, stop := context.WithCancel(ctx)
		batches, free := make(chan batch, 4), make(chan []journal.Event, 6)
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer close(batches)
			events := make([]journal.Event, 0, aheadLines)
			send := func(err error) bool {
				select {
				case batches <- batch{events, err}:
				case <-ctx.Done():
					return false
				}
				select {
				case events = <-free:
					events = events[:0]
				default:
					events = make([]journal.Event, 0, aheadLines)
				}
				return true
			}
			for e, err := range journal.Read(r) {
				if err != nil {
					send(err)
					return
				}
				if !keep(&e) {
					continue
				}
				if events = append(events, e); len(events) == aheadLines && !send(nil) {
					return
				}
			}
			send(nil)
		}()
		defer func() {
			stop()
			<-done
		}()
		for b := range batches {
			for i := range b.events {
				if !yield(b.events[i], nil) {
					return
				}
			}
			if b.err != nil {
				yield(journal.Event{}, b.err)
				return
			}
			clear(b.events)
			select {
			case free <- b.events:
			default:
			}
		}
		if err := context.Cause(ctx); err != nil {
			yield(journal.Event{}, err)
		}
	}
}

// output is where a report goes: standard output, or files that appear when they are whole.
type output struct {
	first io.Writer // standard output; nil for files
	name  string
	force bool
	files []*os.File
	names []string
}

// next gives the next file.
func (o *output) next() (io.Writer, error) {
	if o.first != nil {
		return o.first, nil
	}
	name := o.name
	if n := len(o.files) + 1; n > 1 {
		ext := filepath.Ext(name)
		name = fmt.Sprintf("%s-%d%s", name[:len(name)-len(ext)], n, ext)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".callready-report-*")
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	o.files, o.names = append(o.files, f), append(o.names, name)
	return f, nil
}

// temp gives the folder for temporary files: where the report goes, since it has room for it.
func (o *output) temp() string {
	if o.first != nil {
		return ""
	}
	return filepath.Dir(o.name)
}

// publish gives the files their names.
func (o *output) publish() ([]string, error) {
	for i, f := range o.files {
		err := errors.Join(f.Sync(), f.Close())
		if err == nil && !o.force {
			if _, there := os.Lstat(o.names[i]); there == nil {
				err = os.ErrExist
			}
		}
		if err == nil {
			err = os.Rename(f.Name(), o.names[i])
		}
		if err != nil {
			o.discard()
			return o.names[:i], fmt.Errorf("write %s: %w", o.names[i], err)
		}
	}
	return o.names, nil
}

// discard removes what was not published.
func (o *output) discard() {
	for _, f := range o.files {
		_ = f.Close()
		_ = os.Remove(f.Name()) // What was published has another name by now.
	}
}
