package job

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Kept is a run of the job that is still there.
type Kept struct {
	Path string
	Record
}

// runForm is what stands behind the job's name in that of a run.
var runForm = regexp.MustCompile(`^-([0-9]{4,9})-[0-9]{8}$`)

// RunName gives the name of a run.
func (c *Config) RunName(number int, at time.Time) string {
	return fmt.Sprintf("%s-%04d-%s", c.Name, number, at.Format("20060102"))
}

// Number gives the number in the name of a run, 0 where it is none of this job.
func (c *Config) Number(name string) int {
	if len(name) <= len(c.Name) || name[:len(c.Name)] != c.Name {
		return 0
	}
	m := runForm.FindStringSubmatch(name[len(c.Name):])
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits only
	return n
}

// recordMost bounds job.json, in bytes.
const recordMost = 64 << 20

// Kept gives the job's runs that are there, by number. A folder of that name without a record, or with one that cannot be read, is an
// error: what was issued by it would be issued again.
func (c *Config) Kept() ([]Kept, error) {
	entries, err := os.ReadDir(c.Runs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("folder of the runs %q: %w", c.Runs, cause(err))
	}
	var out []Kept
	for _, e := range entries {
		if !e.IsDir() || c.Number(e.Name()) == 0 {
			continue
		}
		k, err := ReadKept(filepath.Join(c.Runs, e.Name()))
		if err != nil {
			return nil, err
		}
		if k.Job == c.Name {
			out = append(out, *k)
		}
	}
	slices.SortFunc(out, func(a, b Kept) int { return a.Number - b.Number })
	return out, nil
}

// ReadKept reads the record of a run folder.
func ReadKept(path string) (*Kept, error) {
	name := filepath.Join(path, RecordName)
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("%q is no run of a job: %s: %w", path, RecordName, cause(err))
	}
	if info.Size() > recordMost {
		return nil, fmt.Errorf("%q is no run of a job: %s is too large", path, RecordName)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, cause(err))
	}
	k := &Kept{Path: path}
	if err := json.Unmarshal(data, &k.Record); err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	if k.Schema != RecordSchema || k.Number < 1 {
		return nil, fmt.Errorf("%q is not what this version of callready writes", name)
	}
	return k, nil
}

// Processed gives the last of the runs that read all of these contents and wrote no less than is to be written now, nil for none.
func Processed(kept []Kept, write string, sums []string) *Kept {
	for i := len(kept) - 1; i >= 0; i-- {
		k := &kept[i]
		if !Covers(k.Write, write) {
			continue
		}
		var have []string
		for _, in := range k.Inputs {
			have = append(have, in.SHA256)
		}
		if !slices.ContainsFunc(sums, func(s string) bool { return !slices.Contains(have, s) }) {
			return k
		}
	}
	return nil
}

// Expire gives the runs that are not to be kept any more; the last one always is. Of a number of runs those whose new contacts
// still wait for their import are kept beside: their files are the only ones that have them. After a number of days they go too,
// since personal data is not to be kept longer than was said.
func (c *Config) Expire(kept []Kept, waiting []Waiting, now time.Time) []Kept {
	var out []Kept
	for i := range max(0, len(kept)-1) {
		waits := slices.ContainsFunc(waiting, func(w Waiting) bool { return w.Run == kept[i].Run })
		old := c.Keep.Runs > 0 && len(kept)-i > c.Keep.Runs && !waits
		old = old || c.Keep.Days > 0 && now.Sub(kept[i].Started) > time.Duration(c.Keep.Days)*24*time.Hour
		if old {
			out = append(out, kept[i])
		}
	}
	return out
}

// Remove removes a run. It loses its name first: what is killed on the way leaves no half of a run.
func (c *Config) Remove(k *Kept) error {
	if filepath.Dir(k.Path) != c.Runs || c.Number(filepath.Base(k.Path)) == 0 {
		return fmt.Errorf("%q is no run of the job %q", k.Path, c.Name)
	}
	gone := filepath.Join(c.Private(), "removed-"+filepath.Base(k.Path))
	err := os.MkdirAll(c.Private(), 0o700)
	if err == nil {
		err = os.Rename(k.Path, gone)
	}
	if err != nil {
		return fmt.Errorf("remove %q: %w", k.Path, err)
	}
	if err := os.RemoveAll(gone); err != nil {
		return fmt.Errorf("remove %q: %w", gone, cause(err))
	}
	return nil
}

// Sweep removes what runs that were killed while they removed others left behind.
func (c *Config) Sweep() error {
	left, err := filepath.Glob(filepath.Join(c.Private(), "removed-*"))
	if err != nil {
		return err
	}
	var errs []error
	for _, name := range left {
		errs = append(errs, os.RemoveAll(name))
	}
	return errors.Join(errs...)
}

// Point makes the link to the last run, and gives its path. What stands there and is no link is left alone and an error.
func (c *Config) Point(run string) (string, error) {
	if info, err := os.Lstat(c.Latest); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return "", fmt.Errorf("%q is no link, and stays", c.Latest)
	}
	to := filepath.Join(c.Runs, run)
	if rel, err := filepath.Rel(filepath.Dir(c.Latest), to); err == nil {
		to = rel
	}
	temp := filepath.Join(filepath.Dir(c.Latest), ".callready-latest-"+c.Name)
	_ = os.Remove(temp)
	if err := os.Symlink(to, temp); err == nil {
		err := os.Rename(temp, c.Latest)
		if err == nil {
			return c.Latest, nil
		}
		_ = os.Remove(temp)
	}
	name := c.Latest + ".txt"
	if err := writeFile(name, []byte(to+"\n")); err != nil {
		return "", fmt.Errorf("pointer to the last run %q: %w", name, cause(err))
	}
	return name, nil
}
