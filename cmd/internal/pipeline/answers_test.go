package pipeline

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
)

// TestRepliesIsAMap holds the table against a map.
func TestRepliesIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var have replies
		want := map[uint64]reply{}
		keys := rapid.SliceOfN(rapid.Uint64Range(1, 999_999_999_999_999), 1, 4000).Draw(t, "keys")
		for i, key := range keys {
			if i%3 == 2 {
				key = keys[i/2] // one that is there
			}
			claim := dedupe.Claim(i % 4)
			have.put(key, uint32(i), ^uint32(i), claim)
			want[key] = reply{key | uint64(claim)<<claimShift, uint32(i), ^uint32(i)}
		}
		if have.n != len(want) {
			t.Fatalf("%d numbers, want %d", have.n, len(want))
		}
		for key, w := range want {
			if r, ok := have.get(key); !ok || r != w || r.key() != key {
				t.Fatalf("number %d: got %v %v, want %v", key, r, ok, w)
			}
		}
		if _, ok := have.get(1_000_000_000_000_000); ok {
			t.Fatal("a number that was never put is there")
		}
	})
}

// TestAnswers gives the numbers of a row back, whatever the order they came in.
func TestAnswers(t *testing.T) {
	var a answers
	for _, p := range []answer{{30, 7}, {10, 7}, {20, 3}, {40, 9}} {
		a.add(p.row, p.key)
	}
	a.sort()
	for row, want := range map[uint32][]uint64{7: {10, 30}, 3: {20}, 9: {40}, 1: nil, 8: nil} {
		got := a.of(row)
		if len(got) != len(want) || a.has(row) != (len(want) > 0) {
			t.Fatalf("row %d: %v, want %v", row, got, want)
		}
		for i := range got {
			if got[i].key != want[i] {
				t.Errorf("row %d: %v, want %v", row, got, want)
			}
		}
	}
}
