package cli

import (
	"regexp"
	"strings"
	"testing"
)

// The version names the numbering plan by module, version and checksum; summary.json names the same.
func TestVersion(t *testing.T) {
	s := newSession(t)
	s.must("version")
	m := regexp.MustCompile(`numbering plan (\S+) (v\d\S+)\nmetadata sha256 ([0-9a-f]{64})\n`).FindStringSubmatch(s.stdout.String())
	if m == nil {
		t.Fatalf("version prints\n%s", &s.stdout)
	}
	in := s.write("contacts.csv", "Record ID,First Name,Last Name,Phone Number\n1,Ana,Lopez,+33199001234\n")
	s.must("clean", "-q", "-o", s.path("run"), in)
	for _, want := range []string{`"` + m[1] + "@" + m[2] + `"`, m[3]} {
		if !strings.Contains(s.read("run/summary.json"), want) {
			t.Errorf("summary.json lacks %s", want)
		}
	}
}
