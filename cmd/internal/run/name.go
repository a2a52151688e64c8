package run

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The hidden folder of a run is called stagePrefix, stem, "-", number, stageSuffix.
const (
	stagePrefix = ".callready-"
	stageSuffix = ".partial"
	namePrefix  = "callready-"
)

// summaryName is the file that every run folder has.
const summaryName = "summary.json"

// mostNames bounds the search for a free name.
const mostNames = 10_000

// ExistsError is the error for a named folder that exists and is not to be set aside. It is an fs.ErrExist.
type ExistsError struct {
	Path   string
	Reason string // why force does not help, "" where it was not asked for
}

// Error tells what stands in the way.
func (e *ExistsError) Error() string {
	if e.Reason != "" {
		return fmt.Sprintf("%q exists and is not set aside: it is %s", e.Path, e.Reason)
	}
	return fmt.Sprintf("%q exists already", e.Path)
}

// Unwrap gives fs.ErrExist.
func (e *ExistsError) Unwrap() error { return fs.ErrExist }

// mayTake tells whether the run folder may get the name that was asked for: nothing has it, or an empty folder, or what has it may
// be set aside. A folder that is neither empty nor a run is never moved: it may be the one that the input lies in.
func (f *Folder) mayTake(name string) error {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("run folder %q: %w", name, cause(err))
	}
	if !f.opts.Force {
		if info.IsDir() && isEmpty(name) && filepath.Base(name) != "." && filepath.Base(name) != ".." {
			return nil // somebody made it for this
		}
		return &ExistsError{Path: name}
	}
	if base := filepath.Base(name); base == "." || base == ".." || base == string(filepath.Separator) {
		return &ExistsError{Path: name, Reason: "not a name of its own"}
	}
	if !info.IsDir() {
		return &ExistsError{Path: name, Reason: "no folder"}
	}
	mark := cmp.Or(f.opts.Mark, summaryName)
	if _, err := os.Lstat(filepath.Join(name, mark)); err == nil {
		return nil
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return fmt.Errorf("run folder %q: %w", name, cause(err))
	}
	if len(entries) > 0 {
		return &ExistsError{Path: name, Reason: "no earlier run: it holds files, but no " + mark}
	}
	return nil
}

// isEmpty tells whether a folder can be looked into and holds nothing.
func isEmpty(name string) bool {
	entries, err := os.ReadDir(name)
	return err == nil && len(entries) == 0
}

// freeName gives the n-th name to try, from 1: base, base-2, base-3.
func freeName(base string, n int) string {
	if n == 1 {
		return base
	}
	return base + "-" + strconv.Itoa(n)
}

// validName tells whether a relative name with slashes stays inside the folder on every system.
func validName(rel string) bool {
	return rel != "." && !strings.ContainsAny(rel, `\:`) && fs.ValidPath(rel) && filepath.IsLocal(filepath.FromSlash(rel))
}

// CleanStem makes a stem that can be part of a file name everywhere: without separators, control characters and what
// Windows refuses, and not too long.
func CleanStem(stem string) string {
	const most = 80
	stem = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, stem)
	for len(stem) > most {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	stem = strings.Trim(stem, " .-")
	if stem == "" {
		return "export"
	}
	return stem
}
