package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/required"
)

// A new contact that is written never lacks a mandatory value, whoever says that it is mandatory; and all that holds for
// imports holds with mandatory fields: nothing is lost, and the next run has nothing to do.
func TestMandatory(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCRM(t, rapid.SampledFrom([]*kind{hubspotKind(), salesforceKind(), genericKind(profile.BlankKeeps), genericKind(profile.BlankClears)}).Draw(t, "kind"))
		c.heads = slices.Clone(append(slices.Clone((&crm{kind: c.kind}).head()), "Segment"))
		value := rapid.SampledFrom([]string{"retail", "retail", "industry", "3", "", " ", "N/A", "-", "0"})
		ids := rapid.Bool().Draw(t, "ids")
		for i, r := range c.records {
			if r["Segment"] = value.Draw(t, "segment"); ids {
				r["Segment"] = fmt.Sprintf("K-%d", 100+i)
			}
		}
		s := scratch(t, dir)
		how := rapid.SampledFrom([]string{"require", "text", "double", "elsewhere", "unique"}).Draw(t, "how")
		must := []string{"--require", "Segment"}
		if how != "require" {
			must = []string{"--schema", s.write("schema.json", describe(how))}
		}
		checkImport(t, s, c, append(drawFlags(t, c), must...))
		for _, file := range []string{"run/import/creates*.csv", "run/held/creates*.csv"} {
			for _, child := range rows(s, file) {
				if how == "elsewhere" || how == "unique" {
					t.Fatalf("a contact was made although none can have the field: %v", child)
				}
				void := func() bool {
					f := required.Field{Type: required.TypeText}
					if how == "double" {
						f.Type = required.TypeNumber
					}
					code, _ := f.Filler([]byte(child["Segment"]))
					return code == required.CodeBlank || code != "" && how == "double"
				}
				if void() {
					t.Fatalf("a new contact lacks a mandatory value: %v", child)
				}
			}
		}
	})
}

// describe gives a description of contacts with one mandatory field.
func describe(how string) string {
	name, kind := "Segment", "string"
	switch how {
	case "double":
		kind = how
	case "elsewhere":
		name = "Somewhere__c"
	}
	return fmt.Sprintf(`{"name":"Contact","fields":[{"name":"LastName","type":"string","createable":true,"nillable":false,"defaultedOnCreate":false},
		{"name":%q,"label":%q,"custom":true,"type":%q,"unique":%t,"createable":true,"nillable":false,"defaultedOnCreate":false}]}`, name, name, kind, how == "unique")
}

// Every form in which a CRM's fields can be saved goes through the command line.
func TestSchemas(t *testing.T) {
	const folder = "../../../normalize/required/testdata"
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) {
			s := newSession(t)
			in := s.write("contacts.csv", "Id,First Name,Last Name,Phone,Mobile,Country,Segment\n1,Ana,Lopez,01 99 00 12 34 / 01 99 00 12 35,06 39 98 12 34,France,x\n")
			for _, lang := range []string{"en", "fr"} {
				out := s.path("run-" + lang)
				if code := s.run("clean", "--lang", lang, "--profile", "generic", "--schema", filepath.Join(folder, f.Name()), "-o", out, in); code != exitDone {
					t.Fatalf("exit %d: %s", code, &s.stderr)
				}
				var sum summary.Summary
				if err := json.Unmarshal([]byte(s.read("run-"+lang+"/summary.json")), &sum); err != nil {
					t.Fatal(err)
				}
				r := sum.Required
				if r == nil || len(r.Files) != 1 || r.Files[0].Name != f.Name() || len(r.Fields)+len(r.Files[0].Unseen) == 0 {
					t.Fatalf("the summary says nothing of it: %+v", r)
				}
				title := map[string]string{"en": "Mandatory fields", "fr": "Champs obligatoires"}[lang]
				if len(r.Fields) > 0 && !strings.Contains(s.stdout.String(), title) || !strings.Contains(s.read("run-"+lang+"/report.html"), title) {
					t.Errorf("no %q:\n%s", title, &s.stdout)
				}
			}
		})
	}
}

