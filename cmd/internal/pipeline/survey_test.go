package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callready/callready/normalize/phone"
)

func TestCensus(t *testing.T) {
	for _, tt := range []struct {
		name    string
		regions map[string]int64
		want    string
	}{
		{"nobody says", nil, ""},
		{"one country", map[string]int64{"FR": 3}, "FR 1.000"},
		{"by size", map[string]int64{"BE": 1, "FR": 3}, "FR 0.750, BE 0.250"},
		{"the same size: by name", map[string]int64{"FR": 1, "BE": 1}, "BE 0.500, FR 0.500"},
		{"one in a hundred is common", map[string]int64{"FR": 99, "BE": 1}, "FR 0.990, BE 0.010"},
		{"less is not", map[string]int64{"FR": 100, "BE": 1}, "FR 0.990"},
	} {
		if got := counted(census(tt.regions)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func counted(c *phone.Census) string {
	var parts []string
	for i, r := range c.Common {
		parts = append(parts, fmt.Sprintf("%s %.3f", r, c.Shares[i]))
	}
	return strings.Join(parts, ", ")
}

// A company is in a country where all its contacts who say one say the same.
func TestCompanies(t *testing.T) {
	c := newCompanies()
	for _, n := range [][2]string{
		{"Opale", "FR"}, {"OPALE", "FR"}, {"Quartz BV", "NL"}, {"Quartz  bv", "BE"}, {"Quartz BV", "NL"}, {"Xeno", "GB"},
	} {
		c.note(newIdentity(&nameTemplate{}).firm([]byte(n[0])), n[1])
	}
	for name, want := range map[string]string{
		"Opale": "FR", "opale": "FR", " Opale ": "FR", "Quartz BV": "", "Xeno": "GB", "Nobody": "", "": "",
	} {
		if got := c.region(newIdentity(&nameTemplate{}).firm([]byte(name))); got != want {
			t.Errorf("%q is in %q, want %q", name, got, want)
		}
	}
}

// Salesforce writes one id with fifteen characters or with eighteen.
func TestIDHash(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		same       bool
	}{
		{"15 and 18 characters", "003Hq00000IsHHr", "003Hq00000IsHHrIAN", true},
		{"differ by case", "003Hq00000IsHHr", "003Hq00000IsHHR", false},
		{"two numbers", "101", "102", false},
		{"18 digits", "402000000012345678", "402000000012345679", false},
		{"18 characters of another program", "res_partner_000123", "res_partner_000124", false},
		{"a prefix of another length", "51000073", "5100007", false},
	} {
		if got := idHash([]byte(tt.a)) == idHash([]byte(tt.b)); got != tt.same {
			t.Errorf("%s: %q and %q are one id: %v", tt.name, tt.a, tt.b, got)
		}
	}
}
