package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const reviseHead = "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Country/Region,Last Activity Date,callready_id,callready_parent\n"

// reviseSession is a session with a run that rewrites, fills, splits and has nothing to clear.
func reviseSession(t *testing.T) *session {
	t.Helper()
	s := newSession(t)
	in := s.write("contacts.csv", reviseHead+
		"101,Ana,Lopez,,01 99 00 12 34 / 06 55 50 12 34 / 06 55 50 12 35,,France,,,\n"+
		"102,Bob,Muller,,01 99 00 12 36,,France,,,\n"+
		"103,Eve,Petit,,06 55 50 12 37 / 06 55 50 12 38 / 06 55 50 12 39,,France,,,\n")
	s.must("clean", "-q", "-o", s.path("run"), in)
	return s
}

// reviseChildren gives the callready_id of the new contacts by number.
func reviseChildren(s *session) map[string]string {
	out := map[string]string{}
	for _, r := range rows(s, "run/undo/created.csv") {
		out[r["number"]] = r["callready_id"]
	}
	return out
}

func TestUndoLists(t *testing.T) {
	s := reviseSession(t)
	id := reviseChildren(s)
	if len(id) != 2 {
		t.Fatalf("%d new contacts: %v", len(id), id)
	}
	after := func(parent, child, other string) string {
		return reviseHead + parent +
			"102,Bob,Muller,,+33199001236,,France,,,\n" +
			"103,Eve,Petit,,+33655501237,+33655501238,France,,,\n" + child + other
	}
	const ana = "101,Ana,Lopez,,+33199001234,+33655501234,France,,,\n"
	child := func(more string) string {
		return fmt.Sprintf(more, id["+33655501235"])
	}
	const eve = "901,Eve,Petit,,+33655501239,,France,,,\n"
	for _, tt := range []struct {
		name, fresh          string
		code                 int
		list, parent, column string
	}{
		{"nothing happened", after(ana, child("900,Ana,Lopez,,+33655501235,,France,,%s,101\n"), eve), exitDone, "delete", "101", ""},
		{"found by number and parent", after(ana, "900,Ana,Lopez,,+33655501235,,France,,,101\n", eve), exitDone, "delete", "101", ""},
		{"found by number and name", after(ana, "900,Ana,Lopez,,+33655501235,,France,,,\n", eve), exitDone, "delete", "101", ""},
		{"a call came in", after(ana, child("900,Ana,Lopez,,+33655501235,,France,2026-11-02,%s,101\n"), eve), exitDone, "merge", "101", "Last Activity Date"},
		{"renamed", after(ana, child("900,Anna,Lopez,,+33655501235,,France,,%s,101\n"), eve), exitFindings, "decide", "101", "First Name"},
		{"an e-mail came in", after(ana, child("900,Ana,Lopez,ana@example.com,+33655501235,,France,2026-11-02,%s,101\n"), eve), exitFindings, "decide", "101", "Email"},
		{"another number", after(ana, child("900,Ana,Lopez,,+33655509999,,France,,%s,101\n"), eve), exitFindings, "decide", "101", "Phone Number"},
		{"imported twice", after(ana, child("900,Ana,Lopez,,+33655501235,,France,,%s,101\n")+child("950,Ana,Lopez,,+33655501235,,France,,%s,101\n"), eve), exitFindings, "decide", "101", ""},
		{"the parent is gone", after("", child("900,Ana,Lopez,,+33655501235,,France,,%s,101\n"), eve), exitFindings, "decide", "101", ""},
		{"the parent was edited", after("101,Ana,Lopez,,+33199009999,+33655501234,France,,,\n", child("900,Ana,Lopez,,+33655501235,,France,,%s,101\n"), eve), exitFindings, "decide", "101", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := strings.ReplaceAll(tt.name, " ", "-")
			fresh := s.write(out+".csv", tt.fresh)
			if code := s.run("undo", "-q", "-o", s.path(out), s.path("run"), fresh); code != tt.code {
				t.Errorf("exit %d, want %d\n%s", code, tt.code, &s.stderr)
			}
			at := slices.IndexFunc(rows(s, out+"/review/"+tt.list+".csv"), func(r map[string]string) bool {
				return r["Record ID"] == "900" && r["parent"] == tt.parent && r["columns"] == tt.column && r["why"] != ""
			})
			if at < 0 {
				t.Errorf("900 is not in %s:\n%s%s%s", tt.list, s.read(out+"/review/delete.csv"), s.read(out+"/review/merge.csv"), s.read(out+"/review/decide.csv"))
			}
		})
	}
}

