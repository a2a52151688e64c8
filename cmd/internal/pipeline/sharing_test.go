package pipeline

import (
	"testing"

	"github.com/callready/callready/io/profile"
)

// holders makes the holders of a line: person i has the hash i+1 unless one is said.
func holders(ps ...person) *line {
	for i := range ps {
		ps[i].Row = int64(i + 1)
		if ps[i].Person == 0 {
			ps[i].Person = uint32(i + 1)
		}
	}
	return &line{E164: "+33199001234", Holders: ps}
}

func TestLine(t *testing.T) {
	for _, tt := range []struct {
		name   string
		line   *line
		class  string
		people int
		id     string // of the company
		bug    string
	}{
		{"colleagues by company id", holders(person{CompanyID: "9", Company: "Opale", Last: "A"}, person{CompanyID: "9", Last: "B"}), "switchboard", 2, "9", ""},
		{
			"colleagues by company name", holders(person{Company: "Opale SA", Last: "A"}, person{Company: "opale  sa", Last: "B"}), "switchboard", 2, "",
			"",
		},
		{"colleagues by company name, spelled alike", holders(person{Company: "Opale", Last: "A"}, person{Company: "OPALE", Last: "B"}), "switchboard", 2, "", ""},
		{"colleagues by mail domain", holders(person{Mail: "example.com", Last: "A"}, person{Mail: "example.com", Last: "B"}), "switchboard", 2, "", ""},
		{"two companies", holders(person{CompanyID: "9", Company: "Opale", Last: "A"}, person{CompanyID: "8", Company: "Quartz", Last: "B"}), "unclear", 2, "", ""},
		{"one of them without a company", holders(person{CompanyID: "9", Company: "Opale", Last: "A"}, person{Last: "B"}), "unclear", 2, "9", ""},
		{"nobody says anything", holders(person{}, person{}), "unclear", 2, "", ""},
		{"a mobile among colleagues", holders(person{Company: "Opale", Last: "A", Mobile: true}, person{Company: "Opale", Last: "B", Mobile: true}), "unclear", 2, "", ""},
		{"a couple", holders(person{Last: "Roux"}, person{Last: "ROUX"}), "household", 2, "", ""},
		{"a couple with a mobile", holders(person{Last: "Roux", Mobile: true}, person{Last: "Roux", Mobile: true}), "household", 2, "", ""},
		{"a family firm of three", holders(person{Last: "Roux", Company: "Roux"}, person{Last: "Roux", Company: "Roux"}, person{Last: "Roux", Company: "Roux"}), "household", 3, "", ""},
		{"a family firm of four", holders(person{Last: "Roux", Company: "Roux"}, person{Last: "Roux", Company: "Roux"}, person{Last: "Roux", Company: "Roux"}, person{Last: "Roux", Company: "Roux"}), "switchboard", 4, "", ""},
		{"four of one name, no company", holders(person{Last: "Roux"}, person{Last: "Roux"}, person{Last: "Roux"}, person{Last: "Roux"}), "household", 4, "", ""},
		{"one person in two records", holders(person{Last: "A", CompanyID: "9", Person: 7}, person{Last: "B", CompanyID: "9", Person: 7}), "switchboard", 1, "9", ""},
		{"one holder", holders(person{Last: "Roux"}), "household", 1, "", ""},
		{"one holder without a name", holders(person{CompanyID: "9"}), "switchboard", 1, "9", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.bug != "" {
				t.Skip("known: " + tt.bug)
			}
			if got := tt.line.class(); got != tt.class {
				t.Errorf("class %q, want %q", got, tt.class)
			}
			if got := tt.line.people(); got != tt.people {
				t.Errorf("%d people, want %d", got, tt.people)
			}
			if got, _ := tt.line.company(); got != tt.id {
				t.Errorf("company %q, want %q", got, tt.id)
			}
		})
	}
}

// The company comes with the name that stands beside its id.
func TestLineCompanyName(t *testing.T) {
	id, name := holders(person{Company: "Quartz"}, person{CompanyID: "9", Company: "Opale"}, person{CompanyID: "9", Company: "Opale SA"}).company()
	if id != "9" || name != "Opale" {
		t.Errorf("company %s %q, want 9 Opale", id, name)
	}
}

func TestLineCatches(t *testing.T) {
	const modified = "modified"
	for _, tt := range []struct {
		name  string
		owner string
		line  *line
		want  int64
	}{
		{"the profile says nothing", "", holders(person{Modified: "2025-01-01"}, person{Modified: "2025-01-02"}), 0},
		{"the last one changed", modified, holders(person{Modified: "2025-01-01"}, person{Modified: "2025-01-03"}, person{Modified: "2025-01-02"}), 2},
		{"with a time", modified, holders(person{Modified: "2025-01-01T10:00:00.000Z"}, person{Modified: "2025-01-01T09:59:59.000Z"}), 1},
		{"the same date: the first", modified, holders(person{Modified: "2025-01-01"}, person{Modified: "2025-01-01"}), 1},
		{"one without a date", modified, holders(person{Modified: "2025-01-01"}, person{}), 0},
		{"dates that do not sort", modified, holders(person{Modified: "01/02/2025"}, person{Modified: "03/01/2025"}), 0},
	} {
		if got := tt.line.catches(&profile.Profile{SharedOwner: tt.owner}, 100); got != tt.want {
			t.Errorf("%s: row %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestPublicMail(t *testing.T) {
	for domain, want := range map[string]bool{
		"gmail.com": true, "yahoo.fr": true, "orange.fr": true, "t-online.de": true, "example.com": false, "": false, "gmailing.example.com": false,
	} {
		if got := publicMail([]byte(domain)); got != want {
			t.Errorf("publicMail(%q) = %v", domain, got)
		}
	}
}
