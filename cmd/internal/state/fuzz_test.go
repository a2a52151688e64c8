package state_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/callready/callready/cmd/internal/state"
)

// FuzzDamage changes bytes of a state: each five bytes of the edits are a place and a value, and what is left of them cuts the file.
// Opening says what is wrong, or all goes on; nothing panics, and the bytes are there afterwards, in their place or set aside.
func FuzzDamage(f *testing.F) {
	from := filepath.Join(f.TempDir(), "state.db")
	s, err := state.Open(f.Context(), from, state.Options{Now: fixed(noon)})
	if err != nil {
		f.Fatal(err)
	}
	add(f, s, "run-1", invented(0, 300), "child-1", "child-2")
	add(f, s, "run-2", invented(50, 300), "child-3")
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(from)
	if err != nil {
		f.Fatal(err)
	}
	edit := func(at int, value byte) []byte { return append(binary.BigEndian.AppendUint32(nil, uint32(at)), value) }
	f.Add([]byte{})
	f.Add([]byte{0, 0, 16})
	f.Add(edit(18, 1))         // the version of the format
	f.Add(edit(16, 2))         // the size of a page
	f.Add(edit(27, 200))       // a counter
	f.Add(edit(60, 9))         // the version of the tables
	f.Add(edit(68, 9))         // whose it is
	f.Add(edit(100, 0))        // the kind of the first page
	f.Add(edit(4096, 0))       // of the second
	f.Add(edit(3*4096+3, 255)) // its number of cells
	f.Add(append(edit(4096+8, 1), edit(5*4096+12, 7)...))
	f.Fuzz(func(t *testing.T, edits []byte) {
		broken := append([]byte(nil), data...)
		for ; len(edits) >= 5; edits = edits[5:] {
			broken[binary.BigEndian.Uint32(edits)%uint32(len(broken))] = edits[4]
		}
		if len(edits) > 0 {
			cut := 0
			for _, b := range edits {
				cut = cut<<8 | int(b)
			}
			broken = broken[:cut%len(broken)]
		}
		path := filepath.Join(t.TempDir(), "state.db")
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
		if err == nil {
			use(t, s)
			if err := s.Close(); err != nil {
				t.Log(err)
			}
		}
		if list, err := filepath.Glob(path + "*"); len(list) == 0 || err != nil {
			t.Errorf("there are %v, %v", list, err)
		}
	})
}

// use asks a store for all that it has, and adds to it. It may fail.
func use(t *testing.T, s *state.Store) {
	t.Helper()
	ctx := t.Context()
	note := func(err error) {
		if err != nil {
			t.Log(err)
		}
	}
	runs, err := s.History(ctx, "nightly", 0)
	note(err)
	for _, r := range runs {
		if _, all, err := s.Show(ctx, "nightly", r.ID); err == nil {
			for _, err := range all {
				note(err)
			}
		}
	}
	_, err = s.Waiting(ctx, "nightly")
	note(err)
	_, err = s.Add(ctx, state.Run{ID: "run-3", Job: "nightly", Outcome: state.Published}, invented(100, 300), issue("child-4"))
	note(err)
	_, err = s.SeenChildren(ctx, "nightly", func(yield func(string) bool) { _ = yield("child-1") })
	note(err)
	_, err = s.Prune(ctx, "nightly", 1)
	note(err)
}
