package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/journal"
)

// worldly is an export whose names and numbers are in many scripts, and whose values are hostile.
const worldly = `Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Country/Region,Associated Deal IDs
1,小明,王,,０３-５５５０-００１２,,Japan,
2,محمد,علي,,٠٦٦١ ٥٥ ٠٠ ١٢,,Morocco,
3,민준,김,,01 99 00 12 34 / 06 55 50 12 34 / 04 65 71 12 34,,France,
4,Ann,O	Neil,,"=HYPERLINK(""http://example.com"")",,France,
5,"Bob [31m<script>",X,,02 61 91 00 01 poste 12,,France,
6,Léa,Petit,lea@example.com,06 55 50 00 02,,France,
7,Lea,Petit,lea@example.com,+33655500002,,France,
8,+Eve,=1+2,,01 99 00 00 03,,France,
9,Zoë,Deal,,01 99 00 55 01 / 06 55 50 55 01 / 06 55 50 55 02,,France,77
`

// reported makes a run of the worldly export, in a folder that the test works in.
func reported(t *testing.T, flags ...string) *session {
	t.Helper()
	s := newSession(t)
	in := s.write("worldly.csv", strings.Replace(worldly, "[31m", "\x1b[31m\u202e", 1))
	t.Chdir(s.dir)
	s.must(append([]string{"clean", "-q", "--split", "one", "-o", "run", in}, flags...)...)
	return s
}

