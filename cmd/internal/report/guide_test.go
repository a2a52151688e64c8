package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

func guide(t *testing.T, s *summary.Summary, p *profile.Profile, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Guide(&b, s, p, s.Outputs, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// whole is a run that wrote one corrected file.
func whole() *summary.Summary {
	s := run()
	s.Options["whole"] = true
	s.Outputs = []summary.Output{{Path: "import/corrected-001.csv", Rows: 12585}, {Path: "review/needs-you.csv", Rows: 15}, {Path: "changes.jsonl"}}
	s.Contacts.Held, s.Cells.ToClear = 0, 0
	s.Profile.Title, s.Profile.Key = "", ""
	return s
}

func TestGuideGolden(t *testing.T) {
	clears := hubspot()
	clears.Blank, clears.Clear, clears.CreateFirst = profile.BlankClears, "#N/A", false
	cleared := small()
	cleared.Profile.CreateFirst = false
	cleared.Contacts.Held, cleared.Cells.ToClear = 0, 0
	cleared.Outputs = slices.DeleteFunc(cleared.Outputs, func(o summary.Output) bool {
		return strings.HasPrefix(o.Path, "held/") || strings.Contains(o.Path, "to-clear")
	})
	tests := []struct {
		name string
		s    *summary.Summary
		p    *profile.Profile
	}{
		{"full", run(), hubspot()},
		{"bare", run(), &profile.Profile{Title: "HubSpot"}}, // a profile that says nothing of its wizard
		{"unknown", small(), nil},
		{"clears", cleared, clears},
		{"whole", whole(), nil},
		{"clean", clean(), hubspot()},
	}
	for _, tt := range tests {
		for _, lang := range languages {
			t.Run(tt.name+"/"+lang, func(t *testing.T) {
				golden(t, fmt.Sprintf("import-%s.%s.md", tt.name, lang), []byte(guide(t, tt.s, tt.p, lang)))
			})
		}
	}
}

func TestGuideOrder(t *testing.T) {
	before := func(s, a, b string) bool {
		return strings.Contains(s, a) && strings.Index(s, a) < strings.Index(s, b)
	}
	first := hubspot()
	if got := guide(t, run(), first, "en"); !before(got, "Import the new contacts", "Import the updates") {
		t.Errorf("create_first, but the updates come first:\n%s", got)
	}
	s := run()
	first.CreateFirst, s.Profile.CreateFirst = false, false
	if got := guide(t, s, first, "en"); !before(got, "Import the updates", "Import the new contacts") {
		t.Errorf("the new contacts come first:\n%s", got)
	}
}

func TestGuideOnlyWhereThereIsSomethingToImport(t *testing.T) {
	for _, mode := range []string{"dry-run", "check"} {
		s := run()
		s.Mode = mode
		if got := guide(t, s, hubspot(), "en"); got != "" {
			t.Errorf("%s has a guide:\n%s", mode, got)
		}
	}
}

func TestGuideIsDeterministic(t *testing.T) {
	a, b := run(), run()
	b.Run = summary.Run{Folder: "elsewhere", Workers: 9}
	if guide(t, a, hubspot(), "en") != guide(t, b, hubspot(), "en") {
		t.Error("the guide depends on what differs between two runs")
	}
}

func TestGuideNamesEveryImportFile(t *testing.T) {
	for _, p := range []*profile.Profile{nil, hubspot()} {
		for _, lang := range languages {
			got := guide(t, run(), p, lang)
			for _, f := range run().Outputs {
				if !strings.Contains(got, "`"+f.Path+"`") {
					t.Errorf("%s: no word of %s", lang, f.Path)
				}
			}
		}
	}
}

func TestGuideEscapes(t *testing.T) {
	s := run()
	s.Inputs[0].Name = "a`b``c|\n# <script>$(rm -rf ~)\u202e.csv"
	s.Profile.Key = "`id`"
	p := &profile.Profile{}
	s.Profile.Title = "<img src=x> *CRM* | [link](x)\n\n# no"
	got := guide(t, s, p, "en")
	for _, bad := range []string{"\n# <script>", "\u202e", "<img src=x>\n", " <img", "\n# no", "[link]"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is not escaped:\n%s", bad, got)
		}
	}
	for _, want := range []string{"```a`b``c¦ # <script>$(rm -rf ~)[U+202E].csv```", "by `` `id` ``"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
}

// The way back speaks of the files that there are, and of no other.
func TestGuideUndoNamesWhatIsThere(t *testing.T) {
	p := hubspot()
	p.Guide.Undo = []profile.Text{{English: "Import undo/updates.", French: "Importez undo/updates."}}
	p.Guide.Remove = []profile.Text{{English: "Delete those of undo/created.csv.", French: "Supprimez ceux de undo/created.csv."}}
	tests := []struct {
		name  string
		files []string
		steps string
	}{
		{"updates", []string{"undo/updates-001.csv"}, "\n1. Import undo/updates.\n\n"},
		{"creates", []string{"undo/created.csv"}, "\n1. Delete those of undo/created.csv.\n\n"},
		{"both", []string{"undo/updates-001.csv", "undo/created.csv"}, "\n1. Import undo/updates.\n2. Delete those of undo/created.csv.\n\n"},
		{"to clear", []string{"undo/to-clear.csv"}, "cannot empty it\n\nWhat can be done in HubSpot itself"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := run()
			s.Outputs = []summary.Output{{Path: "import/updates-001.csv", Rows: 1}}
			for _, f := range tt.files {
				s.Outputs = append(s.Outputs, summary.Output{Path: f, Rows: 1})
			}
			_, undo, _ := strings.Cut(guide(t, s, p, "en"), "## To undo")
			if undo, _, _ = strings.Cut(undo, "## The other files"); !strings.Contains(undo, tt.steps) {
				t.Errorf("got %q", undo)
			}
			for _, f := range []string{"undo/updates", "undo/created"} {
				if got, want := strings.Contains(undo, f), slices.ContainsFunc(tt.files, func(n string) bool { return strings.HasPrefix(n, f) }); got != want {
					t.Errorf("speaks of %s: %v, want %v", f, got, want)
				}
			}
		})
	}
}

// Where a profile says how a corrected file is taken back, nothing beside it says another way.
func TestGuideUndoOfWholeSaysOneWay(t *testing.T) {
	p := hubspot()
	p.Guide.Whole = []profile.Text{{English: "Import it into a new folder.", French: "Importez-le dans un nouveau dossier."}}
	p.Guide.Undo = []profile.Text{{English: "Delete the new folder.", French: "Supprimez le nouveau dossier."}}
	for lang, want := range map[string][2]string{"en": {"1. Delete the new folder.", "Import the original file"}, "fr": {"1. Supprimez le nouveau dossier.", "Importez de nouveau"}} {
		if got := guide(t, whole(), p, lang); !strings.Contains(got, want[0]) || strings.Contains(got, want[1]) {
			t.Errorf("%s:\n%s", lang, got)
		}
	}
}

// A value is to be cleared because its number moves, or because a correction wants it: the guide does not take one for the other.
func TestGuideClearSaysWhy(t *testing.T) {
	s := run()
	plain := guide(t, s, hubspot(), "en")
	s.Corrections = &summary.Corrections{Given: 1, Applied: 1, Kinds: map[string]int64{"number": 1}}
	if got := guide(t, s, hubspot(), "en"); got != plain || !strings.Contains(got, "belong on another contact") {
		t.Error("a corrected number is nothing to clear")
	}
	s.Corrections.Kinds["clear"] = 1
	if got := guide(t, s, hubspot(), "en"); !strings.Contains(got, "a correction wants it, or the number belongs on another contact") {
		t.Errorf("nothing of the correction:\n%s", got)
	}
}

// The link columns are in every file of new contacts, so they are explained also where the profile's own steps leave them out.
func TestGuideExplainsLinkColumns(t *testing.T) {
	const link = "`callready_id` and `callready_parent` say where"
	p := hubspot()
	if got := guide(t, run(), p, "en"); strings.Count(got, link) != 1 {
		t.Errorf("steps that leave them out:\n%s", got)
	}
	p.Guide.Creates = []profile.Text{{English: "Make the field `callready_id`.", French: "Créez le champ `callready_id`."}}
	if got := guide(t, run(), p, "en"); strings.Contains(got, link) {
		t.Error("explained twice")
	}
	s := run()
	s.Options["link-columns"] = "off"
	if got := guide(t, s, hubspot(), "en"); strings.Contains(got, "callready_id") {
		t.Error("explained where there are none")
	}
}
