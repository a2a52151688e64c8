package cli

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens of testdata/golden anew")

// shown are the files of a run that a person imports or works through, in the order of a golden.
var shown = []string{
	"import/*", "held/*", "undo/*", "review/needs-you.csv", "review/to-clear*.csv", "review/shared-numbers.csv", "review/bad-rows.csv",
}

// What a run makes of the invented exports, to be read by a person: go test ./cmd/internal/cli -run TestGolden -update.
func TestGolden(t *testing.T) {
	for name, flags := range map[string][]string{
		"hubspot_fr": {"--region", "FR"}, "salesforce": nil, "salesforce_report": nil, "generic_de": nil, "generic_es": nil,
		"utf16": nil, "accounts": nil, "broken": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name, name, flags)
		})
	}
}

// What a run makes of an export of each CRM, and of contacts on their way to another program.
func TestGoldenCRMs(t *testing.T) {
	runs := map[string][]string{}
	for _, name := range []string{
		"aircall", "bitrix24", "brevo", "close", "dynamics_fr", "freshdesk", "freshsales", "front", "google", "google_before_2024",
		"hubspot_es", "hubspot-company_de", "intercom", "mailchimp", "odoo", "odoo_few", "odoo_technical", "outlook_de", "pipedrive", "zendesk", "zoho",
	} {
		runs[name] = []string{"--region", "FR"}
	}
	runs["google one"] = []string{"--split", "one"}
	runs["pipedrive one"] = []string{"--split", "one"}
	runs["odoo one"] = []string{"--split", "one"}
	runs["zoho to aircall"] = []string{"--to", "aircall"}
	runs["google to zendesk"] = []string{"--to", "zendesk"}
	runs["outlook to hubspot"] = []string{"--to", "hubspot"}
	for name, flags := range runs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			export, _, _ := strings.Cut(name, " ")
			golden(t, "crm/"+strings.ReplaceAll(name, " ", "_"), "crm/"+export, flags)
		})
	}
}

// golden compares what a run makes of an export with a file that a person has read.
func golden(t *testing.T, name, export string, flags []string) {
	t.Helper()
	s := newSession(t)
	s.must(append(append([]string{"clean", "-q", "-o", s.path("run")}, flags...), filepath.Join(exportsDir, export+".csv"))...)
	got := visible(sections(s, "run", shown))
	file := filepath.Join("../../../testdata/golden", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// sections puts files of a run into one text.
func sections(s *session, run string, patterns []string) string {
	s.t.Helper()
	var b strings.Builder
	for _, p := range patterns {
		names, err := filepath.Glob(s.path(run + "/" + p))
		if err != nil {
			s.t.Fatalf("%v", err)
		}
		slices.Sort(names)
		for _, name := range names {
			rel, _ := filepath.Rel(s.path(run), name)
			text := s.read(filepath.Join(run, rel))
			if wide, ok := strings.CutPrefix(text, "\xff\xfe"); ok { // UTF-16LE: only its ASCII and Latin letters matter here
				text = narrow(wide)
			}
			fmt.Fprintf(&b, "-- %s --\n%s", filepath.ToSlash(rel), text)
			if !strings.HasSuffix(text, "\n") {
				b.WriteString("⏎ missing\n")
			}
		}
	}
	return b.String()
}

// narrow reads UTF-16LE without its byte order mark.
func narrow(wide string) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for i := 0; i+1 < len(wide); i += 2 {
		b.WriteRune(rune(wide[i]) | rune(wide[i+1])<<8) // The export has no character beyond the first plane.
	}
	return b.String()
}

// visible writes what an editor would hide or change: byte order marks, carriage returns, other invisible characters.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\r':
			b.WriteString("␍")
		case r == 0:
			b.WriteString("␀")
		case r == 0xfeff:
			b.WriteString("<BOM>")
		case r == '\t':
			b.WriteString("⇥")
		case r == 0xa0 || r >= 0x2000 && r <= 0x200f || r >= 0x2028 && r <= 0x202f || r == 0x2060 || r >= 0x2066 && r <= 0x2069:
			fmt.Fprintf(&b, "<%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var orderRow = regexp.MustCompile("^\\| ([0-9]+) \\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$")

// The counts that IMPORT.md tells people to compare are those of the files, and no file that is to be imported is left out.
func TestGuideCounts(t *testing.T) {
	exports, err := filepath.Glob(filepath.Join(exportsDir, "*.csv"))
	if err != nil || len(exports) == 0 {
		t.Fatal("no exports", err)
	}
	digit := regexp.MustCompile(`[^0-9]`)
	for _, in := range exports {
		for _, flags := range [][]string{nil, {"--split", "one"}, {"--split", "one", "--lang", "fr"}, {"--whole"}, {"--max-rows", "10"}} {
			base := filepath.Base(in)
			if base == "no_phone.csv" || base == "login.csv" {
				continue // They make no run.
			}
			t.Run(base+" "+strings.Join(flags, " "), func(t *testing.T) {
				t.Parallel()
				s := newSession(t)
				s.must(append(append([]string{"clean", "-q", "--region", "FR", "-o", s.path("run")}, flags...), in)...)
				want := rowsOf(t, s, "run/import/*")
				seen := map[string]int{}
				n := 0
				for line := range strings.Lines(s.read("run/IMPORT.md")) {
					m := orderRow.FindStringSubmatch(strings.TrimRight(line, "\n"))
					if m == nil {
						continue
					}
					if n++; m[1] != strconv.Itoa(n) {
						t.Errorf("step %s stands at %d", m[1], n)
					}
					rows, ok := want[m[2]]
					if !ok {
						t.Errorf("%s is not there", m[2])
						continue
					}
					seen[m[2]]++
					if got := digit.ReplaceAllString(m[3], ""); got != strconv.Itoa(rows) {
						t.Errorf("%s: IMPORT.md counts %s rows, it has %d", m[2], m[3], rows)
					}
					if first, _, _ := strings.Cut(m[4], " "); digit.ReplaceAllString(first, "") != strconv.Itoa(rows) {
						t.Errorf("%s: the CRM should report %q, it has %d rows", m[2], m[4], rows)
					}
				}
				for name := range want {
					if seen[name] != 1 {
						t.Errorf("%s stands %d times in the order of IMPORT.md", name, seen[name])
					}
				}
			})
		}
	}
}

// rowsOf counts the records of the files that match a pattern; headers, blank ones and footers of one cell aside.
func rowsOf(t *testing.T, s *session, pattern string) map[string]int {
	t.Helper()
	names, err := filepath.Glob(s.path(pattern))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, name := range names {
		rel, _ := filepath.Rel(s.path("run"), name)
		text := s.read("run/" + rel)
		if wide, ok := strings.CutPrefix(text, "\xff\xfe"); ok {
			text = narrow(wide)
		}
		text = strings.TrimPrefix(text, "\ufeff")
		if strings.HasPrefix(text, "sep=") {
			_, text, _ = strings.Cut(text, "\n")
		}
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord, r.LazyQuotes = -1, true
		head, _, _ := strings.Cut(text, "\n")
		for _, d := range ";\t" {
			if strings.Count(head, string(d)) > strings.Count(head, ",") {
				r.Comma = d
			}
		}
		all, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", rel, err)
		}
		n := 0
		for _, rec := range all[1:] {
			if len(rec) > 1 && !slices.Equal(rec, all[0]) && strings.TrimSpace(strings.Join(rec, "")) != "" {
				n++
			}
		}
		out[filepath.ToSlash(rel)] = n
	}
	return out
}
