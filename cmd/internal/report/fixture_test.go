package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; run with -update if it is meant):\n%s", path, diff)
	}
}

// languages of the goldens.
var languages = []string{"en", "fr"}

// run is a run over an invented HubSpot export, with everything that a summary can hold.
func run() *summary.Summary {
	return &summary.Summary{
		Schema: summary.Schema, Version: "1.0.0", Command: "clean", Mode: "write",
		Duplicates: &summary.Duplicates{Groups: 190, Exact: 150, Likely: 60, Possible: 4, Made: 22, Matched: 21},
		Lines:      &summary.Lines{Switchboard: 31, Household: 1, Reused: 2, Unclear: 6, OnePerson: 9},
		Plan:       summary.Plan{Module: "github.com/nyaruka/phonenumbers v1.8.1", SHA256: "5b0c"},
		Options:    map[string]any{"region": []string{"FR"}},
		Inputs: []summary.Input{{
			Name: "contacts.csv", Bytes: 2400123, SHA256: "9f2e", Rows: 12348, BadRows: 3,
			Encoding: "windows-1252", Delimiter: ";", LineEnd: "crlf", HeaderRow: 1, Header: []string{"Record ID", "Phone Number"},
		}},
		Outputs: []summary.Output{
			{Path: "import/creates-001.csv", Rows: 240, Bytes: 20000, SHA256: "aa"},
			{Path: "import/updates-001.csv", Rows: 5000, Bytes: 300000, SHA256: "bb"},
			{Path: "import/updates-002.csv", Rows: 3120, Bytes: 200000, SHA256: "cc"},
			{Path: "import/company-phones-001.csv", Rows: 7, Bytes: 300, SHA256: "dd"},
			{Path: "held/creates-001.csv", Rows: 5, Bytes: 300, SHA256: "ee"},
			{Path: "undo/updates-001.csv", Rows: 8120, Bytes: 400000, SHA256: "ff"},
			{Path: "undo/created.csv", Rows: 240, Bytes: 4000, SHA256: "ab"},
			{Path: "undo/to-clear.csv", Rows: 12, Bytes: 400, SHA256: "be"},
			{Path: "review/needs-you.csv", Rows: 15, Bytes: 900, SHA256: "ac"},
			{Path: "review/to-clear.csv", Rows: 10, Bytes: 900, SHA256: "ad"},
			{Path: "review/to-clear-mobile-phone-number.csv", Rows: 10, Bytes: 90, SHA256: "ae"},
			{Path: "review/duplicates.csv", Rows: 64, Bytes: 9000, SHA256: "af"},
			{Path: "review/shared-numbers.csv", Rows: 40, Bytes: 900, SHA256: "ba"},
			{Path: "review/bad-rows.csv", Rows: 3, Bytes: 90, SHA256: "bc"},
			{Path: "changes.jsonl", Bytes: 5000000, SHA256: "bd"},
		},
		Profile: summary.Profile{
			Name: "hubspot", Title: "HubSpot", Score: 0.94, Integration: "Aircall", Key: "Record ID",
			Primary: "Phone Number", Phones: []string{"Phone Number", "Mobile Phone Number"}, Reads: []string{"Phone Number", "Mobile Phone Number"}, CreateFirst: true,
		},
		Contacts: summary.Contacts{Read: 12345, Phones: 11980, Changed: 8120, Created: 240, Held: 5, Unsplit: 31, Engaged: 30, NeedsYou: 12, ToClear: 9},
		Cells:    summary.Cells{Filled: 14000, Exact: 1201, Rewritten: 9300, Copied: 12, Moved: 30, Split: 245, Kept: 15, Flagged: 3, ToClear: 10},
		Match: summary.Match{
			Before: summary.Classes{E164: 1201, Accepted: 8000, Unmatched: 2779},
			After:  summary.Classes{E164: 11968, Accepted: 0, Unmatched: 12},
		},
		Split:    summary.Split{Policy: "readable", Asked: "auto", One: 1203, Readable: 245},
		Codes:    map[string]int64{"trunk-zero": 8900, "separator-cut": 275, "no-number": 11, "several-countries": 4, "child-held": 5},
		Findings: map[string]int64{"warning": 26, "info": 9175},
		Regions:  map[string]int64{"FR": 13000, "BE": 700, "CH": 285},
		Types:    map[string]int64{"mobile": 9000, "fixed": 4985},
		From:     map[string]int64{"country": 12000, "plus": 1201, "default": 784},
		Said: []summary.Said{
			{Code: "encoding-guessed", Detail: map[string]string{"encoding": "windows-1252", "score": "0.81"}},
			{Code: "placeholders-found", Detail: map[string]string{"n": "14"}},
		},
		Run: summary.Run{
			Started: time.Date(2026, 11, 22, 8, 30, 0, 0, time.UTC), Seconds: 1.5, Workers: 2,
			Folder: "/home/sam/callready-contacts", Paths: []string{"/home/sam/contacts.csv"},
		},
	}
}

