package pipeline

import (
	"runtime/debug"
	"testing"
)

// Not parallel: the collector's setting is the process's.
func TestFrugal(t *testing.T) {
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	for _, tt := range []struct {
		name    string
		numbers int
		want    int
	}{
		{"a small file", 0, 34},
		{"a million numbers", 1_000_000, 16},
		{"ten million numbers", 10_000_000, 3},
		{"a thousand million: never off", 1_000_000_000, 1},
	} {
		undo := frugal(tt.numbers)
		if got := percent(); got != tt.want {
			t.Errorf("%s: %d %%, want %d", tt.name, got, tt.want)
		}
		if undo(); percent() != 100 {
			t.Errorf("%s: not undone", tt.name)
		}
	}
	debug.SetGCPercent(250)
	undo := frugal(1_000_000)
	if percent() != 250 {
		t.Errorf("a user's setting became %d", percent())
	}
	if undo(); percent() != 250 {
		t.Errorf("a user's setting was undone to %d", percent())
	}
}
