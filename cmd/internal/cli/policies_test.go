package cli

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

// Each run says how many contacts the policies one and readable would make, and a run with that policy makes as many: also
// where a person stands on two records that have numbers in common.
func TestPolicyCounts(t *testing.T) {
	t.Parallel()
	kinds := []*kind{hubspotKind(), salesforceKind(), genericKind(profile.BlankKeeps), genericKind(profile.BlankClears, "Second phone")}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawTwins(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
		flags := drawFlags(t, c)
		s := scratch(t, dir)
		in := s.write("in.csv", c.export())
		run := func(split string) summary.Summary {
			s.must(append(append([]string{"clean"}, flags...), "--split", split, "--dry-run", "-o", s.path(split), in)...)
			var sum summary.Summary
			if err := json.Unmarshal([]byte(s.read(split+"/summary.json")), &sum); err != nil {
				t.Fatal(err)
			}
			return sum
		}
		one, readable, off := run("one"), run("readable"), run("off")
		made := func(s *summary.Summary) int64 { return s.Contacts.Created + s.Contacts.Held }
		for name, got := range map[string]*summary.Summary{"one": &one, "readable": &readable, "off": &off} {
			if got.Split.One != made(&one) || got.Split.Readable != made(&readable) {
				t.Fatalf("--split %s says that one would make %d and readable %d contacts; they make %d and %d (flags %q)\n%s",
					name, got.Split.One, got.Split.Readable, made(&one), made(&readable), flags, c.export())
			}
		}
	})
}
