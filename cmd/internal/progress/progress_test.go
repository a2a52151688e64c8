package progress

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/callready/callready/cmd/internal/finding"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is a reporter with a clock and a ticker in the hands of the test.
type fixture struct {
	Reporter
	out  bytes.Buffer // read after Done only
	tick chan time.Time
	mu   sync.Mutex
	now  time.Time
}

func newFixture(o Options) *fixture {
	f := &fixture{tick: make(chan time.Time), now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	o.Out, o.Tick = &f.out, f.tick
	o.Now = func() time.Time {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.now
	}
	f.Reporter = New(o)
	return f
}

// pass lets time pass and asks for a look. The look has been taken when a second one can be asked for, at the latest with
// Stage or Done.
func (f *fixture) pass(d time.Duration) {
	f.mu.Lock()
	f.now = f.now.Add(d)
	f.mu.Unlock()
	f.tick <- f.now
}

func TestPlain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		lang finding.Lang
		do   func(f *fixture)
		want []string
	}{
		{"nothing was done", finding.English, func(*fixture) {}, nil},
		{"over before the first look", finding.English, func(f *fixture) {
			f.Stage("reading", 100)
			f.Add(100)
		}, nil},
		{"two looks", finding.English, func(f *fixture) {
			f.Stage("reading", 400e6)
			f.Add(180e6)
			f.pass(49 * time.Second)
			f.Stage("writing", 10)
		}, []string{
			"callready: reading 45 % (180 MB), 1 min left",
			"callready: reading done (180 MB, 49 s)",
		}},
		{"French", finding.French, func(f *fixture) {
			f.Stage("lecture", 4e9)
			f.Add(18e8)
			f.pass(49 * time.Second)
		}, []string{
			"callready: lecture 45 % (1,8 Go), reste 1 min",
			"callready: lecture terminé (1,8 Go, 49 s)",
		}},
		{"total not known", finding.English, func(f *fixture) {
			f.Stage("reading", -1)
			f.Add(950)
			f.pass(5 * time.Second)
		}, []string{"callready: reading 950 B", "callready: reading done (950 B, 5 s)"}},
		{"more than the total", finding.English, func(f *fixture) {
			f.Stage("reading", 100)
			f.Add(120)
			f.pass(5 * time.Second)
		}, []string{"callready: reading 100 % (120 B)", "callready: reading done (120 B, 5 s)"}},
		{"nothing yet", finding.English, func(f *fixture) {
			f.Stage("reading", 100)
			f.pass(5 * time.Second)
		}, []string{"callready: reading 0 % (0 B)", "callready: reading done (0 B, 5 s)"}},
		{"each stage counts from nothing", finding.English, func(f *fixture) {
			f.Stage("reading", 100)
			f.Add(100)
			f.Stage("writing", 100)
			f.Add(50)
			f.pass(3 * time.Hour)
		}, []string{"callready: writing 50 % (50 B), 3 h 00 min left", "callready: writing done (50 B, 3 h 00 min)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(Options{Mode: Plain, Lang: tt.lang})
			tt.do(f)
			f.Done()
			var got []string
			if f.out.Len() > 0 {
				got = strings.Split(strings.TrimSuffix(f.out.String(), "\n"), "\n")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhereNothingIsShown(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		opts Options
		want bool // something is shown
	}{
		{"auto on a terminal", Options{Mode: Auto, Terminal: true}, true},
		{"auto elsewhere", Options{Mode: Auto}, false},
		{"plain on a terminal", Options{Mode: Plain, Terminal: true}, true},
		{"plain elsewhere", Options{Mode: Plain}, true},
		{"off on a terminal", Options{Mode: Off, Terminal: true}, false},
		{"off elsewhere", Options{Mode: Off}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(tt.opts)
			f.Stage("reading", 100)
			f.Add(50)
			if tt.want {
				f.pass(time.Second)
			}
			f.Done()
			if got := f.out.Len() > 0; got != tt.want {
				t.Errorf("output %q", f.out.String())
			}
		})
	}
	t.Run("no output", func(t *testing.T) {
		t.Parallel()
		r := New(Options{Mode: Plain})
		r.Stage("reading", 1)
		r.Done()
	})
}

func TestBar(t *testing.T) {
	t.Parallel()
	f := newFixture(Options{Terminal: true})
	f.Stage("reading", 100)
	f.Add(45)
	f.pass(time.Second)
	f.Add(1000) // more than was announced must not end the bar
	f.pass(time.Second)
	f.Stage("sorting", 0)
	f.Add(10)
	f.pass(time.Second)
	f.Done()
	out := f.out.String()
	for _, want := range []string{"reading", "45%", "99%", "sorting"} {
		if !strings.Contains(out, want) {
			t.Errorf("output lacks %q: %q", want, out)
		}
	}
	if strings.Contains(out, "\n") {
		t.Errorf("the bar moved to another line: %q", out)
	}
	// What stays on the terminal at the end is an empty line.
	last := out[strings.LastIndex(strings.TrimSuffix(out, "\r"), "\r")+1:]
	if strings.TrimSpace(last) != "" {
		t.Errorf("%q stays on the terminal", last)
	}
}

func TestAddIsConcurrent(t *testing.T) {
	t.Parallel()
	f := newFixture(Options{Mode: Plain})
	f.Stage("reading", 8000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				f.Add(1)
			}
		})
	}
	f.pass(time.Second)
	wg.Wait()
	f.pass(time.Second)
	f.Done()
	if !strings.Contains(f.out.String(), "done (8.0 kB") {
		t.Errorf("output %q, want all 8000 bytes", f.out.String())
	}
}

