package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// The floors that the invented sets must not fall below. The registry is spoilt more than any real one.
func TestFloors(t *testing.T) {
	t.Parallel()
	floors := map[string][2]float64{
		"business": {0.985, 0.97}, "recycled-numbers": {0.99, 0.97}, "homes": {0.985, 0.95}, "split-and-telephony": {0.99, 0.97},
		"registry": {0.99, 0.88}, "registry-with-ids": {0.99, 0.95},
	}
	for _, s := range invented(4000, 42) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			o := match(s, func() time.Time { return time.Time{} })
			floor, ok := floors[s.name]
			if !ok {
				t.Fatal("it has no floor")
			}
			if p := share(o.right, o.found); p < floor[0] {
				t.Errorf("precision %.4f, want at least %.3f", p, floor[0])
			}
			if r := share(o.right, o.truth); r < floor[1] {
				t.Errorf("recall %.4f, want at least %.3f", r, floor[1])
			}
		})
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	clock := func() time.Time { return time.Time{} }
	for _, args := range []string{"-rows 300 -v", "-scale 2000", "testdata/small"} {
		var out bytes.Buffer
		if err := run(strings.Fields(args), &out, clock); err != nil {
			t.Errorf("%s: %v", args, err)
		}
		if out.Len() == 0 {
			t.Errorf("%s printed nothing", args)
		}
	}
	if err := run([]string{"no/such/folder"}, &bytes.Buffer{}, clock); err == nil {
		t.Error("a folder that does not exist was taken")
	}
}
