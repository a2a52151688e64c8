package required

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	segment := Field{Name: "Segment__c", Label: "Segment client"}
	source := Field{Name: "Lead_Source", Label: "Source du prospect"}
	hash := Field{Name: "0123456789abcdef0123456789abcdef01234567", Label: "Région"}
	tests := []struct {
		name    string
		fields  []Field
		headers []string
		want    []Hit
	}{
		{"API name", []Field{segment}, []string{"Id", "Segment__c"}, []Hit{{Column: 1, How: ByExact}}},
		{"API name in another case", []Field{segment}, []string{"SEGMENT__C"}, []Hit{{Column: 0, How: ByAPIName}}},
		{"label", []Field{segment}, []string{"Id", "Segment client"}, []Hit{{Column: 1, How: ByLabel}}},
		{"label with an asterisk", []Field{segment}, []string{" segment  Client * "}, []Hit{{Column: 0, How: ByLabel}}},
		{"label with a word", []Field{segment}, []string{"Segment client (obligatoire)"}, []Hit{{Column: 0, How: ByLabel}}},
		{"accents and an apostrophe", []Field{{Name: "a1", Label: "Secteur d’activité"}}, []string{"SECTEUR D'ACTIVITE"}, []Hit{{Column: 0, How: ByLabel}}},
		{"loose", []Field{source}, []string{"lead source"}, []Hit{{Column: 0, How: ByLoose}}},
		{"without what marks custom fields", []Field{{Name: "x_studio_region"}}, []string{"Region"}, []Hit{{Column: 0, How: ByLoose}}},
		{"with the kind of record in front", []Field{hash}, []string{"Person - ID", "Personne - Region"}, []Hit{{Column: 1, How: ByLabel}}},
		{"none", []Field{segment}, []string{"Id", "Segments", ""}, []Hit{{Column: -1}}},
		{"no header", []Field{segment}, nil, []Hit{{Column: -1}}},
		{"the surest wins", []Field{segment}, []string{"segment client", "Segment__c"}, []Hit{{Column: 1, How: ByExact}}},
		{"two alike", []Field{segment}, []string{"Segment client", "segment client"}, []Hit{{Column: 0, Also: []int{1}, How: ByLabel}}},
		{
			"a column belongs to the field it matches best",
			[]Field{{Name: "other", Label: "Segment__c"}, segment},
			[]string{"Segment__c"},
			[]Hit{{Column: -1}, {Field: 1, Column: 0, How: ByExact}},
		},
		{
			"one label for two fields",
			[]Field{{Name: "a1", Label: "Segment"}, {Name: "b2", Label: "Segment"}},
			[]string{"Segment"},
			[]Hit{{Column: 0, How: ByLabel, Shared: true}, {Field: 1, Column: 0, How: ByLabel, Shared: true}},
		},
		{"a blank label matches nothing", []Field{{Name: "a1"}}, []string{"", "*", " "}, []Hit{{Column: -1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, Match(tt.fields, tt.headers)); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStarred(t *testing.T) {
	t.Parallel()
	tests := []struct {
		header, bare string
		starred      bool
	}{
		{"Segment", "Segment", false},
		{"Segment*", "Segment", true},
		{" Segment ** ", "Segment", true},
		{"Segment (required)", "Segment", true},
		{"Segment [Pflichtfeld] *", "Segment", true},
		{"Segment (*)", "Segment", true},
		{"Segment (EUR)", "Segment (EUR)", false},
		{"Segment (EUR)*", "Segment (EUR)", true},
		{"(required)", "(required)", false},
		{"*", "*", false},
		{"", "", false},
		{"* Segment", "* Segment", false},
	}
	for _, tt := range tests {
		if got, starred := Unstar(tt.header), Starred(tt.header); got != tt.bare || starred != tt.starred {
			t.Errorf("%q is %q, %v; want %q, %v", tt.header, got, starred, tt.bare, tt.starred)
		}
	}
	if diff := cmp.Diff([]int{1, 3}, Hints([]string{"Name", "Segment*", "Phone", "Secteur (obligatoire)"})); diff != "" {
		t.Errorf("hints (-want +got):\n%s", diff)
	}
}

// Match is fair: each field once, columns that exist, and a field finds a column with its own name.
func TestMatchProperties(t *testing.T) {
	t.Parallel()
	name := rapid.StringMatching(`[A-Za-z_*]{0,5}( \(required\))?`)
	rapid.Check(t, func(t *rapid.T) {
		headers := rapid.SliceOfN(name, 0, 6).Draw(t, "headers")
		var fields []Field
		for _, n := range rapid.SliceOfN(name, 0, 6).Draw(t, "names") {
			fields = append(fields, Field{Name: n, Label: name.Draw(t, "label")})
		}
		hits := Match(fields, headers)
		if len(hits) != len(fields) {
			t.Fatalf("%d hits for %d fields", len(hits), len(fields))
		}
		for i, h := range hits {
			if h.Field != i || h.Column < -1 || h.Column >= len(headers) || (h.Column < 0) != (h.How == NotFound) {
				t.Fatalf("hit %+v", h)
			}
			for c, header := range headers {
				if Unstar(header) == fields[i].Name && fold(header) != "" && fields[i].Name != "" && h.How != ByExact && fold(fields[i].Name) != "" {
					t.Fatalf("field %q does not find column %d of %q: %+v", fields[i].Name, c, headers, h)
				}
			}
		}
		for _, h := range headers {
			if bare := Unstar(h); Unstar(bare) != bare {
				t.Fatalf("%q is %q without marks, which is %q without marks", h, bare, Unstar(bare))
			}
		}
	})
}