// A new contact whose number stood in a cell that the run does not write is not to be deleted where somebody has emptied that
// cell: nobody would have the number.
func TestUndoLastPlace(t *testing.T) {
	s := newSession(t)
	const head = "Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,WhatsApp Phone Number,Country/Region,callready_id,callready_parent\n"
	s.must("clean", "-q", "-o", s.path("run"), "--split", "one", s.write("contacts.csv", head+"101,Ana,Lopez,,01 99 00 12 34,+33655501234,France,,\n"))
	id := reviseChildren(s)["+33655501234"]
	if id == "" {
		t.Fatal("no new contact for the number of WhatsApp")
	}
	for _, tt := range []struct {
		name, whatsapp, list string
		code                 int
	}{
		{"there", "+33655501234", "delete", exitDone},
		{"emptied", "", "decide", exitFindings},
	} {
		fresh := s.write(tt.name+".csv", head+"101,Ana,Lopez,+33199001234,+33199001234,"+tt.whatsapp+",France,,\n900,Ana,Lopez,+33655501234,,,France,"+id+",101\n")
		if code := s.run("undo", "-q", "-o", s.path(tt.name), s.path("run"), fresh); code != tt.code {
			t.Errorf("%s: exit %d, want %d\n%s", tt.name, code, tt.code, &s.stderr)
		}
		if list := rows(s, tt.name+"/review/"+tt.list+".csv"); len(list) != 1 || list[0]["Record ID"] != "900" {
			t.Errorf("%s: 900 is not in %s", tt.name, tt.list)
		}
	}
}

// What an import empties by a token is in a file of its own; what no import empties is a list.
func TestUndoBlanks(t *testing.T) {
	s := newSession(t)
	in := s.write("sf.csv", "Id,FirstName,LastName,Phone,MobilePhone,MailingCountry\n003A00000000001AAA,Ana,Lopez,,01 99 00 12 34 / 06 55 50 12 34,France\n")
	s.must("clean", "-q", "-o", s.path("run"), "--profile", "salesforce", in)
	s.must("undo", "-q", "-o", s.path("undo"), s.path("run"))
	if got, want := s.read("undo/import/updates-001.csv"), "Id,Phone,MobilePhone\n003A00000000001AAA,,01 99 00 12 34 / 06 55 50 12 34\n"; got != want {
		t.Errorf("updates:\n%s", got)
	}
	if got, want := s.read("undo/import/clear-001.csv"), "Id,Phone,MobilePhone\n003A00000000001AAA,#N/A,\n"; got != want {
		t.Errorf("clear:\n%s", got)
	}
	for _, want := range []string{"`import/clear-001.csv`", "#N/A", "Data Loader", "recycle bin"} {
		if !strings.Contains(s.read("undo/IMPORT.md"), want) {
			t.Errorf("IMPORT.md does not speak of %s", want)
		}
	}
	// A workbook is taken back with workbooks.
	s.must("clean", "-q", "-o", s.path("book"), "--format", "xlsx", "--profile", "salesforce", in)
	s.must("undo", "-q", "-o", s.path("bookundo"), s.path("book"))
	s.must("refresh", "-q", "-o", s.path("bookfresh"), s.path("book"), in)
	if !s.exists("bookundo/import/updates-001.xlsx") || s.read("bookfresh/import/updates-001.xlsx") != s.read("book/import/updates-001.xlsx") {
		t.Error("the workbooks are not those of the run")
	}
}

func TestRefreshLeavesOut(t *testing.T) {
	s := reviseSession(t)
	fresh := s.write("fresh.csv", reviseHead+
		"101,Ana,Lopez,,01 99 00 12 34 / 06 55 50 12 34 / 06 55 50 12 35,,France,,,\n"+
		"102,Bob,Muller,,01 99 00 99 99,,France,,,\n")
	if code := s.run("refresh", "-o", s.path("fresh"), "--lang", "fr", s.path("run"), fresh); code != exitFindings {
		t.Fatalf("exit %d\n%s", code, &s.stderr)
	}
	if !strings.Contains(s.stdout.String(), "1 fiche est à importer") || !strings.Contains(s.stdout.String(), "1 fiche n'existe plus") {
		t.Errorf("says:\n%s", &s.stdout)
	}
	if got := rows(s, "fresh/import/updates*.csv"); len(got) != 1 || got[0]["Record ID"] != "101" {
		t.Errorf("updates: %v", got)
	}
	if got := rows(s, "fresh/import/creates*.csv"); len(got) != 1 || got[0]["callready_parent"] != "101" {
		t.Errorf("creates: %v", got)
	}
	states := map[string]string{}
	for _, r := range rows(s, "fresh/review/left-out.csv") {
		states[r["what"]+" "+r["key"]] = r["state"]
	}
	for key, want := range map[string]string{"updates 102": "edited", "updates 103": "gone", "creates 103": "left-out"} {
		if states[key] != want {
			t.Errorf("%s is %q, want %q", key, states[key], want)
		}
	}
	// The result is a run like any other.
	s.must("undo", "-q", "-o", s.path("undo"), s.path("fresh"))
	s.must("report", "-o", s.path("fresh.md"), s.path("fresh"))
	if code := s.run("refresh", "-q", "-o", s.path("twice"), s.path("fresh"), fresh); code != exitDone {
		t.Errorf("a second refresh: exit %d\n%s%s", code, &s.stderr, s.read("twice/review/left-out.csv"))
	}
}

