package run

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/summary"
)

func TestPublishWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := create(t, Options{Parent: dir, Stem: "contacts"})
	write(t, f, "IMPORT.md", "what to do\n")
	write(t, f, "review/needs-you.csv", "file,row\n")
	if _, err := f.File("empty.csv"); err != nil { // never written to
		t.Fatal(err)
	}
	if _, err := f.Path("unused/report.xlsx"); err != nil { // never made
		t.Fatal(err)
	}
	foreign, err := f.Path("report/report.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(foreign, []byte("sheet"), 0o644); err != nil {
		t.Fatal(err)
	}
	f.SetRows("report/report.xlsx", 7)
	temp, err := f.Temp("rows-*")
	if err != nil {
		t.Fatal(err)
	}
	defer temp.Close()
	if filepath.Dir(temp.Name()) != f.TempDir() {
		t.Errorf("temporary file %q is not in %q", temp.Name(), f.TempDir())
	}
	if visible, hidden := names(t, dir); len(visible) != 0 || len(hidden) != 1 {
		t.Fatalf("before Publish: %q and hidden %q, want one hidden folder alone", visible, hidden)
	}

	sum := func(s string) string {
		h := sha256.Sum256([]byte(s))
		return hex.EncodeToString(h[:])
	}
	wantFiles := []summary.Output{
		{Path: "IMPORT.md", Bytes: 11, SHA256: sum("what to do\n")},
		{Path: "report/report.xlsx", Rows: 7, Bytes: 5, SHA256: sum("sheet")},
		{Path: "review/needs-you.csv", Bytes: 9, SHA256: sum("file,row\n")},
	}
	if diff := cmp.Diff(wantFiles, f.Files()); diff != "" {
		t.Errorf("Files mismatch (-want +got):\n%s", diff)
	}
	write(t, f, "summary.json", "{}") // after Files, as the summary is
	name := publish(t, f)
	if want := filepath.Join(dir, "callready-contacts"); name != want {
		t.Errorf("published as %q, want %q", name, want)
	}
	want := map[string]string{
		"callready-contacts/IMPORT.md":            "what to do\n",
		"callready-contacts/report/report.xlsx":   "sheet",
		"callready-contacts/review/needs-you.csv": "file,row\n",
		"callready-contacts/summary.json":         "{}",
	}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if _, err := f.Publish(); !errors.Is(err, ErrClosed) {
		t.Errorf("a second Publish gives %v", err)
	}
	if _, err := f.File("late.csv"); !errors.Is(err, ErrClosed) {
		t.Errorf("File after Publish gives %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	err = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", p, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		taken []string // folders that exist; with a slash at the end empty ones, else with a summary in it
		opts  Options
		want  []string // visible afterwards
		err   string   // in the error of Create
	}{
		{"free", nil, Options{Stem: "a"}, []string{"callready-a"}, ""},
		{"the first is taken", []string{"callready-a"}, Options{Stem: "a"}, []string{"callready-a", "callready-a-2"}, ""},
		{"a gap is filled", []string{"callready-a", "callready-a-3"}, Options{Stem: "a"}, []string{"callready-a", "callready-a-2", "callready-a-3"}, ""},
		{"an empty folder counts as taken", []string{"callready-a/"}, Options{Stem: "a"}, []string{"callready-a", "callready-a-2"}, ""},
		{"no stem", nil, Options{}, []string{"callready-export"}, ""},
		{"a stem with everything", nil, Options{Stem: "../q3:a*b?\x00.csv"}, []string{"callready-q3-a-b--.csv"}, ""},
		{"named", nil, Options{Dir: "out", Stem: "a"}, []string{"out"}, ""},
		{"named and taken", []string{"out"}, Options{Dir: "out", Stem: "a"}, nil, `out" exists already`},
		{"named, taken and empty", []string{"out/"}, Options{Dir: "out", Stem: "a"}, []string{"out"}, ""},
		{"named, and a folder in it", []string{"out/x/"}, Options{Dir: "out", Stem: "a"}, nil, `out" exists already`},
		{"forced", []string{"out"}, Options{Dir: "out", Stem: "a", Force: true}, []string{"out", "out.old"}, ""},
		{"forced, an empty folder", []string{"out/"}, Options{Dir: "out", Force: true}, []string{"out", "out.old"}, ""},
		{"forced, nothing in the way", nil, Options{Dir: "out", Force: true}, []string{"out"}, ""},
		{"forced twice", []string{"out", "out.old"}, Options{Dir: "out", Force: true}, []string{"out", "out.old", "out.old-2"}, ""},
		{"forced over what is no run", []string{"out/x/"}, Options{Dir: "out", Force: true}, nil, "no earlier run"},
		{"forced over the folder itself", []string{"x"}, Options{Dir: ".", Force: true}, nil, "exists and is not set aside"},
		{"no such parent", nil, Options{Dir: "missing/out"}, nil, "no such file or directory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, name := range tt.taken {
				full := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(full, 0o700); err != nil {
					t.Fatal(err)
				}
				if !strings.HasSuffix(name, "/") {
					if err := os.WriteFile(filepath.Join(full, summaryName), []byte("old"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			o := tt.opts
			o.Parent = dir
			if o.Dir != "" {
				o.Dir = dir + string(filepath.Separator) + filepath.FromSlash(o.Dir)
			}
			f, err := Create(o)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) && runtime.GOOS != "windows" {
					t.Errorf("error %v, want %q in it", err, tt.err)
				}
				if _, hidden := names(t, dir); len(hidden) > 0 {
					t.Errorf("a refusal leaves %q", hidden)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			write(t, f, summaryName, "new")
			got := publish(t, f)
			visible, hidden := names(t, dir)
			if diff := cmp.Diff(tt.want, visible); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
			if len(hidden) > 0 {
				t.Errorf("%q is left", hidden)
			}
			if text, err := os.ReadFile(filepath.Join(got, summaryName)); err != nil || string(text) != "new" {
				t.Errorf("%s holds %q, %v", got, text, err)
			}
			// What was there is still there, under some name.
			old := 0
			for _, text := range tree(t, dir) {
				if text == "old" {
					old++
				}
			}
			want := 0
			for _, name := range tt.taken {
				if !strings.HasSuffix(name, "/") {
					want++
				}
			}
			if old != want {
				t.Errorf("%d older runs are left, want %d", old, want)
			}
		})
	}
}

func TestForceLeavesFilesAlone(t *testing.T) {
	t.Parallel()
	input := filepath.Join(t.TempDir(), "contacts.csv")
	if err := os.WriteFile(input, []byte("Phone\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Create(Options{Dir: input, Force: true})
	var exists *ExistsError
	if !errors.As(err, &exists) || !errors.Is(err, fs.ErrExist) || exists.Path != input {
		t.Errorf("error %v, want an ExistsError", err)
	}
}

func TestNameTakenMeanwhile(t *testing.T) {
	t.Parallel()
	t.Run("ours to choose", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		a := create(t, Options{Parent: dir, Stem: "a"})
		b := create(t, Options{Parent: dir, Stem: "a"})
		write(t, a, summaryName, "a")
		write(t, b, summaryName, "b")
		publish(t, b)
		publish(t, a)
		want := map[string]string{"callready-a/summary.json": "b", "callready-a-2/summary.json": "a"}
		if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
			t.Errorf("mismatch (-want +got):\n%s", diff)
		}
	})
	t.Run("asked for", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		out := filepath.Join(dir, "out")
		a := create(t, Options{Dir: out})
		b := create(t, Options{Dir: out})
		write(t, a, summaryName, "a")
		write(t, b, summaryName, "b")
		publish(t, b)
		var exists *ExistsError
		if _, err := a.Publish(); !errors.As(err, &exists) {
			t.Errorf("error %v, want an ExistsError", err)
		}
		if diff := cmp.Diff(map[string]string{"out/summary.json": "b"}, tree(t, dir)); diff != "" {
			t.Errorf("mismatch (-want +got):\n%s", diff)
		}
	})
	t.Run("forced, but by something that is no run", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		out := filepath.Join(dir, "out")
		a := create(t, Options{Dir: out, Force: true})
		write(t, a, summaryName, "a")
		if err := os.WriteFile(out, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		var exists *ExistsError
		if _, err := a.Publish(); !errors.As(err, &exists) {
			t.Errorf("error %v, want an ExistsError", err)
		}
		if diff := cmp.Diff(map[string]string{"out": "precious"}, tree(t, dir)); diff != "" {
			t.Errorf("mismatch (-want +got):\n%s", diff)
		}
	})
}

// TestRenameChecked: the way without a system call replaces nothing either.
func TestRenameChecked(t *testing.T) {
	t.Parallel()
	for _, rename := range []func(from, to string) error{renameNew, renameChecked} {
		dir := t.TempDir()
		from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
		for _, d := range []string{from, to} {
			if err := os.Mkdir(d, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if err := rename(from, to); !errors.Is(err, fs.ErrExist) {
			t.Errorf("over a folder: %v", err)
		}
		if err := os.Remove(to); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("nowhere", to); err == nil {
			if err := rename(from, to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("over a link to nowhere: %v", err)
			}
			if err := os.Remove(to); err != nil {
				t.Fatal(err)
			}
		}
		if err := rename(from, to); err != nil {
			t.Errorf("to a free name: %v", err)
		}
		if err := rename(from, to+"2"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("of nothing: %v", err)
		}
	}
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	f := create(t, Options{Parent: t.TempDir(), Stem: "a"})
	for _, rel := range []string{"", ".", "..", "../x", "/etc/x", "a//b", "a/../b", `a\b`, "c:x", "a/"} {
		if _, err := f.File(rel); err == nil {
			t.Errorf("File(%q) is accepted", rel)
		}
		if _, err := f.Path(rel); err == nil {
			t.Errorf("Path(%q) is accepted", rel)
		}
	}
	if _, err := f.File("a/b.csv"); err != nil {
		t.Error(err)
	}
	if _, err := f.File("a/b.csv"); err == nil {
		t.Error("a file can be taken twice")
	}
	if f.Err() != nil {
		t.Errorf("a wrong name spoils the folder: %v", f.Err())
	}
}

// TestFileWrites: however the text is cut into writes, the file and its hash are those of the whole.
func TestFileWrites(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		f, err := Create(Options{Parent: dir, Stem: "a"})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Discard()
		file, err := f.File("x")
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.New()
		total := int64(0)
		for i, n := range rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 100, bufferSize - 1, bufferSize, bufferSize + 1, 3 * bufferSize}), 0, 6).Draw(t, "writes") {
			p := make([]byte, n)
			for j := range p {
				p[j] = byte(i + j)
			}
			sum.Write(p)
			total += int64(n)
			if got, err := file.Write(p); got != n || err != nil {
				t.Fatalf("Write of %d bytes gives %d, %v", n, got, err)
			}
			if file.Size() != total {
				t.Fatalf("size %d after %d bytes", file.Size(), total)
			}
		}
		outs := f.Files()
		if total == 0 {
			if len(outs) != 0 || f.Err() != nil {
				t.Fatalf("files %v, %v, want none", outs, f.Err())
			}
			return
		}
		if len(outs) != 1 || outs[0].Bytes != total || outs[0].SHA256 != hex.EncodeToString(sum.Sum(nil)) {
			t.Fatalf("files %v for %d bytes", outs, total)
		}
		if _, err := file.Write([]byte("x")); err == nil {
			t.Fatal("a closed file takes more")
		}
		if _, err := f.Publish(); err == nil {
			t.Fatal("a run is published though something came too late for it")
		}
	})
	if visible, hidden := names(t, dir); len(visible)+len(hidden) > 0 {
		t.Errorf("%q and %q are left", visible, hidden)
	}
}
