package job

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// job makes a job in a folder of its own.
func newTestJob(t *testing.T, more string) *Config {
	t.Helper()
	file := filepath.Join(t.TempDir(), "n.toml")
	c, err := Parse("n.toml", file, []byte("name = \"n\"\ninput = \"in/*.csv*\"\n"+more))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(filepath.Dir(file), "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	return c
}

func put(t *testing.T, path, text string, at time.Time) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	c := newTestJob(t, "")
	in := filepath.Join(filepath.Dir(c.File), "in")
	if _, err := c.Find(); err == nil || !strings.Contains(err.Error(), "no file has a name like") {
		t.Errorf("an empty folder gives %v", err)
	}
	day := time.Date(2026, 5, 1, 2, 0, 0, 0, time.UTC)
	put(t, filepath.Join(in, "x.csv.crdownload"), "x", day)
	var none *NoInputError
	if _, err := c.Find(); !errors.As(err, &none) || len(none.Unfinished) != 1 {
		t.Errorf("a download on its way gives %v", err)
	}
	put(t, filepath.Join(in, "b.csv"), "b", day.Add(time.Hour))
	put(t, filepath.Join(in, "a.csv"), "a", day.Add(2*time.Hour))
	put(t, filepath.Join(in, "~$a.csv"), "a", day.Add(3*time.Hour))
	put(t, filepath.Join(in, "folder.csv", "x"), "x", day)
	found, err := c.Find()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range found.Inputs {
		got = append(got, filepath.Base(i.Path))
	}
	if d := cmp.Diff([]string{"b.csv", "a.csv"}, got); d != "" {
		t.Errorf("oldest first (-want +got):\n%s", d)
	}
}

// A link must not lead the next run to what this one wrote.
func TestFindRefusesRuns(t *testing.T) {
	c := newTestJob(t, "")
	made := filepath.Join(c.Runs, "n-0001-20260101", "import", "updates-001.csv")
	put(t, made, "x", time.Now())
	if err := os.Symlink(made, filepath.Join(filepath.Dir(c.File), "in", "a.csv")); err != nil {
		t.Skip("no links here:", err)
	}
	if _, err := c.Find(); err == nil || !strings.Contains(err.Error(), "folder of the runs") {
		t.Errorf("got %v", err)
	}
}

func TestRest(t *testing.T) {
	c := newTestJob(t, "")
	path := filepath.Join(filepath.Dir(c.File), "in", "a.csv")
	clock := time.Now
	put(t, path, "abc", clock().Add(-time.Hour))
	in := Input{Path: path}
	if err := in.Rest(t.Context(), time.Minute, clock); err != nil || in.Size != 3 || !strings.HasPrefix(in.SHA256, "ba7816bf") {
		t.Errorf("a file that rests: %+v, %v", in, err)
	}
	// Written a moment ago, or in the future: looked at twice.
	for _, age := range []time.Duration{0, -time.Hour} {
		put(t, path, "abc", clock().Add(-age))
		done := make(chan error, 1)
		go func() { done <- (&Input{Path: path}).Rest(t.Context(), 300*time.Millisecond, clock) }()
		time.Sleep(50 * time.Millisecond)
		if err := os.WriteFile(path, []byte("abcd"), 0o600); err != nil {
			t.Fatal(err)
		}
		var unsettled *UnsettledError
		if err := <-done; !errors.As(err, &unsettled) {
			t.Errorf("a file that grows gives %v", err)
		}
		if err := (&Input{Path: path}).Rest(t.Context(), 50*time.Millisecond, clock); err != nil {
			t.Errorf("left alone it gives %v", err)
		}
	}
}