// What stands in review/required.csv is the same for any number of workers, in a workbook, in several files, with --whole and
// in a dry run; and it counts the contacts chosen alone.
func TestRequiredEverywhere(t *testing.T) {
	s := newSession(t)
	var b strings.Builder
	b.WriteString("ID,First name,Last name,Phone,Segment\n")
	for i := range 400 {
		fmt.Fprintf(&b, "%d,Ana,Lopez%d,+3319900%04d,%s\n", i, i, i, []string{"retail", "", "n/a", "industry"}[i%4])
	}
	in := s.write("list.csv", b.String())
	other := s.write("other.csv", "Segment,ID,First name,Last name,Phone\n,9001,Bob,Roux,\n")
	var want []map[string]string
	for i, flags := range [][]string{{"-j", "1"}, {"-j", "7"}, {"--dry-run"}, {"--whole"}, {"--format", "xlsx"}} {
		run := fmt.Sprintf("run%d", i)
		s.must(append(append([]string{"clean", "-q", "--require", "Segment", "-o", s.path(run)}, flags...), in)...)
		got := rows(s, run+"/review/required.csv")
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" || len(got) != 200 {
			t.Errorf("%q: %d rows (-want +got):\n%s", flags, len(got), diff)
		}
		if diff := cmp.Diff(got, lacks(t, s, run), cmpopts.IgnoreMapEntries(func(name, _ string) bool { return name == "why" })); diff != "" {
			t.Errorf("%q: the journal says otherwise (-review +journal):\n%s", flags, diff)
		}
	}
	s.must("clean", "-q", "--require", "segment", "--where", "First name=Bob", "-o", s.path("both"), in, other)
	got := rows(s, "both/review/required.csv")
	if len(got) != 1 || got[0]["file"] != "other.csv" || got[0]["row"] != "1" || got[0]["key"] != "9001" || got[0]["code"] != required.CodeBlank {
		t.Errorf("several files: %v", got)
	}
	s.must("clean", "-q", "-o", s.path("unasked"), in)
	if s.exists("unasked/review/required.csv") || strings.Contains(s.read("unasked/summary.json"), `"required"`) {
		t.Error("somebody looked for mandatory fields without being asked")
	}
}

// Of a field that two files show, the stricter word counts: a layout says nothing against what the object demands.
func TestSchemasJoin(t *testing.T) {
	contact := func(from string, more string) string {
		return fmt.Sprintf(`{"name":"Contact","label":%q,"fields":[{"name":"Segment__c","label":"Segment","custom":true,"type":"string","createable":true,"nillable":false,"defaultedOnCreate":false}%s]}`, from, more)
	}
	s := newSession(t)
	in := s.write("c.csv", "ID,First name,Last name,Phone,Segment\n1,Ana,Lopez,+33199001234,\n")
	one := s.write("one.json", contact("Contact", ""))
	two := s.write("two.json", contact("Contact", `,{"name":"Region__c","label":"Region","custom":true,"type":"string","createable":true,"nillable":false,"defaultedOnCreate":false}`))
	s.must("clean", "--schema", one, "--schema", two, "-o", s.path("run"), in)
	var sum summary.Summary
	if err := json.Unmarshal([]byte(s.read("run/summary.json")), &sum); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range sum.Required.Fields {
		got = append(got, f.Name+" "+f.Column+" "+f.ColumnCode)
	}
	if diff := cmp.Diff([]string{"Segment__c Segment ", "Region__c  required-column-missing"}, got); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	if code := s.run("clean", "--schema", one, "--schema", one, "-o", s.path("twice"), in); code != exitUsage || !strings.Contains(s.stderr.String(), "given twice") {
		t.Errorf("exit %d: %s", code, &s.stderr)
	}
}

// A workbook is cleaned with mandatory fields like a text file; one of contacts given as the description of fields is named for it,
// and one of fields is read.
func TestRequiredWorkbook(t *testing.T) {
	s := newSession(t)
	book := s.path("list.xlsx")
	makeBook(t, book, "Contacts", [][]string{
		{"ID", "First name", "Last name", "Phone", "Mobile", "Segment"},
		{"1", "Ana", "Lopez", "+33199001234 / +33199001235", "+33639981234", "retail"},
		{"2", "Bob", "Roux", "+33199001236 / +33199001237", "+33639981235", ""},
	})
	s.must("clean", "-q", "--profile", "generic", "--require", "Segment", "--whole", "-o", s.path("run"), book)
	got := rows(s, "run/review/required.csv")
	if len(got) != 1 || got[0]["who"] != "Bob Roux" || got[0]["line"] != "3" {
		t.Errorf("review/required.csv: %v", got)
	}
	if code := s.run("clean", "--schema", book, book); code != exitUsage || !strings.Contains(s.stderr.String(), "it looks like a contact export") {
		t.Errorf("exit %d: %s", code, &s.stderr)
	}
	fields := s.path("fields.xlsx")
	makeBook(t, fields, "Fields", [][]string{{"API Name", "Label", "Required"}, {"Segment", "Segment", "true"}, {"Hobby", "Hobby", "false"}})
	s.must("clean", "-q", "--profile", "generic", "--schema", fields, "-o", s.path("described"), book)
	if got := rows(s, "described/review/required.csv"); len(got) != 1 || got[0]["who"] != "Bob Roux" {
		t.Errorf("review/required.csv by a workbook of fields: %v", got)
	}
}

// lacks gives what the journal says of mandatory fields, with the columns of review/required.csv.
func lacks(t *testing.T, s *session, run string) (out []map[string]string) {
	t.Helper()
	for e, err := range journal.Read(strings.NewReader(s.read(run + "/changes.jsonl"))) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Act == journal.Required {
			out = append(out, map[string]string{
				"file": e.File, "row": strconv.FormatInt(e.Row, 10), "line": strconv.FormatInt(e.Line, 10), "key": e.Key, "who": e.Who, "field": e.Column,
				"value": e.Old, "code": strings.Join(e.Codes, " "),
			})
		}
	}
	return out
}
