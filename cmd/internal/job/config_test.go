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

func parse(t *testing.T, text string) (*Config, error) {
	t.Helper()
	return Parse("n.toml", filepath.Join(t.TempDir(), "n.toml"), []byte(text))
}

func TestParse(t *testing.T) {
	c, err := parse(t, `
name = "nightly"
input = ["in/a-*.csv", "in/b-*.csv"]
pick = "new"
profile = "own/profile.toml"
keep = "90 days"
write = "all"
metrics = "out/callready.prom"
on_failure = ["notify", "--now"]
hook_seconds = 5

[limits]
max_changed = "5%"
max_new_contacts = 20
max_minutes = 30
min_free = "2 GB"

[clean]
region = "FR"
schema = ["s/contact.json"]
`)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(c.File)
	rel := func(path string) string {
		r, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(r)
	}
	got := []string{rel(c.Input[0]), rel(c.Input[1]), rel(c.Profile), rel(c.Runs), rel(c.State), rel(c.Latest), rel(c.Metrics), rel(c.Clean["schema"].([]any)[0].(string))}
	want := []string{"in/a-*.csv", "in/b-*.csv", "own/profile.toml", "runs", "runs/.nightly/state.db", "runs/nightly-latest", "out/callready.prom", "s/contact.json"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("paths (-want +got):\n%s", d)
	}
	if c.Keep != (Keep{Days: 90}) || c.Write != WriteAll || c.Hook != 5*time.Second || c.Limits.MaxTime != 30*time.Minute || c.Limits.MinFree != 2e9 {
		t.Errorf("got %+v", c)
	}
	if c.Limits.Changed.String() != "5%" || c.Limits.New.String() != "20" {
		t.Errorf("limits %v, %v", c.Limits.Changed, c.Limits.New)
	}
}

func TestParseRefuses(t *testing.T) {
	const start = "name = \"n\"\ninput = \"in/*.csv\"\n"
	for _, tt := range []struct{ name, text, want, hint string }{
		{"no name", `input = "a.csv"`, `no "name"`, "nightly"},
		{"a path as name", "name = \"../n\"\ninput = \"a\"", "cannot be part of a file name", "letters"},
		{"a device", "name = \"con\"\ninput = \"a\"", "cannot be part of a file name", ""},
		{"no input", `name = "n"`, `no "input"`, ""},
		{"a number as input", "name = \"n\"\ninput = 3", "pattern of a file name", ""},
		{"a slip", start + `wirte = "all"`, `unknown setting "wirte"`, "did you mean write?"},
		{"a slip in a table", start + "[limits]\nmax_change = 3", `unknown setting "limits.max_change"`, "did you mean limits.max_changed?"},
		{"in the wrong table", start + "[limits]\nkeep = 3", `unknown setting "limits.keep"`, "did you mean keep?"},
		{"with a hyphen", start + `fail-on = "error"`, `unknown setting "fail-on"`, "did you mean fail_on?"},
		{"nothing near", start + `zzzzzz = 1`, `unknown setting "zzzzzz"`, ""},
		{"a wrong word", start + `pick = "latest"`, `pick is "latest"`, ""},
		{"a wrong limit", start + "[limits]\nmax_changed = \"5 percent\"", "limits.max_changed must be a count", ""},
		{"a negative limit", start + "[limits]\nmax_changed = -1", "must be a count", ""},
		{"not a number", start + "[limits]\nmax_changed = \"NaN%\"", "must be a count", ""},
		{"no budget", start + `write = "all"`, "needs a limit", "max_new_contacts"},
		{"keep nothing", start + "keep = 0", "number of runs", "90 days"},
		{"runs among inputs", start + `runs = "in"`, "lie in the folder of the runs", ""},
		{"inputs below runs", start + `runs = "."`, "lie in the folder of the runs", ""},
		{"runs that the pattern sees", "name = \"n\"\ninput = \"exports/*/*.csv\"\nruns = \"exports/runs\"", "looks into the folder", ""},
		{"metrics like an input", start + `metrics = "in/m.csv"`, "has a name like the inputs", ""},
		{"a line break in a path", start + `runs = "a\nb"`, "no path should have", ""},
		{"an empty command", start + `on_failure = [""]`, "begin with the name of a program", ""},
		{"no TOML", "name = ", "", ""},
		{"a wrong type", start + `keep = true`, "number of runs", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parse(t, tt.text)
			var c *ConfigError
			if !errors.As(err, &c) {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "n.toml:") {
				t.Errorf("says %q, want %q", err, tt.want)
			}
			if !strings.Contains(c.Hint, tt.hint) || tt.name == "nothing near" && c.Hint != "" {
				t.Errorf("hint %q, want %q", c.Hint, tt.hint)
			}
		})
	}
}

// Whatever a file says, it is read or refused with words.
func FuzzParse(f *testing.F) {
	f.Add("name = \"n\"\ninput = \"in/*.csv\"\nkeep = \"3 days\"\n[limits]\nmax_changed = \"5%\"\n[clean]\nregion = \"FR\"\n")
	f.Add("name = 1")
	f.Add("[limits]\nmin_free = \"1e9G\"")
	f.Add("name = \"n\"\ninput = [\"[\"]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("n.toml", filepath.FromSlash("/srv/n.toml"), []byte(text))
		var e *ConfigError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%v is no error about the file", err)
		}
		if err == nil && (!nameForm.MatchString(c.Name) || !filepath.IsAbs(c.Runs) || len(c.Input) == 0) {
			t.Fatalf("took %q as %+v", text, c)
		}
	})
}

// docs/jobs.md has every setting, and none that does not exist.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../../docs/jobs.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, name := range settings() {
		if last := name[strings.LastIndexByte(name, '.')+1:]; !strings.Contains(text, "`"+last+"`") && !strings.Contains(text, "`["+last+"]`") {
			t.Errorf("docs/jobs.md lacks %s", name)
		}
	}
	first, _, _ := strings.Cut(text[strings.Index(text, "    name "):], "\n\n`callready")
	if _, err := parse(t, strings.ReplaceAll(first, "\n    ", "\n")); err != nil {
		t.Errorf("its job file: %v", err)
	}
}
