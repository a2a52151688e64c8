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
	// Plan says what is going to come; until then no share of the whole is shown. To be called before the stages that it
	// names, not beside Stage.
	Plan(p Plan)
	// Stage begins a part of the work, such as "settle". The total is in bytes; 0 or less means that it is not known.
	Stage(name string, total int64)
	// Add says that n more bytes of the stage are done.
	Add(n int64)
	// Rows says that n more rows of the stage are done. As Add.
	Rows(n int64)
	// Finish says that the run has come to its good end: it is at 100 %. Done comes after it.
	Finish()
	// Done takes the bar away and ends the reporter; what comes after is ignored. It may be called more than once.
	Done()
}

// Options says where and how to show progress.
type Options struct {
	Mode     Mode
	Out      io.Writer // usually standard error; nil shows nothing
	Terminal bool      // Out is a terminal
	Width    int       // columns of the terminal; 0 means 80
	Lang     finding.Lang

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
		return newReporter(o, barInterval, &bar{out: o.Out, lang: o.Lang, width: o.Width})
	}
	return nothing{}
}

// nothing is the reporter that shows nothing.
type nothing struct{}

func (nothing) Plan(Plan)           {}
func (nothing) Stage(string, int64) {}
func (nothing) Add(int64)           {}
func (nothing) Rows(int64)          {}
func (nothing) Finish()             {}
func (nothing) Done()               {}

// view is one way to show progress. Only the reporter's goroutine calls it.
type view interface {
	show(s *state)
	end(s *state, finished bool) // the run is over, well or not
}

// state is how far the run is.
type state struct {
	name    string        // of the stage
	total   int64         // bytes of the stage; 0 if not known
	bytes   int64         // of the stage
	rows    int64         // of the stage
	elapsed time.Duration // of the run
	staged  time.Duration // of the stage
	most    int64         // rows of the stage that had most
	read    int64         // bytes of the stage that had most
	estimate
}

// beside is the stage that reads files which are not part of the input.
const beside = "also"

// part gives how much of the stage is done, 0 to 1.
func (s *state) part() float64 {
	if s.total <= 0 {
		return 0
	}
	return min(1, float64(s.bytes)/float64(s.total))
}

// input gives the bytes of the input that the stage has gone through, in a pass over what was kept of it by their share.
func (s *state) input() int64 {
	if s.name == beside {
		return s.bytes
	}
	if s.plan.Bytes > 0 && s.total > 0 {
		return int64(s.part() * float64(s.plan.Bytes))
	}
	return s.bytes
}

// command is what the reporter's goroutine is told.
type command struct {
	plan  *Plan
	name  string
	total int64
}

// reporter runs a view in a goroutine, which begins with the first stage or plan.
type reporter struct {
	opts     Options
	interval time.Duration
	view     view
	done     atomic.Int64
	rows     atomic.Int64
	finished atomic.Bool
	commands chan command // closed by Done
	heard    chan struct{}
	over     chan struct{} // closed when the goroutine has ended
	start    sync.Once
	stop     sync.Once
}

func newReporter(o Options, interval time.Duration, v view) *reporter {
	return &reporter{
		opts: o, interval: interval, view: v,
		commands: make(chan command), heard: make(chan struct{}), over: make(chan struct{}),
	}
}

func (r *reporter) Plan(p Plan) { r.tell(command{plan: &p}) }

// Stage waits until the goroutine has taken the counters of the stage before.
func (r *reporter) Stage(name string, total int64) { r.tell(command{name: name, total: max(total, 0)}) }

func (r *reporter) tell(c command) {
	r.start.Do(func() { go r.run() })
	select {
	case <-r.over:
		return
	default:
	}
	r.commands <- c
	<-r.heard
}

func (r *reporter) Add(n int64) { r.done.Add(n) }

func (r *reporter) Rows(n int64) { r.rows.Add(n) }

func (r *reporter) Finish() { r.finished.Store(true) }

func (r *reporter) Done() {
	r.stop.Do(func() {
		// Without a stage there is no goroutine, and none may begin any more.
		r.start.Do(func() { close(r.over) })
		close(r.commands)
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
	var s state
	began := r.opts.Now()
	staged := began
	look := func() {
		now := r.opts.Now()
		s.bytes, s.rows = r.done.Load(), r.rows.Load()
		s.elapsed, s.staged = now.Sub(began), now.Sub(staged)
		if s.name != beside {
			s.most, s.read = max(s.most, s.rows), max(s.read, s.input())
		}
		s.look(s.name, s.part(), s.elapsed)
	}
	for {
		select {
		case c, more := <-r.commands:
			look()
			if !more {
				r.view.end(&s, r.finished.Load())
				return
			}
			if c.plan != nil {
				s.plan = *c.plan
			} else {
				s.name, s.total, staged = c.name, c.total, r.opts.Now()
				r.done.Store(0)
				r.rows.Store(0)
			}
			r.heard <- struct{}{}
		case <-tick:
			if look(); s.name != "" {
				r.view.show(&s)
			}
		}
	}
}
