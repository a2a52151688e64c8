package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/run"
)

// skipMost bounds a list of record ids, in bytes: some five million of them.
const skipMost = 64 << 20

// readKeys reads a file with one record id a line; a first line that is quoted or holds more columns gives its first cell.
func readKeys(path string) (map[string]bool, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, usage(fmt.Errorf("--skip: %w", err))
	}
	defer file.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(file, skipMost+1))
	if err != nil {
		return nil, usage(fmt.Errorf("--skip: %w", err))
	}
	if len(data) > skipMost {
		return nil, usage(fmt.Errorf("--skip: %s has more than %d bytes", path, skipMost))
	}
	keys := map[string]bool{}
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		key, _, _ := strings.Cut(strings.TrimSpace(line), ",")
		key, _, _ = strings.Cut(key, ";")
		if key = strings.Trim(key, `" `); key != "" {
			keys[key] = true
		}
	}
	return keys, nil
}

// makeFolder makes the run folder, unpublished, and says where temporary files go. done discards what was not published.
func (c *cleaning) makeFolder() (spool string, done func() error, err error) {
	if c.opt.Mode == pipeline.Check {
		dir, err := os.MkdirTemp("", "callready-*")
		if err != nil {
			return "", nil, fmt.Errorf("temporary folder: %w", err)
		}
		return dir, func() error { return os.RemoveAll(dir) }, nil
	}
	// Runs that were killed could not clean up after themselves.
	if _, err := run.Sweep(filepath.Dir(filepath.Clean(c.o.Out))); err != nil {
		c.hint(err)
	}
	c.folder, err = run.Create(run.Options{Dir: c.o.Out, Stem: runStem(c.names), Force: c.o.Force})
	if err != nil {
		if _, ok := errors.AsType[*run.ExistsError](err); ok {
			return "", nil, usage(err, "choose another name with --out, or set it aside with --force")
		}
		return "", nil, err
	}
	return c.folder.TempDir(), c.folder.Discard, nil
}

// hint says on standard error what does not stop the run.
func (c *cleaning) hint(err error) {
	if !c.o.Quiet {
		tell(c.env.Stderr, "callready: warning:", err)
	}
}

// stem gives the name of a file without folder and endings.
func stem(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := filepath.Base(name)
	for _, ext := range []string{".gz", ".zst", ".csv", ".tsv", ".txt", ".xlsx"} {
		if len(base) > len(ext) && strings.EqualFold(base[len(base)-len(ext):], ext) {
			base = base[:len(base)-len(ext)]
		}
	}
	return base
}
