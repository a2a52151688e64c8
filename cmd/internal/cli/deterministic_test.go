package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The output is the same for any number of workers, in any locale.
func TestDeterministic(t *testing.T) {
	exports, err := filepath.Glob("../../../testdata/exports/*.csv")
	if err != nil || len(exports) == 0 {
		t.Fatal("no exports", err)
	}
	for _, in := range exports {
		t.Run(filepath.Base(in), func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			want := map[string]string{}
			for i, jobs := range []string{"1", "2", "7"} {
				s.env = map[string]string{"LANG": []string{"C", "en_US.UTF-8", "tr_TR.UTF-8"}[i], "TZ": "Asia/Tokyo"}
				out := s.path("run" + jobs)
				code := s.run("clean", "-q", "--profile", "auto", "--region", "FR", "-j", jobs, "-o", out, in)
				got := folder(t, out)
				got["exit"] = fmt.Sprint(code, s.stderr.String())
				if i == 0 {
					want = got
					continue
				}
				for name := range want {
					if got[name] != want[name] {
						t.Errorf("%s differs with -j %s", name, jobs)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%d files with -j %s, %d before", len(got), jobs, len(want))
				}
			}
		})
	}
}

// folder reads all files of a run; of summary.json only what must not differ.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return files // A file that is refused makes no folder.
	}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		text := string(data)
		if rel == "summary.json" {
			text, _, _ = strings.Cut(text, "\n  \"run\": {")
		}
		files[rel] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
