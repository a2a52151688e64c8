package profile

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

var update = flag.Bool("update", false, "write the goldens of testdata/bindings anew")

// crmExport reads one of the invented exports.
func crmExport(t *testing.T, file string) (header []string, sample Sample) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	if !utf8.ValidString(s) {
		if s, err = charmap.Windows1252.NewDecoder().String(s); err != nil {
			t.Fatal(err)
		}
	}
	line, _, _ := strings.Cut(s, "\n")
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(s, "\ufeff")))
	if strings.Count(line, ";") > strings.Count(line, ",") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[0], rows[1:]
}

func crmExports(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/exports/crm/*.csv")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d exports, %v", len(files), err)
	}
	return files
}

// written writes a binding down, to be read by a person.
func written(list []Guess, b *Binding) string {
	var s strings.Builder
	head := func(i int) string {
		if i < 0 {
			return "-"
		}
		return b.Columns[i].Header
	}
	fmt.Fprintf(&s, "profile %s %.2f, then %s %.2f\n", list[0].Profile.Name, list[0].Score, list[1].Profile.Name, list[1].Score)
	fmt.Fprintf(&s, "key     %s\nprimary %s\n", head(b.Key), head(b.Primary))
	if b.Missing != "" {
		fmt.Fprintf(&s, "missing %s\n", b.Missing)
	}
	for _, l := range []struct {
		name string
		list []int
	}{{"phones", b.Phones}, {"others", b.Others}, {"faxes", b.Faxes}, {"carry", b.Carry}} {
		if len(l.list) == 0 {
			continue
		}
		fmt.Fprintf(&s, "%-7s", l.name)
		for n, i := range l.list {
			fmt.Fprintf(&s, "%s %s", strings.Repeat(",", min(n, 1)), head(i))
		}
		s.WriteByte('\n')
	}
	s.WriteByte('\n')
	for i, c := range b.Columns {
		role := string(c.Role)
		switch {
		case c.Role == Phone:
			role += " " + string(c.Kind)
			if c.Person != "" {
				role += " of " + c.Person
			}
			if j := b.LabelOf(i); j >= 0 {
				role += " labelled by " + head(j)
			}
		case c.Role == Other:
			role = "."
		}
		var roleSb96 strings.Builder
		for _, f := range []struct {
			on   bool
			word string
		}{{c.Read && b.Readable, "read"}, {c.Child, "child"}, {c.Unique, "unique"}, {c.Fixed, "fixed"}, {c.By != "profile" && c.By != "", "by " + c.By}} {
			if f.on {
				roleSb96.WriteString(", " + f.word)
			}
		}
		role += roleSb96.String()
		fmt.Fprintf(&s, "%-40s %s\n", c.Header, role)
	}
	for _, r := range b.Remarks() {
		fmt.Fprintf(&s, "! %s %s\n", r.Code, head(r.Column))
	}
	return s.String()
}

// TestExports lays the profiles over the invented exports: go test ./io/profile -run TestExports -update.
func TestExports(t *testing.T) {
	for _, file := range crmExports(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		t.Run(name, func(t *testing.T) {
			header, sample := crmExport(t, file)
			list := Detect(header, sample)
			crm, _, _ := strings.Cut(name, "_")
			if list[0].Profile.Name != crm || list[0].Score < list[1].Score+0.05 {
				t.Errorf("%s", scores(list))
			}
			byIDs := name == "odoo_few" // whose header is anybody's
			if bare := Detect(header, nil); !byIDs && bare[0].Profile.Name != crm {
				t.Errorf("by the header alone: %s", scores(bare))
			}
			b, err := list[0].Profile.Bind(header, sample, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got, golden := written(list, b), filepath.Join("testdata", "bindings", name+".txt")
			if *update {
				if err := errors.Join(os.MkdirAll(filepath.Dir(golden), 0o750), os.WriteFile(golden, []byte(got), 0o600)); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

// TestEveryProfileHasAnExport finds profiles that no export tests.
func TestEveryProfileHasAnExport(t *testing.T) {
	seen := map[string]bool{"hubspot": true, "salesforce": true, Generic: true}
	for _, f := range crmExports(t) {
		crm, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".csv"), "_")
		seen[crm] = true
	}
	for _, p := range builtins(t) {
		if crm, _, _ := strings.Cut(p.Name, "-"); !seen[crm] {
			t.Errorf("no export for %s", p.Name)
		}
	}
}
