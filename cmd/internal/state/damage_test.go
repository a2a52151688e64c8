package state_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/callready/callready/cmd/internal/state"
)

// filled makes a state with some hundred findings and closes it; it gives its bytes.
func filled(t *testing.T, path string) []byte {
	t.Helper()
	s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, "run-1", invented(0, 500), "child-1")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A damaged state is set aside byte for byte and named, and the next Open makes a new one.
func TestDamaged(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(data []byte) []byte
	}{
		{"empty", func([]byte) []byte { return nil }},
		{"one byte", func(data []byte) []byte { return data[:1] }},
		{"half a header", func(data []byte) []byte { return data[:50] }},
		{"a header alone", func(data []byte) []byte { return data[:100] }},
		{"one page", func(data []byte) []byte { return data[:4096] }},
		{"half", func(data []byte) []byte { return data[:len(data)/2] }},
		{"half a page short", func(data []byte) []byte { return data[:len(data)-2048] }},
		{"the last page is missing", func(data []byte) []byte { return data[:len(data)-4096] }},
		{"zeros", func(data []byte) []byte { return make([]byte, len(data)) }},
		{"text", func([]byte) []byte { return []byte("Record ID,Phone\n101,01 99 00 12 34\n") }},
		{"garbage", func(data []byte) []byte { return bytes.Repeat([]byte{0x5a, 0xa5, 0xff}, len(data)/3) }},
		{"a version below all", func(data []byte) []byte { data[60] = 0x80; return data }},
		{"no version", func(data []byte) []byte { clear(data[60:64]); return data }},
		{"no tables", func(data []byte) []byte { clear(data[100:]); return data }},
		{"a page of zeros", func(data []byte) []byte { clear(data[4*4096 : 5*4096]); return data }},
		{"every page but the first is garbage", func(data []byte) []byte {
			for i := 4096; i < len(data); i++ {
				data[i] ^= 0x5a
			}
			return data
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := fresh(t)
			broken := tt.damage(filled(t, path))
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			var damaged *state.DamagedError
			_, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon), Existing: true})
			if !errors.As(err, &damaged) || damaged.SetAside != "" || !slices.Equal(beside(t, path), []string{"state.db"}) {
				t.Fatalf("whoever only looks gets %v, and there are %v", err, beside(t, path))
			}
			_, err = state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
			if !errors.As(err, &damaged) {
				t.Fatalf("got %v, want that it is damaged", err)
			}
			if want := path + ".damaged-20261123T120000Z"; damaged.SetAside != want || damaged.Path != path {
				t.Errorf("got %q set aside as %q, want %q", damaged.Path, damaged.SetAside, want)
			}
			if got, err := os.ReadFile(damaged.SetAside); err != nil || !bytes.Equal(got, broken) {
				t.Errorf("what was set aside has %d bytes, want the %d there were (%v)", len(got), len(broken), err)
			}
			if empty, err := open(t, path).Empty(t.Context(), "nightly"); err != nil || !empty {
				t.Errorf("the new one is empty: %t, %v", empty, err)
			}
		})
	}
}

// Two that are damaged within a second get names of their own.
func TestDamagedTwice(t *testing.T) {
	path := fresh(t)
	for range 3 {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		var damaged *state.DamagedError
		if _, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)}); !errors.As(err, &damaged) {
			t.Fatal(err)
		}
	}
	base := "state.db.damaged-20261123T120000Z"
	if got, want := beside(t, path), []string{base, base + "-2", base + "-3"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The log of a damaged state goes along with it.
func TestDamagedLog(t *testing.T) {
	path := fresh(t)
	for name, text := range map[string]string{"": "x", "-wal": "log", "-shm": "index"} {
		if err := os.WriteFile(path+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)}); err == nil {
		t.Fatal("no error")
	}
	base := "state.db.damaged-20261123T120000Z"
	if got, want := beside(t, path), []string{base, base + "-wal"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What is not ours to move stays where it is.
func TestLeftAlone(t *testing.T) {
	raw := func(t *testing.T, path, statement string) {
		t.Helper()
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name string
		make func(t *testing.T, path string)
		want error // nil: any
	}{
		{"a folder", func(t *testing.T, path string) {
			t.Helper()
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, nil},
		{"a database of another program", func(t *testing.T, path string) {
			t.Helper()
			raw(t, path, "CREATE TABLE contact (phone TEXT)")
		}, state.ErrForeign},
		{"a database of another program that says which", func(t *testing.T, path string) {
			t.Helper()
			raw(t, path, "PRAGMA application_id = 1234; CREATE TABLE contact (phone TEXT)")
		}, state.ErrForeign},
		{"a newer version", func(t *testing.T, path string) {
			t.Helper()
			filled(t, path)
			raw(t, path, "PRAGMA user_version = 99")
		}, state.ErrNewer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := fresh(t)
			tt.make(t, path)
			_, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
			var damaged *state.DamagedError
			if err == nil || errors.As(err, &damaged) || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
			if got := beside(t, path); !slices.Equal(got, []string{"state.db"}) {
				t.Errorf("there are %v", got)
			}
		})
	}
	t.Run("a folder that is a file", func(t *testing.T) {
		path := fresh(t)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := state.Open(t.Context(), filepath.Join(path, "state.db"), state.Options{Now: fixed(noon)}); err == nil {
			t.Error("no error")
		}
	})
}

// Whatever single byte changes, the state is either as it was or said to be damaged, or of another program or version: nothing
// panics, and nothing hangs.
func TestOneByte(t *testing.T) {
	from := fresh(t)
	data := filled(t, from)
	step := max(len(data)/150, 1)
	if testing.Short() {
		step *= 5
	}
	for at := 0; at < len(data); at += step {
		t.Run(strconv.Itoa(at), func(t *testing.T) {
			path := fresh(t)
			broken := bytes.Clone(data)
			broken[at] ^= 0xff
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
			if err != nil {
				return
			}
			defer s.Close()
			run := state.Run{ID: "run-2", Job: "nightly", Outcome: state.Checked}
			if _, err := s.Add(t.Context(), run, invented(10, 500), nil); err != nil {
				t.Log(err)
			}
		})
	}
}