// small is a run in which every count is one.
func small() *summary.Summary {
	s := run()
	s.Inputs[0].Rows, s.Inputs[0].BadRows = 1, 1
	s.Contacts = summary.Contacts{Read: 1, Phones: 1, Changed: 1, Created: 1, Held: 1, Unsplit: 1, Engaged: 1, NeedsYou: 1, ToClear: 1}
	s.Cells = summary.Cells{Filled: 1, Rewritten: 1, Copied: 1, Moved: 1, Split: 1, Kept: 1, ToClear: 1}
	s.Match = summary.Match{Before: summary.Classes{Unmatched: 1}, After: summary.Classes{E164: 1}}
	s.Split.One, s.Split.Readable = 1, 1
	s.Outputs = []summary.Output{
		{Path: "import/creates-001.csv", Rows: 1},
		{Path: "import/updates-001.csv", Rows: 1},
		{Path: "held/creates-001.csv", Rows: 1},
		{Path: "undo/updates-001.csv", Rows: 1},
		{Path: "undo/created.csv", Rows: 1},
		{Path: "review/needs-you.csv", Rows: 1},
		{Path: "review/to-clear.csv", Rows: 1},
	}
	s.Said = nil
	return s
}

// clean is a run that found nothing to do.
func clean() *summary.Summary {
	s := run()
	s.Inputs[0].BadRows = 0
	s.Inputs[0].Rows = 2
	s.Contacts = summary.Contacts{Read: 2, Phones: 2}
	s.Cells = summary.Cells{Filled: 2, Exact: 2}
	both := summary.Classes{E164: 2}
	s.Match = summary.Match{Before: both, After: both}
	s.Split.One, s.Split.Readable = 0, 0
	s.Codes, s.Said = nil, nil
	s.Outputs = []summary.Output{{Path: "changes.jsonl"}}
	return s
}

// hubspot is a profile with a guide, as far as the tests need it.
func hubspot() *profile.Profile {
	text := func(en, fr string) profile.Text { return profile.Text{English: en, French: fr} }
	return &profile.Profile{
		Name: "hubspot", Title: "HubSpot", Object: "contact", Integration: "Aircall", Blank: profile.BlankKeeps, CreateFirst: true,
		Undo:   profile.Undo{English: "A backup restores property values.", French: "Une sauvegarde rétablit les valeurs."},
		Billed: text("Each of them counts towards the tier.", "Chacun compte dans le palier."),
		Guide: profile.Guide{
			Backup:  text("Settings > Backup: make one now.", "Paramètres > Sauvegarde : faites-en une maintenant."),
			Updates: []profile.Text{text("Choose **Update existing**.", "Choisissez **Mettre à jour**."), text("Map `Record ID`.\nIt is the key.", "Associez `Record ID`.\nC'est la clé.")},
			Creates: []profile.Text{text("Choose **Create new**.", "Choisissez **Créer**.")},
			Leave:   []profile.Text{text("**Set as marketing contacts**", "**Définir comme contacts marketing**")},
			Fires:   []profile.Text{text("Workflows on a phone property.", "Les workflows sur un numéro.")},
			Shared:  text("A switchboard belongs on the company.", "Un standard appartient à l'entreprise."),
		},
	}
}

// catalogue explains the codes of the fixture.
type catalogue map[string][4]string // severity, English, French, what to do in English

func (c catalogue) Severity(code string) string { return c[code][0] }

func (c catalogue) Says(code, lang string) string {
	if lang == "fr" {
		return c[code][2]
	}
	return c[code][1]
}

func (c catalogue) Todo(code, lang string) string {
	if lang == "fr" {
		return ""
	}
	return c[code][3]
}

var codes = catalogue{
	"trunk-zero":         {"info", "The trunk zero was dropped.", "Le zéro initial a été retiré.", ""},
	"separator-cut":      {"info", "The cell held several numbers, cut at a separator.", "La cellule contenait plusieurs numéros, coupés au séparateur.", "Nothing to do."},
	"no-number":          {"warning", "The cell holds no number.", "La cellule ne contient aucun numéro.", "Write the number."},
	"encoding-guessed":   {"info", "The encoding was taken to be {encoding}.", "L'encodage retenu est {encoding}.", ""},
	"placeholders-found": {"warning", "Some numbers are fillers.", "Certains numéros sont factices.", "Look them through."},
}

// events is a small journal of the fixture.
func events() []journal.Event {
	one := func(s string) []string { return []string{s} }
	return []journal.Event{
		{
			Act: journal.Rewrite, File: "contacts.csv", Row: 1, Line: 2, Key: "501", Who: "Léa Martin", Column: "Phone Number", Col: 2,
			Old: "01\u00a099 00 12 34", New: "+33199001234", Numbers: one("+33199001234"), Ext: one(""), Labels: one(""), Region: one("FR"),
			Type: one("fixed"), From: one("country"), Confidence: one("certain"), Codes: one("trunk-zero"),
		},
		{
			Act: journal.Split, File: "contacts.csv", Row: 2, Line: 3, Key: "502", Who: "Tom Reed", Column: "Phone Number", Col: 2,
			Old: "01 99 00 12 35 / 06 39 98 12 34", New: "+33639981234", ToColumn: "Phone Number", Child: 1, Parent: "502", Held: true,
			Numbers: one("+33639981234"), Ext: one(""), Labels: one("mob."), Region: one("FR"), Type: one("mobile"), From: one("default"),
			Confidence: one("likely"), Codes: []string{"separator-cut", "trunk-zero"},
		},
		{
			Act: journal.Keep, File: "contacts.csv", Row: 3, Line: 4, Key: "503", Who: "Ana Ruiz", Column: "Phone Number", Col: 2,
			Old: "ask Léa", Codes: one("no-number"),
		},
	}
}
