package pipeline

import (
	"fmt"
	"testing"
)

func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		name     string
		guard    Guard
		text     string
		n, all   int64
		exceeded bool
	}{
		{name: "no limit", guard: Guard{}, text: "", n: 1 << 40, all: 1},
		{name: "none allowed, none made", guard: Guard{Set: true}, text: "0", n: 0, all: 10},
		{name: "none allowed, one made", guard: Guard{Set: true}, text: "0", n: 1, all: 10, exceeded: true},
		{name: "at the count", guard: Guard{Set: true, Count: 5}, text: "5", n: 5, all: 1},
		{name: "over the count", guard: Guard{Set: true, Count: 5}, text: "5", n: 6, all: 1000, exceeded: true},
		{name: "at the share", guard: Guard{Set: true, Percent: 50}, text: "50%", n: 5, all: 10},
		{name: "over the share", guard: Guard{Set: true, Percent: 50}, text: "50%", n: 6, all: 10, exceeded: true},
		{name: "a share of nothing", guard: Guard{Set: true, Percent: 50}, text: "50%", n: 0, all: 0},
		{name: "all", guard: Guard{Set: true, Percent: 100}, text: "100%", n: 10, all: 10},
		{name: "a small share", guard: Guard{Set: true, Percent: 0.5}, text: "0.5%", n: 1, all: 100, exceeded: true},
		{name: "seven percent", guard: Guard{Set: true, Percent: 7}, text: "7%", n: 7, all: 100},
		{name: "29 percent", guard: Guard{Set: true, Percent: 29}, text: "29%", n: 29, all: 100},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.guard.String(); got != tt.text {
				t.Errorf("written %q, want %q", got, tt.text)
			}
			if got := tt.guard.Exceeded(tt.n, tt.all); got != tt.exceeded {
				t.Errorf("%d of %d is over %s: %v, want %v", tt.n, tt.all, tt.text, got, tt.exceeded)
			}
		})
	}
}

// Every whole percentage is written as it was given, and is not exceeded by exactly that share.
func TestGuardPercents(t *testing.T) {
	for p := 1; p <= 100; p++ {
		g := Guard{Set: true, Percent: float64(p)}
		if got, want := g.String(), fmt.Sprintf("%d%%", p); got != want {
			t.Errorf("%d%% is written %q", p, got)
		}
		for _, all := range []int64{100, 200, 1000, 10_000, 1_000_000} {
			if n := all / 100 * int64(p); g.Exceeded(n, all) || !g.Exceeded(n+1, all) {
				t.Errorf("%d%% of %d: %d is over: %v, %d is over: %v", p, all, n, g.Exceeded(n, all), n+1, g.Exceeded(n+1, all))
			}
		}
	}
}

func TestMode(t *testing.T) {
	for m, want := range map[Mode]string{Write: "write", DryRun: "dry-run", Check: "check"} {
		if m.String() != want {
			t.Errorf("%d is %q, want %q", m, m, want)
		}
	}
}

func ExampleGuard_Exceeded() {
	g := Guard{Set: true, Percent: 50}
	fmt.Println(g, g.Exceeded(5, 10), g.Exceeded(6, 10))
	// Output: 50% false true
}
