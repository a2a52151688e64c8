package cli

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// night runs a job over what the model exports and gives the run folder.
func night(s *session, c *crm, args ...string) string {
	s.t.Helper()
	s.write("export.csv", c.export())
	s.must(append(append([]string{"job", "run", "--again"}, args...), s.path("night.toml"))...)
	target, err := os.Readlink(s.path("runs/night-latest"))
	if err != nil {
		s.t.Fatalf("%v", err)
	}
	return "runs/" + target
}

// A new contact that was issued and not imported is not issued again, whatever of the job's memory is lost, and nothing is lost by
// importing the later run alone. Once it is imported, nothing comes again either.
func TestIssuedOnce(t *testing.T) {
	for _, k := range []*kind{hubspotKind(), salesforceKind()} {
		t.Run(k.profile, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			rapid.Check(t, func(t *rapid.T) { checkIssued(t, scratch(t, dir), drawCRM(t, k)) })
		})
	}
}

func checkIssued(t *rapid.T, s *session, c *crm) {
	s.write("night.toml", fmt.Sprintf("name = \"night\"\ninput = \"export.csv\"\nprofile = %q\nwrite = \"all\"\nsettle_seconds = 0\n[limits]\nmax_new_contacts = 1000000\n[clean]\nsplit = %q\nregion = \"FR\"\n",
		c.profile, rapid.SampledFrom([]string{"auto", "one"}).Draw(t, "split")))
	first := night(s, c, "--afresh")
	issued := numbersOf(rows(s, first+"/import/creates*.csv"), c)
	check := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v\n%s", what, err, c.export())
		}
	}
	lose := rapid.SampledFrom([]string{"nothing", "the state", "the runs", "both"}).Draw(t, "lose")
	var err error
	switch lose {
	case "the state":
		err = os.RemoveAll(s.path("runs/.night"))
	case "the runs":
		err = os.RemoveAll(s.path(first))
	case "both":
		err = os.RemoveAll(s.path("runs"))
	}
	check("lose "+lose, err)
	for range rapid.IntRange(1, 2).Draw(t, "nights") {
		second := night(s, c)
		for _, number := range numbersOf(rows(s, second+"/import/creates*.csv"), c) {
			if slices.Contains(issued, number) || lose == "both" {
				t.Fatalf("%s is issued again after %s was lost\n%s", number, lose, c.export())
			}
		}
		after := c.clone()
		after.load(s, second)
		check("the second run alone", lost(s, second, c, after, rows(s, second+"/held/creates*.csv")))
		check("the second run alone", stillFound(c.matchable(), after.matchable()))
	}
	if lose == "the runs" || lose == "both" {
		return
	}
	c.load(s, first)
	third := night(s, c)
	for _, number := range numbersOf(rows(s, third+"/import/creates*.csv"), c) {
		if slices.Contains(issued, number) {
			t.Fatalf("%s is issued again after it was imported\n%s", number, c.export())
		}
	}
	if sum := s.read(third + "/job.json"); len(issued) > 0 && sum == "" {
		t.Fatalf("the third run has no record")
	}
}