func TestDoneEnds(t *testing.T) {
	t.Parallel()
	for _, mode := range []Mode{Auto, Plain, Off} {
		f := newFixture(Options{Mode: mode, Terminal: true})
		f.Done()
		f.Stage("reading", 1) // ignored
		f.Add(1)
		f.Done()

		f = newFixture(Options{Mode: mode, Terminal: true})
		f.Stage("reading", 1)
		f.Done()
		f.Done()
		f.Stage("writing", 1)
		f.Add(1)
		if strings.Contains(f.out.String(), "writing") {
			t.Errorf("%v: shown after Done: %q", mode, f.out.String())
		}
	}
	// With its own ticker as well; TestMain looks for goroutines left over.
	r := New(Options{Mode: Plain, Out: failing{}})
	r.Stage("reading", 1)
	r.Done()
}

// failing is an output that takes nothing.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("the terminal is gone") }

func TestOutputErrorsDoNotMatter(t *testing.T) {
	t.Parallel()
	for _, mode := range []Mode{Auto, Plain} {
		tick := make(chan time.Time)
		r := New(Options{Mode: mode, Terminal: true, Out: failing{}, Tick: tick})
		r.Stage("reading", 10)
		r.Add(5)
		tick <- time.Time{}
		r.Stage("writing", 10)
		r.Done()
	}
}

func TestSizeAndSpan(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 9949: "9.9 kB", 9960: "10 kB", 180e6: "180 MB", 999_600: "1.0 MB",
		1_400_000_000: "1.4 GB", 1<<63 - 1: "9.2 EB",
	} {
		if got := size(n, finding.English); got != want {
			t.Errorf("size(%d) = %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		0: "0 s", 40 * time.Second: "40 s", 59600 * time.Millisecond: "1 min", 3 * time.Minute: "3 min",
		3599 * time.Second: "1 h 00 min", 130 * time.Minute: "2 h 10 min",
	} {
		if got := span(d); got != want {
			t.Errorf("span(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestMode(t *testing.T) {
	t.Parallel()
	for m, word := range map[Mode]string{Auto: "auto", Plain: "plain", Off: "off"} {
		var back Mode
		if err := back.Set(word); err != nil || back != m || m.String() != word {
			t.Errorf("%q: Set gives %v, %v; String gives %q", word, back, err, m)
		}
	}
	m := Off
	for _, word := range []string{"", "Plain", "on"} {
		if err := m.Set(word); err == nil || m != Off {
			t.Errorf("Set(%q) gives %v and leaves %v", word, err, m)
		}
	}
	if got := Mode(7).String(); got != "mode 7" {
		t.Errorf("an unknown mode is spelt %q", got)
	}
}

func BenchmarkAdd(b *testing.B) {
	f := newFixture(Options{Mode: Plain})
	f.Stage("reading", 1<<40)
	for b.Loop() {
		f.Add(1)
	}
	f.Done()
}