func TestReviseRefuses(t *testing.T) {
	s := reviseSession(t)
	in := s.path("contacts.csv")
	s.must("clean", "-q", "--dry-run", "-o", s.path("dry"), in)
	s.must("clean", "-q", "--whole", "-o", s.path("whole"), in)
	s.must("clean", "-q", "--to", "aircall", "-o", s.path("to"), in)
	s.must("undo", "-q", "-o", s.path("undone"), s.path("run"))
	damage := func(name string, change func(dir string) error) string {
		t.Helper()
		if err := os.CopyFS(s.path(name), os.DirFS(s.path("run"))); err != nil {
			t.Fatal(err)
		}
		if err := change(s.path(name)); err != nil {
			t.Fatal(err)
		}
		return s.path(name)
	}
	edited := damage("edited", func(dir string) error {
		return os.WriteFile(filepath.Join(dir, "undo", "updates-001.csv"), []byte("Record ID,Phone Number\n101,x\n"), 0o600)
	})
	lacking := damage("lacking", func(dir string) error { return os.Remove(filepath.Join(dir, "changes.jsonl")) })
	other := s.write("other.csv", strings.ReplaceAll(s.read("contacts.csv"), "\n10", "\n99"))
	narrow := s.write("narrow.csv", "Record ID,First Name,Phone Number\n101,Ana,01 99 00 12 34\n")
	for _, tt := range []struct {
		name string
		args []string
		says string
	}{
		{"no run", []string{"undo", s.dir}, "is no run folder: it has no summary.json"},
		{"an export in place of the run", []string{"verify", in, s.path("run")}, "is no run folder: it has no summary.json"},
		{"no folder", []string{"undo", s.path("nowhere")}, "is no run folder"},
		{"a dry run", []string{"undo", s.path("dry")}, "was a dry run"},
		{"a whole file", []string{"undo", s.path("whole")}, "corrected whole files"},
		{"another program", []string{"undo", s.path("to")}, "another program"},
		{"an undo", []string{"undo", s.path("undone")}, "is no run that can be worked on"},
		{"edited", []string{"undo", edited}, "undo/updates-001.csv is not the file that the run wrote"},
		{"edited, and a way out", []string{"undo", edited}, "or clean the same export with the same settings once more"},
		{"lacking", []string{"refresh", lacking, in}, "lacks changes.jsonl"},
		{"another export", []string{"verify", s.path("run"), other}, "none of the 3 records"},
		{"fewer columns", []string{"verify", s.path("run"), narrow}, `no column "Mobile Phone Number"`},
		{"no export", []string{"verify", s.path("run")}, "takes a run folder and an export"},
		{"nothing", []string{"undo"}, "takes a run folder"},
		{"into the run", []string{"undo", "-o", s.path("run/undo2"), s.path("run")}, "is in the run folder"},
		{"a folder that exists", []string{"undo", "-o", s.path("undone"), s.path("run")}, "exists already"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := tree(s, "run")
			if code := s.run(tt.args...); code != exitUsage || !strings.Contains(s.stderr.String(), tt.says) {
				t.Errorf("exit %d: %s", code, &s.stderr)
			}
			if code := s.run(append(tt.args, "--lang", "fr")...); code != exitUsage || strings.Contains(s.stderr.String(), " is ") || strings.Contains(s.stderr.String(), " the ") {
				t.Errorf("says in French: %s", &s.stderr)
			}
			if after := tree(s, "run"); len(after) != len(before) {
				t.Error("the run was changed")
			}
		})
	}
}

