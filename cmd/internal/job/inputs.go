package job

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Input is a file that a run may read.
type Input struct {
	Path   string
	Size   int64
	Mod    time.Time
	SHA256 string // once it was read
}

// Found is what the patterns of a job match.
type Found struct {
	Inputs     []Input  // oldest first
	Unfinished []string // names that programs give to files which they are writing
}

// NoInputError says that there is nothing to read.
type NoInputError struct {
	Patterns   []string
	Unfinished []string
}

// Error names the patterns, or the files that are not there yet.
func (e *NoInputError) Error() string {
	if len(e.Unfinished) > 0 {
		return fmt.Sprintf("%q is still being written, and there is no other file", e.Unfinished[0])
	}
	return fmt.Sprintf("no file has a name like %q", strings.Join(e.Patterns, ", "))
}

// unfinished tells whether a program gives such a name to a file that it is writing, or to a note that it has one open.
func unfinished(base string) bool {
	low := strings.ToLower(base)
	for _, end := range []string{".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp", ".opdownload", ".!ut", "~"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".")
}

// Find gives the files that the job's patterns match. Folders are passed over. A file that lies among the runs is refused.
func (c *Config) Find() (*Found, error) {
	out := new(Found)
	seen := map[string]bool{}
	var infos []os.FileInfo
	runs := realPath(c.Runs)
	for _, pattern := range c.Input {
		names, err := filepath.Glob(pattern)
		if err != nil {
			return nil, fmt.Errorf("%q is no pattern of file names: %w", pattern, err)
		}
		if _, err := os.Lstat(pattern); err == nil && len(names) == 0 { // a name with brackets
			names = []string{pattern}
		}
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil || info.IsDir() || seen[name] {
				continue // It vanished, or a link leads nowhere.
			}
			seen[name] = true
			if !info.Mode().IsRegular() {
				return nil, fmt.Errorf("%q is no ordinary file", name)
			}
			if unfinished(filepath.Base(name)) {
				out.Unfinished = append(out.Unfinished, name)
				continue
			}
			if within(realPath(name), runs) {
				return nil, fmt.Errorf("the input %q lies in the folder of the runs", name)
			}
			if slices.ContainsFunc(infos, func(o os.FileInfo) bool { return os.SameFile(o, info) }) {
				continue
			}
			infos = append(infos, info)
			out.Inputs = append(out.Inputs, Input{Path: name, Size: info.Size(), Mod: info.ModTime()})
		}
	}
	slices.SortFunc(out.Inputs, func(a, b Input) int {
		return cmp.Or(a.Mod.Compare(b.Mod), strings.Compare(a.Path, b.Path))
	})
	if len(out.Inputs) == 0 {
		return out, &NoInputError{Patterns: c.Input, Unfinished: out.Unfinished}
	}
	return out, nil
}

// realPath follows links as far as the path exists.
func realPath(path string) string {
	if r, err := filepath.EvalSymlinks(path); err == nil {
		return r
	}
	if dir := filepath.Dir(path); dir != path {
		return filepath.Join(realPath(dir), filepath.Base(path))
	}
	return path
}

// UnsettledError says that a file is still being written, or was replaced while it was read.
type UnsettledError struct{ Path string }

// Error names the file.
func (e *UnsettledError) Error() string {
	return fmt.Sprintf("%q is still being written", e.Path)
}

// Rest waits until a file has been left alone for some time, looks at it twice where it was written lately or where its time lies in
// the future, and reads it for its hash. A file that changes meanwhile gives an [UnsettledError].
func (in *Input) Rest(ctx context.Context, settle time.Duration, now func() time.Time) error {
	first, err := os.Stat(in.Path)
	if err != nil {
		return fmt.Errorf("look at %q: %w", in.Path, cause(err))
	}
	if age := now().Sub(first.ModTime()); settle > 0 && age < settle {
		wait := settle
		if age > 0 {
			wait = settle - age
		}
		t := time.NewTimer(wait)
		defer t.Stop()
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-t.C:
		}
	}
	sum, err := hashFile(ctx, in.Path)
	if err != nil {
		return fmt.Errorf("read %q: %w", in.Path, err)
	}
	second, err := os.Stat(in.Path)
	if err != nil {
		return fmt.Errorf("look at %q: %w", in.Path, cause(err))
	}
	if first.Size() != second.Size() || !first.ModTime().Equal(second.ModTime()) || !os.SameFile(first, second) {
		return &UnsettledError{Path: in.Path}
	}
	in.Size, in.Mod, in.SHA256 = second.Size(), second.ModTime(), sum
	return nil
}

// hashFile gives the SHA-256 of a file in hexadecimal.
func hashFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", cause(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return "", context.Cause(ctx)
		}
		n, err := f.Read(buf)
		h.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", cause(err)
		}
	}
}