// held compares a text with a golden of testdata/golden/report.
func held(t *testing.T, root, name, got string) {
	t.Helper()
	file := filepath.Join(root, "testdata/golden/report", name)
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

// project gives the folder of the project, whatever folder a test goes to.
func project(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// What callready report makes of runs, to be read by a person: go test ./cmd/internal/cli -run TestReportGolden -update.
func TestReportGolden(t *testing.T) {
	root := project(t)
	s := reported(t)
	s.must("clean", "-q", "--region", "FR", "-o", "large", filepath.Join(root, "testdata/exports/hubspot.csv"))
	for name, args := range map[string][]string{
		"worldly-60.en.txt":     {"run", "--width", "60"},
		"worldly-120.fr.txt":    {"run", "--width", "120", "--lang", "fr"},
		"worldly-masked.en.txt": {"run", "--mask"},
		"worldly.en.md":         {"run", "--format", "markdown"},
		"worldly.en.csv":        {"run", "--format", "csv"},
		"worldly-masked.fr.csv": {"run", "--format", "csv", "--mask", "--lang", "fr"},
		"row.en.txt":            {"run", "--row", "3"},
		"record.fr.txt":         {"run", "--record", "9", "--lang", "fr", "--color", "always"},
		"nothing.en.txt":        {"run", "--record", "404"},
		"only.en.txt":           {"large", "--only", "separator-cut", "--only", "no-country", "--show", "2"},
		"large-80.en.txt":       {"large"},
		"large-100.fr.txt":      {"large", "--width", "100", "--lang", "fr"},
	} {
		s.must(append([]string{"report"}, args...)...)
		got := s.stdout.String()
		if strings.HasSuffix(name, ".csv") || strings.Contains(got, "\x1b") {
			got = strings.ReplaceAll(visible(got), "\x1b", "␛")
		}
		held(t, root, name, got)
		if s.stderr.Len() > 0 {
			t.Errorf("%s: %s", name, &s.stderr)
		}
	}
}

// No line is wider than the terminal, and no value reaches it raw.
func TestReportFits(t *testing.T) {
	root := project(t)
	s := reported(t)
	s.must("clean", "-q", "--region", "FR", "-o", "large", filepath.Join(root, "testdata/exports/hubspot.csv"))
	for _, run := range []string{"run", "large"} {
		for _, lang := range []string{"en", "fr"} {
			for width, name := range map[int]string{60: "60", 80: "80", 120: "120"} {
				for _, more := range [][]string{nil, {"--show", "50"}, {"--row", "3"}, {"--mask"}} {
					s.must(append([]string{"report", run, "--lang", lang, "--width", name}, more...)...)
					for line := range strings.Lines(s.stdout.String()) {
						cond := runewidth.Condition{StrictEmojiNeutral: true}
						if n := cond.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
							t.Errorf("%s %s at %d: %d columns in %q", run, lang, width, n, line)
						}
						if strings.ContainsAny(line, "\x1b\u202e\u200b") {
							t.Errorf("%s: raw characters in %q", run, line)
						}
					}
				}
			}
		}
	}
}

// A dry run shows what callready report does, and what to do next.
func TestDryRunShowsChanges(t *testing.T) {
	s := reported(t)
	s.must("clean", "--dry-run", "--split", "one", "-o", "dry", "worldly.csv")
	dry := s.stdout.String()
	s.must("report", "dry")
	again := strings.TrimRight(s.stdout.String(), "\n")
	next := "\n\nFiles: dry\nDry run: there is nothing to import. Open report.html.\n"
	if diff := cmp.Diff(strings.Split(again+next, "\n"), strings.Split(dry, "\n")); diff != "" {
		t.Errorf("report and dry run (-want +got):\n%s", diff)
	}
	s.must("clean", "--dry-run", "-o", "fine", s.write("fine.csv", "Record ID,Phone Number\n1,+33199001234\n"))
	if got := s.stdout.String(); !strings.Contains(got, "\nNothing changes, and nothing is left for you.\n") || s.stderr.Len() > 0 {
		t.Errorf("a dry run that changes nothing says\n%s%s", got, &s.stderr)
	}
	s.must("report", "fine", "-o", "fine.xlsx")
	s.must("clean", "--dry-run", "--mask", "-o", "masked", "worldly.csv")
	for _, text := range []string{s.stdout.String(), s.read("masked/report.html")} {
		for _, secret := range []string{"小明", "Zoë", "001234", "00 12 34", "O Neil"} {
			if strings.Contains(text, secret) {
				t.Errorf("a masked dry run shows %q:\n%.2000s", secret, text)
			}
		}
	}
	s.must("clean", "--split", "one", "-o", "wet", "worldly.csv")
	if strings.Contains(s.stdout.String(), "row 3") {
		t.Errorf("a run that writes shows examples:\n%s", &s.stdout)
	}
}

func TestReportWorkbook(t *testing.T) {
	s := reported(t)
	s.must("report", "run", "-o", "out.xlsx")
	if got := s.stderr.String(); got != "callready: wrote out.xlsx\n" {
		t.Errorf("says %q", got)
	}
	changes := sheetTexts(t, "out.xlsx", "Changes")
	if diff := cmp.Diff([]string{"Record ID", "Name", "Field", "Before", "After", "Where to", "What happens", "Reason", "Evidence", "Codes", "File", "Row"}, changes[0]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	want := []string{"8", "'+Eve =1+2", "Phone Number", "01 99 00 00 03", "+33199000003", "", "rewritten", "Nothing but the way it is written changes.", "FR, fixed line, the contact's country, certain", "", "worldly.csv", "8"}
	if i := slices.IndexFunc(changes, func(r []string) bool { return r[0] == "8" }); i < 0 || !slices.Equal(changes[i], want) {
		t.Errorf("no row %q in %q", want, changes)
	}
	if rows := sheetTexts(t, "out.xlsx", "New contacts"); len(rows) != 3 || rows[1][5] != "new contact 1" || rows[1][4] != "+33655501234" {
		t.Errorf("new contacts: %q", rows)
	}
	needs := sheetTexts(t, "out.xlsx", "Needs you")
	if i := slices.IndexFunc(needs, func(r []string) bool { return r[0] == "4" }); i < 0 || needs[i][3] != `'=HYPERLINK("http://example.com")` || needs[i][5] == "" {
		t.Errorf("needs you: %q", needs)
	}
	if rows := sheetTexts(t, "out.xlsx", "Duplicates"); len(rows) != 2 || rows[1][4] != "the record in row 6 stays" {
		t.Errorf("duplicates: %q", rows)
	}
	s.must("report", "run", "-o", "french.xlsx", "--lang", "fr", "--mask", "--record", "3")
	for _, rows := range [][][]string{sheetTexts(t, "french.xlsx", "Changements"), sheetTexts(t, "french.xlsx", "Nouveaux contacts")} {
		for _, r := range rows[1:] {
			if r[0] != "3" || r[1] != "··· ···" || !strings.Contains(r[3], "•") || !strings.HasPrefix(r[4], "+33") {
				t.Errorf("not masked, or another record: %q", r)
			}
		}
	}
}

// Mandatory fields are in the workbook: the contacts that lack them, from the journal, and the fields, from the summary.
func TestReportRequired(t *testing.T) {
	s := reported(t, "--require", "Email")
	s.must("report", "run", "-o", "out.xlsx")
	rows := sheetTexts(t, "out.xlsx", "Required")
	if len(rows) != 1+7+1 || rows[1][0] != "1" || rows[1][2] != "Email" || rows[1][6] != "required-blank" {
		t.Errorf("contacts that lack a field: %q", rows)
	}
	if field := rows[len(rows)-1]; !strings.Contains(field[2], "Email") || !strings.Contains(field[4], "7") {
		t.Errorf("the field: %q", field)
	}
}

func TestReportFiles(t *testing.T) {
	s := reported(t)
	before := s.read("run/changes.jsonl") + s.read("run/summary.json")
	for name, head := range map[string]string{"a.csv": "\ufeffpart,key,", "b.html": "<!DOCTYPE html>", "c.md": "# worldly", "d.txt": "worldly.csv: HubSpot"} {
		s.must("report", "run", "-o", name)
		if !strings.HasPrefix(strings.ToLower(s.read(name)), strings.ToLower(head)) {
			t.Errorf("%s begins with %.40q", name, s.read(name))
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if s.read("run/changes.jsonl")+s.read("run/summary.json") != before {
		t.Error("the run has changed")
	}
	// The masked page has no name and no number.
	s.must("report", "run", "--mask", "-o", "masked.html")
	for _, secret := range []string{"小明", "Zoë", "001234", "00 12 34", "lea@example.com", "O Neil"} {
		if strings.Contains(s.read("masked.html"), secret) {
			t.Errorf("the masked page has %q", secret)
		}
	}
	// Temporary files are gone, also where nothing could be written.
	for _, tt := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"there already", []string{"run", "-o", "a.csv"}, exitUsage, "a.csv exists"},
		{"replaced", []string{"run", "-o", "a.csv", "--force"}, exitDone, "wrote a.csv"},
		{"in the run", []string{"run", "-o", "run/a.csv"}, exitUsage, "never changed"},
		{"no such folder", []string{"run", "-o", "none/a.csv"}, exitFailed, "write none/a.csv"},
		{"no run", []string{"none"}, exitUsage, "no run folder"},
		{"two", []string{"run", "run"}, exitUsage, "takes one run folder"},
		{"unknown code", []string{"run", "--only", "seperator-cut"}, exitUsage, "did you mean separator-cut?"},
		{"row 0", []string{"run", "--row", "0"}, exitUsage, "counts from 1"},
		{"less than nothing", []string{"run", "--show", "-1"}, exitUsage, "negative"},
		{"narrow", []string{"run", "--width", "-1"}, exitUsage, "negative"},
		{"codes as a workbook", []string{"--codes", "--format", "xlsx"}, exitUsage, "text or markdown"},
		{"codes of a run", []string{"--codes", "run"}, exitUsage, "unknown command"},
	} {
		if got := s.run(append([]string{"report"}, tt.args...)...); got != tt.want || !strings.Contains(s.stderr.String(), tt.says) {
			t.Errorf("%s: exit %d, says %s", tt.name, got, &s.stderr)
		}
		if tt.want == exitUsage && tt.name != "codes of a run" {
			inFrench(t, s, append([]string{"report"}, tt.args...), tt.want)
			s.env = nil
		}
	}
	if left, err := filepath.Glob(".callready-report-*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// A journal that somebody changed is said, one that is damaged is named with its line, and one that is gone is no report.
func TestReportDamage(t *testing.T) {
	s := reported(t)
	text := s.read("run/changes.jsonl")
	s.write("run/changes.jsonl", strings.Replace(text, "+33655500002", "+33655500009", 1))
	s.must("report", "run")
	if !strings.Contains(s.stderr.String(), "somebody changed it") {
		t.Errorf("says %s", &s.stderr)
	}
	s.write("run/changes.jsonl", text+"{\n")
	for _, format := range []string{"text", "csv", "xlsx", "html", "markdown"} {
		if got := s.run("report", "run", "--format", format, "-o", "out."+format); got != exitFailed || !strings.Contains(s.stderr.String(), "is damaged") {
			t.Errorf("%s: exit %d, says %s", format, got, &s.stderr)
		}
		if s.exists("out." + format) {
			t.Errorf("%s is written", format)
		}
	}
	if err := os.Remove("run/changes.jsonl"); err != nil {
		t.Fatal(err)
	}
	if got := s.run("report", "run"); got != exitFailed || !strings.Contains(s.stderr.String(), "read the journal") {
		t.Errorf("exit %d, says %s", got, &s.stderr)
	}
	s.write("run/summary.json", `{"schema":"callready/summary/9"}`)
	if got := s.run("report", "run"); got != exitFailed || !strings.Contains(s.stderr.String(), "callready/summary/9") {
		t.Errorf("exit %d, says %s", got, &s.stderr)
	}
}

// A code that is silenced stays in the journal and in the counts, and is no finding; one that is raised counts as told.
func TestSeverities(t *testing.T) {
	s := newSession(t)
	in := filepath.Join(exportsDir, "hubspot.csv")
	type sums struct {
		Codes, Findings map[string]int64
		Severities      map[string]string
		Said            []struct{ Code string }
	}
	sum := func(run string) (out sums) {
		t.Helper()
		if err := json.Unmarshal([]byte(s.read(run+"/summary.json")), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	s.must("clean", "-q", "-o", s.path("plain"), in)
	config := s.write("c.toml", "silence = [\"shared-line\", \"bad-rows\"]\nraise = \"not-in-plan=error,note=none\"\n")
	if code := s.run("clean", "-q", "-o", s.path("judged"), "--config", config, "--fail-on", "error", in); code != exitFindings {
		t.Errorf("exit %d, want 3 for the error", code)
	}
	plain, judged := sum("plain"), sum("judged")
	if s.read("plain/changes.jsonl") != s.read("judged/changes.jsonl") || s.read("plain/review/needs-you.csv") != s.read("judged/review/needs-you.csv") {
		t.Error("the journal or the review depends on severities")
	}
	if diff := cmp.Diff(plain.Codes, judged.Codes); diff != "" {
		t.Errorf("counts of codes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"shared-line": "none", "bad-rows": "none", "note": "none", "not-in-plan": "error"}, judged.Severities); diff != "" {
		t.Errorf("severities (-want +got):\n%s", diff)
	}
	if plain.Severities != nil {
		t.Errorf("severities of a plain run: %v", plain.Severities)
	}
	n := plain.Codes
	want := map[string]int64{
		"error":   plain.Findings["error"] - 1 + n["not-in-plan"],
		"warning": plain.Findings["warning"] - n["not-in-plan"] - n["shared-line"],
		"info":    plain.Findings["info"] - n["note"],
	}
	if diff := cmp.Diff(want, judged.Findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if len(judged.Said) != len(plain.Said)-1 {
		t.Errorf("said of the file: %v, want it without bad-rows: %v", judged.Said, plain.Said)
	}
	if code := s.run("clean", "-q", "-o", s.path("quiet"), "--silence", "bad-rows", "--fail-on", "error", in); code != exitDone {
		t.Errorf("exit %d: what is silenced fails the run", code)
	}
	s.must("report", s.path("judged"))
	if got := s.stdout.String(); !strings.Contains(got, "Silenced: note, shared-line") || strings.Contains(got, "shared-line ·") {
		t.Errorf("the report shows what is silenced:\n%s", got)
	}
	s.must("report", s.path("judged"), "--only", "shared-line")
	if got := s.stdout.String(); !strings.Contains(got, "shared-line ·") {
		t.Errorf("the report does not show what is asked for:\n%s", got)
	}
	for args, says := range map[string]string{
		"--silence shared-lines": "did you mean shared-line?", "--raise qqqqqqqqqqqqqqqq=info": "callready report --codes", "--raise note": "CODE=SEVERITY",
		"--raise note=loud": "no severity", "--silence note --raise note=error": "both name",
	} {
		all := append(append([]string{"clean", "-q", "-o", s.path("wrong")}, strings.Fields(args)...), in)
		if code := s.run(all...); code != exitUsage || !strings.Contains(s.stderr.String(), says) {
			t.Errorf("%s: exit %d, says %s", args, code, &s.stderr)
		}
		inFrench(t, s, all, exitUsage)
		s.env = nil
	}
}

// The page of codes is the catalogue, and callready report --codes prints all of it in both languages.
func TestCodes(t *testing.T) {
	s := newSession(t)
	s.must("report", "--codes", "--format", "markdown", "--lang", "en")
	page := "../../../docs/codes.md"
	if *update {
		if err := os.WriteFile(page, s.stdout.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(s.stdout.String(), "\n")); diff != "" {
		t.Errorf("docs/codes.md is not the catalogue; go test ./cmd/internal/cli -run TestCodes -update makes it (-want +got):\n%s", diff)
	}
	catalogue, err := finding.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []finding.Lang{finding.English, finding.French} {
		s.must("report", "--codes", "--lang", lang.String(), "-o", s.path("codes."+lang.String()))
		text := s.read("codes." + lang.String())
		for _, e := range catalogue.All() {
			if !strings.Contains(text, e.Name+" ("+e.Severity.String()+", "+e.Area+")\n  "+e.Says(lang)+"\n  "+e.Todo(lang)+"\n") {
				t.Errorf("%s: %s is missing", lang, e.Name)
			}
		}
	}
}

// Every line that runs write is in one part of a CSV report, whole.
func TestReportLosesNothing(t *testing.T) {
	s := newSession(t)
	s.must("clean", "-q", "--region", "FR", "--merge", "plan", "-o", s.path("run"), filepath.Join(exportsDir, "hubspot.csv"))
	s.must("report", s.path("run"), "-o", s.path("out.csv"))
	_, rows := s.table("out.csv")
	i := 0
	for e, err := range journal.Read(strings.NewReader(s.read("run/changes.jsonl"))) {
		if err != nil {
			t.Fatal(err)
		}
		if i == len(rows) {
			t.Fatalf("only %d rows", i)
		}
		r := rows[i]
		i++
		plain := func(s string) string { return strings.TrimPrefix(s, "'") }
		if r["key"] != e.Key || plain(r["before"]) != strings.TrimPrefix(e.Old, "'") || r["after"] != e.New || r["codes"] != strings.Join(e.Codes, " ") || r["part"] == "" || r["act"] == "" {
			t.Errorf("row %d is %q, the journal has %+v", i, r, e)
		}
	}
	if i != len(rows) || i == 0 {
		t.Errorf("%d rows, %d lines", len(rows), i)
	}
}
