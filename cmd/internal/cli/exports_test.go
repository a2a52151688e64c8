package cli

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/callready/callready/cmd/internal/fixtures"
	"github.com/callready/callready/io/profile"
)

const exportsDir = "../../../testdata/exports"

// loadExport fills a model with the records of an export that are whole.
func loadExport(t *testing.T, k *kind, r io.Reader, comma rune) *crm {
	t.Helper()
	cr := csv.NewReader(r)
	cr.Comma, cr.FieldsPerRecord = comma, -1
	all, err := cr.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c := &crm{kind: k}
	c.heads = all[0]
	for _, rec := range all[1:] {
		if len(rec) != len(c.heads) {
			continue
		}
		r := map[string]string{}
		for i, v := range rec {
			r[c.heads[i]] = v
		}
		c.records = append(c.records, r)
	}
	if len(c.records) < 30 {
		t.Fatalf("only %d records", len(c.records))
	}
	return c
}

func frenchKind() *kind {
	k := hubspotKind()
	k.key, k.first, k.last = "ID de fiche d'informations", "Prénom", "Nom"
	k.phones = []string{"Numéro de téléphone", "Numéro de téléphone portable", "Numéro de fax"}
	k.reads = k.phones[:2]
	return k
}

// The invented exports go through the model, with all that the runs promise about them.
func TestExports(t *testing.T) {
	open := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(exportsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	}
	var many bytes.Buffer
	if err := fixtures.Rows(&many, 300, 1); err != nil {
		t.Fatal(err)
	}
	sf := salesforceKind()
	sf.phones = append(sf.phones, "Fax")
	for _, tt := range []struct {
		name string
		kind *kind
		from io.Reader
		sep  rune
	}{
		{"hubspot", hubspotKind(), bytes.NewReader(open("hubspot.csv")), ','},
		{"300 rows", hubspotKind(), &many, ','},
		{"hubspot_fr", frenchKind(), charmap.Windows1252.NewDecoder().Reader(bytes.NewReader(open("hubspot_fr.csv"))), ';'},
		{"salesforce", sf, bytes.NewReader(open("salesforce.csv")), ','},
	} {
		c := loadExport(t, tt.kind, tt.from, tt.sep)
		for _, split := range []string{"auto", "one"} {
			for _, links := range []bool{false, true} {
				name := tt.name + " " + split
				if links {
					name += ", links come back"
				}
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					c := c.clone()
					c.links = links
					checkImport(t, newSession(t), c, []string{"-q", "--profile", c.profile, "--region", "FR", "--split", split})
				})
			}
		}
	}
	for _, split := range []string{"auto", "readable"} {
		t.Run("generic_de "+split, func(t *testing.T) {
			k := genericKind(profile.BlankUnknown)
			k.key, k.first, k.last = "", "Vorname", "Nachname"
			k.phones, k.reads = []string{"Telefon", "Mobil", "Fax"}, []string{"Telefon", "Mobil"}
			c := loadExport(t, k, strings.NewReader(string(open("generic_de.csv"))), ';')
			checkReplace(t, newSession(t), c, []string{"-q", "--profile", "generic", "--region", "DE", "--split", split})
		})
	}
}
