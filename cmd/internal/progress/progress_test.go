package progress

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

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

// halves is a run of two stages, one of which takes three times as long as the other.
func halves(n int64) Plan {
	return Plan{Bytes: n, Shares: []Share{{"survey", 3}, {"settle", 1}}}
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
			f.Plan(halves(100))
			f.Stage("survey", 100)
			f.Add(100)
			f.Finish()
		}, nil},
		{"a whole run", finding.English, func(f *fixture) {
			f.Plan(halves(400e6))
			f.Stage("survey", 400e6)
			f.Add(200e6)
			f.Rows(500_000)
			f.pass(30 * time.Second)
			f.Add(200e6)
			f.Rows(500_000)
			f.pass(30 * time.Second)
			f.Stage("settle", 100e6) // what was kept of the file is smaller
			f.Add(50e6)
			f.pass(10 * time.Second)
			f.Add(50e6)
			f.pass(10 * time.Second)
			f.Finish()
		}, []string{
			"callready: 37 %, reading, 50 s left, 200 MB, 500,000 rows, 6.7 MB/s",
			"callready: 75 %, reading, 20 s left, 400 MB, 1,000,000 rows, 6.7 MB/s",
			"callready: 87 %, settling, 10 s left, 200 MB, 20 MB/s",
			"callready: 100 %, settling, 400 MB, 20 MB/s",
			"callready: 100 %, done, 400 MB, 1,000,000 rows, 1 min",
		}},
		{"French", finding.French, func(f *fixture) {
			f.Plan(halves(4e9))
			f.Stage("survey", 4e9)
			f.Add(2e9)
			f.Rows(5_000_000)
			f.pass(300 * time.Second)
			f.Finish()
		}, []string{
			"callready: 37 %, lecture, reste 8 min, 2,0 Go, 5 000 000 lignes, 6,7 Mo/s",
			"callready: 100 %, terminé, 2,0 Go, 5 000 000 lignes, 5 min",
		}},
		{"nothing of the time that is left in the first second", finding.English, func(f *fixture) {
			f.Plan(halves(100))
			f.Stage("survey", 100)
			f.Add(50)
			f.pass(900 * time.Millisecond)
		}, []string{"callready: 37 %, reading, 50 B"}},
		{"before a plan there is no share", finding.English, func(f *fixture) {
			f.Stage("survey", 0)
			f.Add(950)
			f.pass(5 * time.Second)
		}, []string{"callready: reading, 950 B, 190 B/s"}},
		{"more than the total", finding.English, func(f *fixture) {
			f.Plan(halves(100))
			f.Stage("settle", 100)
			f.Add(120)
			f.pass(5 * time.Second)
		}, []string{"callready: 100 %, settling, 100 B, 20 B/s"}},
		{"a run that failed has no last line", finding.English, func(f *fixture) {
			f.Plan(halves(100))
			f.Stage("survey", 100)
			f.pass(5 * time.Second)
		}, []string{"callready: 0 %, reading, 0 B"}},
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

// Whatever stages come in whatever order and however much they say is done, the share never goes back nor beyond the whole,
// and no time is left that is less than nothing.
func TestShareOnlyGrows(t *testing.T) {
	t.Parallel()
	names := []string{"survey", "index", "settle", "unheard of"}
	rapid.Check(t, func(t *rapid.T) {
		e := estimate{}
		for _, n := range names[:3] {
			e.plan.Shares = append(e.plan.Shares, Share{n, rapid.Float64Range(0, 100).Draw(t, "weight")})
		}
		var elapsed time.Duration
		for range rapid.IntRange(1, 50).Draw(t, "looks") {
			elapsed += time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "pause"))
			before := e.done
			e.look(rapid.SampledFrom(names).Draw(t, "stage"), rapid.Float64Range(-1, 3).Draw(t, "part"), elapsed)
			if e.done < before || e.done > 1 {
				t.Fatalf("the share went from %v to %v", before, e.done)
			}
			if left, ok := e.left(elapsed); ok && (left < time.Second || elapsed < quiet) {
				t.Fatalf("%v left after %v", left, elapsed)
			}
		}
		if e.look("settle", 1, elapsed); e.plan.Shares[0].Weight+e.plan.Shares[1].Weight+e.plan.Shares[2].Weight > 0 && e.done < 1-1e-9 {
			t.Fatalf("at the end the share is %v", e.done)
		}
	})
}

// A stage that turns out slower moves what is left step by step, not at once.
func TestTimeLeftDoesNotJump(t *testing.T) {
	t.Parallel()
	e := estimate{plan: halves(0)}
	elapsed := 10 * time.Second
	e.look("survey", 1, elapsed)
	before, _ := e.left(elapsed)
	for step := range 100 {
		elapsed += 100 * time.Millisecond
		e.look("settle", float64(step)/400, elapsed)
		left, ok := e.left(elapsed)
		if !ok || (left-before).Abs() > time.Second {
			t.Fatalf("%v left, then %v", before, left)
		}
		before = left
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
	for _, width := range []int{0, 20, 40, 80, 200} {
		f := newFixture(Options{Terminal: true, Width: width})
		f.Plan(halves(100))
		f.Stage("survey", 100)
		f.Add(40)
		f.Rows(1000)
		f.pass(2 * time.Second)
		f.pass(0)   // so that the look has been taken
		f.Add(1000) // more than was announced must not end the bar
		f.pass(time.Second)
		f.Stage("judge", 0)
		f.Add(10)
		f.pass(time.Second)
		f.Stage("settle", 10)
		f.Add(10)
		f.pass(time.Second)
		f.Finish()
		f.Done()
		out := f.out.String()
		want := []string{"30%", "75%", "99%"}
		if width != 20 {
			want = append(want, "reading", "settling")
		}
		if width == 200 {
			want = append(want, "40 B, 1,000 rows, 20 B/s", "5 s left")
		}
		for _, want := range want {
			if !strings.Contains(out, want) {
				t.Errorf("width %d: output lacks %q: %q", width, want, out)
			}
		}
		if strings.ContainsAny(out, "\n\x1b") {
			t.Errorf("width %d: the bar moved to another line, or has colours: %q", width, out)
		}
		most := width
		if most == 0 {
			most = 80
		}
		for drawn := range strings.SplitSeq(out, "\r") {
			if n := runewidth.StringWidth(drawn); n > most {
				t.Errorf("width %d: %d columns: %q", width, n, drawn)
			}
		}
		// What stays on the terminal at the end is an empty line.
		last := out[strings.LastIndex(strings.TrimSuffix(out, "\r"), "\r")+1:]
		if strings.TrimSpace(last) != "" {
			t.Errorf("%q stays on the terminal", last)
		}
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
	f.Finish()
	f.Done()
	if !strings.Contains(f.out.String(), "done, 8.0 kB") {
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
