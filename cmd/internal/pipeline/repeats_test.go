package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/spill"
)

func TestTogether(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []uint64 // of rows 1, 2, …
		want []uint32
	}{
		{"none", nil, nil},
		{"all differ", []uint64{3, 1, 2}, nil},
		{"one twice", []uint64{3, 1, 3}, []uint32{1, 3}},
		{"one often, one twice", []uint64{3, 1, 3, 2, 3, 1}, []uint32{1, 2, 3, 5, 6}},
		{"the key 0", []uint64{0, 1}, nil},
		{"the key 0 twice", []uint64{0, 0}, []uint32{1, 2}},
	} {
		s := sorted(t, 64, tt.keys...)
		rows, err := together(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		var got []uint32
		for row := range uint32(64) {
			if rows.has(row) {
				got = append(got, row)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestDifferingAndIdentical(t *testing.T) {
	ids := spill.NewFixed[[2]uint64](t.TempDir(), 64) // so little that it spills
	for _, id := range [][2]uint64{{7, 1}, {5, 1}, {7, 1}, {5, 2}, {0, 4}, {0, 4}, {5, 1}} {
		if err := ids.Add(id); err != nil {
			t.Fatal(err)
		}
	}
	got, err := differing(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[uint64]bool{5: true}, got); diff != "" {
		t.Errorf("ids whose rows differ (-want +got):\n%s", diff)
	}
	if err := ids.Close(); err != nil {
		t.Error(err)
	}
	r, err := identical(t.Context(), sorted(t, 64, 9, 4, 9, 8, 4, 9), true)
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]uint32{{3, 1}, {5, 2}, {6, 1}}
	if diff := cmp.Diff(want, r.first); diff != "" {
		t.Errorf("rows and what they repeat (-want +got):\n%s", diff)
	}
	for row, want := range map[uint32]uint32{1: 1, 3: 1, 4: 4, 5: 2, 6: 1, 7: 7} {
		if got := r.of(row); got != want || r.rows.has(row) != (want != row) {
			t.Errorf("row %d repeats row %d, want %d", row, got, want)
		}
	}
}

// sorted gives a sorter with the keys of rows 1, 2, ….
func sorted(t *testing.T, memory int, keys ...uint64) *spill.Fixed[keyed] {
	t.Helper()
	s := spill.NewFixed[keyed](t.TempDir(), memory)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for i, k := range keys {
		if err := s.Add(keyed{k, uint64(i + 1)}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}
