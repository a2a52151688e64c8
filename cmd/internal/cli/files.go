package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/run"
)

// severalFiles accepts the files that a command reads as one.
func severalFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no file given: name one or several, or - for standard input")
	}
	if slices.Contains(args, "") {
		return errors.New("the name of a file is empty")
	}
	if n := len(args) - len(slices.DeleteFunc(slices.Clone(args), func(a string) bool { return a == "-" })); n > 1 {
		return errors.New("standard input (-) is given more than once, and can be read only once")
	}
	return nil
}

// expand replaces an argument with * or ? that names no file by the files that it matches, in the order of their names: not
// every shell does that. One that matches nothing is an error.
func expand(args []string) ([]string, error) {
	var out []string
	for _, a := range args {
		if !strings.ContainsAny(a, "*?") {
			out = append(out, a)
			continue
		}
		if _, err := os.Lstat(a); err == nil {
			out = append(out, a)
			continue
		}
		found, err := filepath.Glob(a)
		if err != nil {
			return nil, usage(fmt.Errorf("%q is no pattern of file names: %w", a, err))
		}
		if len(found) == 0 {
			return nil, usage(fmt.Errorf("no file has a name like %q", a))
		}
		out = append(out, found...)
	}
	return out, nil
}

// labels names files as reports have them: by their base name, with as much of the folder as tells two of the same name
// apart.
func labels(names []string) []string {
	parts := make([][]string, len(names))
	for i, n := range names {
		parts[i] = []string{n}
		if n != "-" {
			parts[i] = strings.Split(filepath.ToSlash(filepath.Clean(n)), "/")
		}
	}
	out := make([]string, len(names))
	for i := range parts {
		for n := 1; n <= len(parts[i]); n++ {
			out[i] = tail(parts[i], n)
			if !sameTail(parts, i, n) {
				break
			}
		}
	}
	return out
}

// sameTail tells whether another path than the i-th has the same last n parts.
func sameTail(parts [][]string, i, n int) bool {
	for k := range parts {
		if k != i && tail(parts[k], n) == tail(parts[i], n) {
			return true
		}
	}
	return false
}

// tail gives the last n parts of a path.
func tail(parts []string, n int) string {
	return strings.Join(parts[max(0, len(parts)-n):], "/")
}

// runStem gives the name of a run folder after its inputs.
func runStem(names []string) string {
	s := stem(names[0])
	if n := len(names) - 1; n > 0 {
		s += "-and-" + strconv.Itoa(n) + "-more"
	}
	return s
}

// fileStem gives the part that an input has in the name of its corrected file.
func fileStem(label string) string {
	if label == "-" {
		return stem(label)
	}
	folder, base := "", label
	if i := strings.LastIndexByte(label, '/'); i >= 0 {
		folder, base = label[:i+1], label[i+1:]
	}
	return run.CleanStem(folder + stem(base))
}
