package job

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// hinted is an error with a hint on what to try.
type hinted struct {
	error
	hint string
}

func hintOf(err error) string {
	if h, ok := errors.AsType[hinted](err); ok {
		return h.hint
	}
	return ""
}

// cleanPaths are the settings under [clean] that name files.
var cleanPaths = map[string]bool{"schema": true, "decisions": true, "also": true, "skip": true, "password-file": true, "corrections": true}

// paths makes the paths of the job absolute, from the folder of the job file, and refuses those that would get into each
// other's way.
func (c *Config) paths(f *file) error {
	base := filepath.Dir(c.File)
	var err error
	if c.Input, err = patterns(base, f.Input); err != nil {
		return err
	}
	if c.Runs, err = absolute(base, "runs", f.Runs, "runs"); err != nil {
		return err
	}
	if c.State, err = absolute(base, "state", f.State, filepath.Join(c.Private(), "state.db")); err != nil {
		return err
	}
	if c.Latest, err = absolute(base, "latest", f.Latest, filepath.Join(c.Runs, c.Name+"-latest")); err != nil {
		return err
	}
	if f.Metrics != "" {
		if c.Metrics, err = absolute(base, "metrics", f.Metrics, ""); err != nil {
			return err
		}
	}
	c.Profile = besideFile(base, c.Profile)
	c.cleanPaths(base)
	return c.apart()
}

// patterns reads one pattern of file names or several.
func patterns(base string, v any) ([]string, error) {
	var out []string
	list, ok := v.([]any)
	if !ok && v != nil {
		list = []any{v}
	}
	for _, e := range list {
		s, ok := e.(string)
		if !ok || s == "" {
			return nil, hinted{errors.New("input must be the pattern of a file name, or a list of them"), `write it like "exports/contacts-*.csv"`}
		}
		if _, err := filepath.Match(s, ""); err != nil {
			return nil, fmt.Errorf("%q is no pattern of file names: %w", s, err)
		}
		p, err := absolute(base, "input", s, "")
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, hinted{errors.New(`the job has no "input"`), `write a line such as input = "exports/contacts-*.csv"`}
	}
	return out, nil
}

// absolute makes a path absolute; "" stands for the usual one.
func absolute(base, setting, path, usual string) (string, error) {
	if path == "" {
		path = usual
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", fmt.Errorf("%s %q holds a character that no path should have", setting, path)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(base, path)
	}
	return filepath.Clean(path), nil
}

// besideFile makes the name of a file absolute where it is one: profiles have names without separators and dots.
func besideFile(base, name string) string {
	if !strings.ContainsAny(name, `/\.`) || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(base, name)
}

// cleanPaths makes the paths under [clean] absolute.
func (c *Config) cleanPaths(base string) {
	each := func(v any, f func(string) string) any {
		switch v := v.(type) {
		case string:
			return f(v)
		case []any:
			out := make([]any, len(v))
			for i, e := range v {
				if s, ok := e.(string); ok {
					e = f(s)
				}
				out[i] = e
			}
			return out
		default:
			return v
		}
	}
	for name, v := range c.Clean {
		switch {
		case cleanPaths[name]:
			c.Clean[name] = each(v, func(s string) string {
				if s == "" || filepath.IsAbs(s) {
					return s
				}
				return filepath.Join(base, s)
			})
		case name == "profile", name == "to":
			c.Clean[name] = each(v, func(s string) string { return besideFile(base, s) })
		}
	}
}

// apart refuses outputs where inputs are looked for: the next night would read them.
func (c *Config) apart() error {
	outs := []struct{ setting, path string }{{"runs", c.Runs}, {"metrics", c.Metrics}, {"state", c.State}, {"latest", c.Latest}}
	for _, in := range c.Input {
		folder := filepath.Dir(in)
		for _, out := range outs {
			if out.path == "" {
				continue
			}
			if ok, _ := filepath.Match(in, out.path); ok {
				return hinted{fmt.Errorf("%s %q has a name like the inputs %q", out.setting, out.path, in), "put it into a folder of its own"}
			}
		}
		if c.Runs == folder || within(folder, c.Runs) {
			return hinted{fmt.Errorf("the inputs %q lie in the folder of the runs", in), "put exports and runs into folders of their own"}
		}
		for up := folder; ; up = filepath.Dir(up) { // exports/*/*.csv, and runs in exports/runs
			if ok, _ := filepath.Match(up, c.Runs); ok && up != folder || strings.ContainsAny(up, "*?[") && ok {
				return hinted{fmt.Errorf("the pattern %q looks into the folder of the runs", in), "put exports and runs into folders of their own"}
			}
			if filepath.Dir(up) == up || !strings.ContainsAny(up, "*?[") {
				break
			}
		}
	}
	for _, out := range outs[1:] {
		if out.path == c.Runs {
			return hinted{fmt.Errorf("%s and runs are the same path %q", out.setting, out.path), ""}
		}
	}
	return nil
}

// within tells whether a path lies below a folder.
func within(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != "." && filepath.IsLocal(rel)
}
