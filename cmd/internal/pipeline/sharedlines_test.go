package pipeline

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/spill"
)

// All holders of a number come in the order in which they were added, in lines of at most holdersMost that follow each other.
func TestSharedLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sorter := spill.New("", 0)
		defer sorter.Close()
		want := map[string][]int64{}
		sizes := rapid.SliceOfN(rapid.SampledFrom([]int{1, 2, 3, 40, linesMost, holdersMost - 1, holdersMost, holdersMost + 1, 2*holdersMost + 3}), 0, 6).Draw(t, "holders")
		for n, size := range sizes {
			key := strings.Repeat("1", n+1)
			for row := range int64(size) {
				p := person{Row: row}
				if err := sorter.Add([]byte(key), p.pack(nil)); err != nil {
					t.Fatal(err)
				}
				want[key] = append(want[key], row)
			}
		}
		source, err := newSharedLines(sorter.Cursor(), func(*person) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		var b sharedBatch
		got, last := map[string][]int64{}, ""
		for err = source.Read(&b); err == nil; err = source.Read(&b) {
			for i := range b.lines[:b.n] {
				l := &b.lines[i]
				if len(l.Holders) == 0 || len(l.Holders) > holdersMost || l.follows != (l.E164 == last) || l.crowd != (len(want[l.E164]) > holdersMost) {
					t.Fatalf("%s: %d holders, follows %v after %s, crowd %v", l.E164, len(l.Holders), l.follows, last, l.crowd)
				}
				last = l.E164
				for k := range l.Holders {
					got[last] = append(got[last], l.Holders[k].Row)
				}
			}
		}
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		for key := range want {
			if !slices.Equal(got[key], want[key]) {
				t.Errorf("%d of the %d holders of %s came out", len(got[key]), len(want[key]), key)
			}
		}
	})
}

// A record that was damaged ends the run.
func TestSharedLinesDamaged(t *testing.T) {
	t.Parallel()
	sorter := spill.New("", 0)
	defer sorter.Close()
	if err := sorter.Add([]byte("1"), []byte{0}); err != nil {
		t.Fatal(err)
	}
	w := &sharedWriter{sink: &sink{settler: &settler{Pass: &Pass{Workers: 1}, opt: &Options{}}, sorter: sorter}}
	if err := w.lines(context.Background()); err == nil {
		t.Error("a damaged record is passed over")
	}
}
