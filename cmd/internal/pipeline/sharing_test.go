package pipeline

import (
	"testing"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
)

// holders makes the holders of a line.
func holders(ps ...person) *line {
	for i := range ps {
		ps[i].Row = int64(i + 1)
	}
	return &line{E164: "+33199001234", Holders: ps}
}

// many makes a line of many.
func many(l *line) *line {
	l.crowd = true
	return l
}

// The class is that of the records as they were packed.
func TestLineClass(t *testing.T) {
	t.Parallel()
	who := func(last, company string) person {
		return person{Person: string(dedupe.AppendPerson(nil, &dedupe.Person{Last: last, Company: company})), Line: dedupe.Fixed}
	}
	l := holders(who("Favre", "Opale"), who("Moreau", "Opale"))
	want := dedupe.Shared{Class: dedupe.Switchboard, People: 2}
	if err := l.weigh(nil); l.shared != want || err != nil {
		t.Errorf("got %+v, %v, want %+v", l.shared, err, want)
	}
	if err := holders(person{Person: "\xff"}).weigh(nil); err == nil {
		t.Error("a damaged record is taken for one")
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
		{"more holders than are seen together", modified, many(holders(person{Modified: "2025-01-01"}, person{Modified: "2025-01-03"})), 0},
	} {
		if got := tt.line.catches(&profile.Profile{SharedOwner: tt.owner}, 100); got != tt.want {
			t.Errorf("%s: row %d, want %d", tt.name, got, tt.want)
		}
	}
}
