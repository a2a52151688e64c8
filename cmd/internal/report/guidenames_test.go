package report

import (
	"testing"

	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

// A guide names the columns that the file has, in the language of the export and not in its own.
func TestFitting(t *testing.T) {
	p := &profile.Profile{Columns: []profile.Column{
		{Role: profile.ID, Names: []string{"Record ID", "Datensatz-ID"}, French: "ID de fiche d'informations"},
		{Role: profile.Phone, Names: []string{"Phone Number"}, French: "Numéro de téléphone"},
	}}
	french, english := []string{"ID de fiche d'informations", "Numéro de téléphone"}, []string{"Record ID", "Phone Number"}
	on, off := map[string]any{}, map[string]any{"link-columns": "off"}
	for _, tt := range []struct {
		name    string
		header  []string
		options map[string]any
		text    string
		want    string
	}{
		{"the same language", english, on, "Map **Record ID**.", "Map **Record ID**."},
		{"an English export", english, on, "Associez **ID de fiche d'informations** et `Numéro de téléphone`.", "Associez **Record ID** et `Phone Number`."},
		{"a French export", french, on, "Map *Record ID*.", "Map *ID de fiche d'informations*."},
		{"a column that is not there", english[:1], on, "Map *Phone Number*.", "Map *Phone Number*."},
		{"what is no column", french, on, "Choose **Contacts**.", "Choose **Contacts**."},
		{"without link columns", english, off, "One file, *Contacts > Import*. Map `callready_id` to v1.2 fields. Then go on.", "One file, *Contacts > Import*. Then go on."},
		{"with link columns", english, on, "One file. Map `callready_id`.", "One file. Map `callready_id`."},
		{"of nothing else", english, off, "Map `callready_id`, if you like.", ""},
	} {
		g := &guide{p: p, s: &summary.Summary{Inputs: []summary.Input{{Header: tt.header}}, Options: tt.options}}
		if got := g.fitting(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