// What the commands write follows the schemas.
func TestReviseSchemas(t *testing.T) {
	s := reviseSession(t)
	in := s.path("contacts.csv")
	s.must("undo", "-q", "-o", s.path("undo"), s.path("run"))
	s.must("refresh", "-q", "-o", s.path("refresh"), s.path("run"), in)
	if code := s.run("verify", "-q", "-o", s.path("verify"), s.path("run"), in); code != exitFindings {
		t.Errorf("exit %d", code)
	}
	revision := published(t, "../revise/schemas/revision.schema.json")
	validate(t, revision, []byte(s.read("undo/summary.json")))
	validate(t, revision, []byte(s.read("verify/summary.json")))
	validate(t, published(t, "../report/schemas/summary.schema.json"), []byte(s.read("refresh/summary.json")))
}

// A prepared merge is verified, taken back and given up where one of its records was edited since.
func TestReviseMerge(t *testing.T) {
	s := newSession(t)
	const head = "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Country/Region,City\n"
	const ana, twin = "101,Ana,Lopez,ana@example.com,01 99 00 12 34,06 55 50 12 34,France,Paris\n", "102,Ana,Lopez,ana@example.com,01 99 00 12 34,,France,\n"
	in := s.write("contacts.csv", head+ana+twin)
	s.must("clean", "-q", "--merge", "plan", "-o", s.path("run"), in)
	list := rows(s, "run/review/merge-deletes.csv")
	if len(list) != 1 {
		t.Fatalf("the plan is %v", list)
	}
	stays, goes := list[0]["into_key"], list[0]["key"]
	row := func(key string) string {
		return key + ",Ana,Lopez,ana@example.com,+33199001234,+33655501234,France,Paris\n"
	}
	other := strings.ReplaceAll(row(goes), "+33655501234", "")
	if goes == "101" {
		other = row(goes)
	}
	merged, both := s.write("merged.csv", head+row(stays)), s.write("both.csv", head+row(stays)+other)

	for _, tt := range []struct{ name, fresh, state string }{{"merged", merged, "merged"}, {"both", both, "to-merge"}} {
		if code := s.run("verify", "-q", "-o", s.path("verify-"+tt.name), s.path("run"), tt.fresh); code != exitDone {
			t.Errorf("%s: exit %d\n%s", tt.name, code, s.read("verify-"+tt.name+"/review/verify.csv"))
		}
		if got := s.read("verify-" + tt.name + "/summary.json"); !strings.Contains(got, fmt.Sprintf("%q: 1", tt.state)) {
			t.Errorf("%s is not counted:\n%s", tt.state, got)
		}
		s.must("undo", "-q", "-o", s.path("undo-"+tt.name), s.path("run"), tt.fresh)
		if got, want := len(rows(s, "undo-"+tt.name+"/import/merge-deleted*.csv")), map[string]int{"merged": 1}[tt.name]; got != want {
			t.Errorf("%s: %d records are made again, want %d", tt.name, got, want)
		}
		if s.exists("undo-" + tt.name + "/review/left-out.csv") {
			t.Errorf("%s: left out:\n%s", tt.name, s.read("undo-"+tt.name+"/review/left-out.csv"))
		}
	}
	if !strings.Contains(s.read("undo-merged/IMPORT.md"), "without the column `Record ID`") {
		t.Error("IMPORT.md does not say how to make a record again")
	}

	// What is not merged yet stays planned; what was edited is not.
	s.must("refresh", "-q", "-o", s.path("same"), s.path("run"), in)
	if s.read("same/review/merge-deletes.csv") != s.read("run/review/merge-deletes.csv") {
		t.Error("the plan differs for the same export")
	}
	edited := s.write("edited.csv", strings.Replace(head+ana+twin, goes+",Ana,", goes+",Anna,", 1))
	if code := s.run("refresh", "-q", "-o", s.path("edited"), s.path("run"), edited); code != exitFindings {
		t.Errorf("edited: exit %d", code)
	}
	for _, name := range []string{"import/merge-updates-001.csv", "undo/merge-updates-001.csv", "undo/merge-to-clear.csv", "undo/merge-deleted-001.csv", "review/merge-deletes.csv"} {
		if s.exists("edited/"+name) && len(rows(s, "edited/"+name)) > 0 {
			t.Errorf("%s still speaks of the merge:\n%s", name, s.read("edited/"+name))
		}
	}
	if got := rows(s, "edited/review/left-out.csv"); len(got) != 1 || got[0]["what"] != "merged" || got[0]["column"] != "First Name" {
		t.Errorf("left out: %v", got)
	}
}
