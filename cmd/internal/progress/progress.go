package progress

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/callready/callready/cmd/internal/finding"
)

// Reporter shows how far the work is. Add may be called by any number of goroutines; Stage and Done by one at a time, not
// beside Add.
type Reporter interface {
	// Stage begins a part of the work, such as "reading". The total is in bytes; 0 or less means that it is not known.
	Stage(name string, total int64)
	// Add says that n more bytes of the stage are done.
	Add(n int64)
	// Done takes the bar away and ends the reporter; what comes after is ignored. It may be called more than once.
	Done()
}

// Options says where and how to show progress.
type Options struct {
	Mode     Mode
	Out      io.Writer    // usually standard error; nil shows nothing
	Terminal bool         // Out is a terminal
	Lang     finding.Lang // of the lines; the names of stages come from the caller

	// Now is the clock, time.Now if nil. Tick asks for the next look at the counter; if nil, a ticker does, ten times a
	// second for a bar and every five seconds for lines.
	Now  func() time.Time
	Tick <-chan time.Time
}

// The time between two looks at the counter.
const (
	barInterval   = 100 * time.Millisecond
	plainInterval = 5 * time.Second
)

// New makes a reporter. One that shows nothing costs nothing.
func New(o Options) Reporter {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // The default of a clock that can be handed in.
	}
	switch {
	case o.Out == nil || o.Mode == Off:
		return nothing{}
	case o.Mode == Plain:
		return newReporter(o, plainInterval, &lines{out: o.Out, lang: o.Lang})
	case o.Mode == Auto && o.Terminal:
		return newReporter(o, barInterval, &bar{out: o.Out})
	}
	return nothing{}
}

// nothing is the reporter that shows nothing.
type nothing struct{}

func (nothing) Stage(string, int64) {}
func (nothing) Add(int64)           {}
func (nothing) Done()               {}

// view is one way to show progress. Only the reporter's goroutine calls it.
type view interface {
	begin(s state) // a stage begins
	show(s state)
	end(s state) // the stage is over
}

// state is how far a stage is.
type state struct {
	name    string
	total   int64 // bytes; 0 if not known
	done    int64 // bytes
	elapsed time.Duration
}

// reporter runs a view in a goroutine, which begins with the first stage.
type reporter struct {
	opts     Options
	interval time.Duration
	view     view
	done     atomic.Int64
	stages   chan state // the next stage; closed by Done
	begun    chan struct{}
	over     chan struct{} // closed when the goroutine has ended
	start    sync.Once
	stop     sync.Once
}

func newReporter(o Options, interval time.Duration, v view) *reporter {
	return &reporter{
		opts: o, interval: interval, view: v,
		stages: make(chan state), begun: make(chan struct{}), over: make(chan struct{}),
	}
}

// Stage waits until the goroutine has taken the counter of the stage before.
func (r *reporter) Stage(name string, total int64) {
	r.start.Do(func() { go r.run() })
	select {
	case <-r.over:
		return
	default:
	}
	r.stages <- state{name: name, total: max(total, 0)}
	<-r.begun
}

func (r *reporter) Add(n int64) { r.done.Add(n) }

func (r *reporter) Done() {
	r.stop.Do(func() {
		// Without a stage there is no goroutine, and none may begin any more.
		r.start.Do(func() { close(r.over) })
		close(r.stages)
	})
	<-r.over
}

func (r *reporter) run() {
	defer close(r.over)
	tick := r.opts.Tick
	if tick == nil {
		t := time.NewTicker(r.interval)
		defer t.Stop()
		tick = t.C
	}
	var (
		s      state
		began  time.Time
		active bool // a stage has begun
	)
	look := func() state {
		s.done, s.elapsed = r.done.Load(), r.opts.Now().Sub(began)
		return s
	}
	for {
		select {
		case next, more := <-r.stages:
			if active {
				r.view.end(look())
			}
			if !more {
				return
			}
			s, began, active = next, r.opts.Now(), true
			r.done.Store(0)
			r.view.begin(s)
			r.begun <- struct{}{}
		case <-tick:
			if active {
				r.view.show(look())
			}
		}
	}
}
