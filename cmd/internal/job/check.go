package job

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/disk"
)

// Space gives how much may be written where the runs go, and how much a run over these inputs wants.
func (c *Config) Space(inputs []Input) (free, need int64, err error) {
	need = spare
	for _, in := range inputs {
		need += 2 * in.Size
	}
	need = max(need, c.Limits.MinFree)
	free, err = disk.Free(existing(c.Runs))
	return free, need, err
}

// existing gives the path, or the nearest folder above it that is there.
func existing(path string) string {
	for {
		if _, err := os.Stat(path); err == nil || filepath.Dir(path) == path {
			return path
		}
		path = filepath.Dir(path)
	}
}

// Writable tries whether files can be made where the runs, the state, the link and the metrics go, and says of each folder that they cannot
// be. A folder for runs that is not there yet is looked at where it would be made; nothing is left behind.
func (c *Config) Writable() []error {
	var errs []error
	seen := map[string]bool{}
	for _, p := range []struct {
		dir   string
		makes bool // a run makes the folder
	}{{c.Runs, true}, {filepath.Dir(c.State), true}, {filepath.Dir(c.Latest), filepath.Dir(c.Latest) == c.Runs}, {filepath.Dir(c.Metrics), false}} {
		dir := p.dir
		if p.makes {
			dir = existing(dir)
		}
		if dir == "." || seen[dir] {
			continue
		}
		seen[dir] = true
		f, err := os.CreateTemp(dir, ".callready-check-*")
		if err != nil {
			errs = append(errs, fmt.Errorf("nothing can be written in %q: %w", dir, cause(err)))
			continue
		}
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
	return errs
}

// Programs says which commands of the job are not there.
func (c *Config) Programs() []error {
	var errs []error
	for _, argv := range [][]string{c.OnSuccess, c.OnFailure} {
		if len(argv) == 0 {
			continue
		}
		name := argv[0]
		if filepath.Base(name) != name && !filepath.IsAbs(name) { // Commands run in the folder of the job file.
			name = filepath.Join(filepath.Dir(c.File), name)
		}
		if _, err := exec.LookPath(name); err != nil {
			if errors.Is(err, exec.ErrNotFound) {
				err = fs.ErrNotExist
			}
			errs = append(errs, &HookError{Program: argv[0], Err: cause(err)})
		}
	}
	return errs
}
