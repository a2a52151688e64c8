package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

// Rows that stand there once more, cell for cell, change nothing of what is imported, undone and listed; a corrected file has
// them as it has the rows that they repeat.
func TestOverlap(t *testing.T) {
	t.Parallel()
	kinds := []*kind{hubspotKind(), salesforceKind(), genericKind(profile.BlankKeeps), genericKind(profile.BlankClears, "Second phone")}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawTwins(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
		checkOverlap(t, scratch(t, dir), c, drawFlags(t, c))
	})
}

func checkOverlap(t *rapid.T, s *session, c *crm, flags []string) {
	once := s.write("once.csv", c.export())
	of := []int{} // by row of the longer file the row that it is, or repeats
	for i := range c.records {
		of = append(of, i)
	}
	for range rapid.IntRange(1, 4).Draw(t, "repeats") {
		i := rapid.IntRange(0, len(c.records)-1).Draw(t, "row")
		if c.records[i][c.key] == "" {
			continue
		}
		at := rapid.IntRange(slices.Index(of, i)+1, len(of)).Draw(t, "place")
		of = slices.Insert(of, at, i)
	}
	records := c.records
	c.records = nil
	for _, i := range of {
		c.records = append(c.records, records[i])
	}
	more := s.write("more.csv", c.export())
	for _, mode := range []string{"", "--whole"} {
		args := flags
		if mode != "" {
			args = append(slices.Clone(flags), mode)
		}
		s.must(append(append([]string{"clean"}, args...), "-o", s.path("once"+mode), once)...)
		s.must(append(append([]string{"clean"}, args...), "-o", s.path("more"+mode), more)...)
		for _, name := range []string{
			"import/updates*", "import/creates*", "import/company-phones*", "held/creates*", "undo/updates*", "undo/to-clear*", "undo/created*",
			"review/needs-you*", "review/to-clear*", "review/shared-numbers*",
		} {
			if d := cmp.Diff(listed(s, "once"+mode+"/"+name), listed(s, "more"+mode+"/"+name)); d != "" {
				t.Fatalf("%s with flags %q (-rows once +some twice):\n%s\n%s", name, args, d, s.read("more.csv"))
			}
		}
	}
	_, want := s.table("once--whole/import/corrected-001.csv")
	_, got := s.table("more--whole/import/corrected-001.csv")
	if len(want) == 0 && len(got) == 0 {
		return // Nothing changes.
	}
	var repeated []map[string]string
	for _, i := range of {
		repeated = append(repeated, want[i])
	}
	if d := cmp.Diff(append(repeated, want[len(records):]...), got); d != "" {
		t.Fatalf("the corrected file with flags %q (-rows once +some twice):\n%s\n%s", flags, d, s.read("more.csv"))
	}
}

// listed gives the rows of tables without where they stand, sorted.
func listed(s *session, pattern string) []string {
	var out []string
	for _, r := range rows(s, pattern+".csv") {
		delete(r, "row")
		delete(r, "line")
		delete(r, "file")
		var line []string
		for h, v := range r {
			line = append(line, h+"="+v)
		}
		slices.Sort(line)
		out = append(out, strings.Join(line, "|"))
	}
	slices.Sort(out)
	return out
}
