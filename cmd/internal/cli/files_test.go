package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLabels(t *testing.T) {
	for _, tt := range []struct {
		name        string
		files, want []string
	}{
		{"one", []string{"/exports/may/a.csv"}, []string{"a.csv"}},
		{"two names", []string{"may/a.csv", "may/b.csv"}, []string{"a.csv", "b.csv"}},
		{"one name in two folders", []string{"may/a.csv", "./june//a.csv", "june/b.csv"}, []string{"may/a.csv", "june/a.csv", "b.csv"}},
		{"one in the folder at hand", []string{"a.csv", "june/a.csv"}, []string{"a.csv", "june/a.csv"}},
		{"one below another", []string{"x/a.csv", "y/x/a.csv", "z/x/a.csv"}, []string{"x/a.csv", "y/x/a.csv", "z/x/a.csv"}},
		{"standard input", []string{"-", "a.csv"}, []string{"-", "a.csv"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, labels(tt.files)); diff != "" {
				t.Errorf("labels(%q) (-want +got):\n%s", tt.files, diff)
			}
		})
	}
}

func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"b.csv", "a.csv", "c.txt", "odd[1.csv"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name       string
		args, want []string
	}{
		{"names stay", []string{"z.csv", "-", "odd[1.csv"}, []string{"z.csv", "-", "odd[1.csv"}},
		{"a pattern gives sorted names", []string{"c.txt", "?.csv"}, []string{"c.txt", "a.csv", "b.csv"}},
		{"all", []string{"*.csv"}, []string{"a.csv", "b.csv", "odd[1.csv"}},
		{"no match", []string{"*.xlsx"}, nil},
		{"no pattern", []string{"*[.csv"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := expand(tt.args)
			if diff := cmp.Diff(tt.want, got); diff != "" || (err == nil) != (tt.want != nil) {
				t.Errorf("expand(%q) gives an error %v (-want +got):\n%s", tt.args, err, diff)
			}
		})
	}
}

func TestMatchColumns(t *testing.T) {
	for _, tt := range []struct {
		name        string
		head, other []string
		want        []int32
		says        []string // of an error
	}{
		{name: "the same", head: []string{"A", "B", "B", ""}, other: []string{"A", "B", "B", ""}},
		{name: "another order", head: []string{"A", "B", ""}, other: []string{"", "A", "B"}, want: []int32{1, 2, 0}},
		{name: "one is missing", head: []string{"A", "B"}, other: []string{"B"}, says: []string{`only a.csv has "A")`}},
		{name: "both have more", head: []string{"A", "B"}, other: []string{"B", "", "D"}, says: []string{`only a.csv has "A"; only b.csv has a column without a name, "D"`}},
		{name: "one more of a name", head: []string{"A", "A"}, other: []string{"A"}, says: []string{`only a.csv has "A"`}},
		{name: "many", head: []string{"A"}, other: []string{"A", "1", "2", "3", "4", "5", "6", "7"}, says: []string{`"4", "5" and 2 more`}},
		{name: "case counts", head: []string{"a"}, other: []string{"A"}, says: []string{`"a"`, `"A"`}},
		{name: "another order, and one twice", head: []string{"A", "B", "B"}, other: []string{"B", "A", "B"}, says: []string{"another order", `"B"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := matchColumns("a.csv", "b.csv", tt.head, tt.other)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (err == nil) != (tt.says == nil) {
				t.Fatalf("error %v", err)
			}
			for _, s := range tt.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("says %q, want %q in it", err, s)
				}
			}
			var said texted
			if err != nil && (!errors.As(err, &said) || said.Text().French == said.Text().English) {
				t.Errorf("%v has no French text", err)
			}
		})
	}
}

// A workbook and a CSV file are one run: the number of a person in one is known in the other, and each has its corrected file.
func TestBookAndText(t *testing.T) {
	s := newSession(t)
	head := []string{"Record ID", "First Name", "Last Name", "Phone Number", "Mobile Phone Number", "Country/Region"}
	makeBook(t, s.path("b.xlsx"), "Contacts", [][]string{
		{head[0], head[5], head[1], head[2], head[3], head[4]},
		{"201", "France", "Ana", "Lopez", "+33199001234 / +33655501299 / +33655501298", "+33655501297"},
		{"202", "France", "Bob", "Muller", "01 99 00 12 35", ""},
	})
	text := strings.Join(head, ";") + "\n101;Ana;Lopez;+33655501299;;France\n102;Léa;Petit;01 99 00 12 35;;France\n"
	a := s.write("a.csv", text)
	s.must("clean", "-q", "--whole", "-o", s.path("run"), a, s.path("b.xlsx"))
	if got := s.read("run/import/corrected-a-001.csv"); got != strings.ReplaceAll(text, "01 99 00 12 35", "+33199001235") {
		t.Errorf("the corrected text is\n%s", got)
	}
	want := [][]string{
		{head[0], head[5], head[1], head[2], head[3], head[4]},
		{"201", "France", "Ana", "Lopez", "+33199001234", "+33655501297"},
		{"202", "France", "Bob", "Muller", "+33199001235"},
		{"", "France", "Ana", "Lopez", "+33655501298"},
	}
	got := sheetRows(t, s.path("run/import/corrected-b-001.xlsx"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the corrected workbook (-want +got):\n%s", diff)
	}
	if !strings.Contains(s.read("run/changes.jsonl"), `"holder":1,"holder_file":"a.csv"`) {
		t.Errorf("no line of the journal names the holder in the other file:\n%s", s.read("run/changes.jsonl"))
	}
	again := []string{"clean", "-q", "--whole", "-o", s.path("again"), s.path("run/import/corrected-a-001.csv"), s.path("run/import/corrected-b-001.xlsx")}
	s.must(again...)
	if s.exists("again/import") {
		t.Error("cleaning the corrected files again changes them")
	}
}

// The output of several files does not depend on the number of workers, and their order says which record answers.
func TestSeveralDeterministic(t *testing.T) {
	s := newSession(t)
	name := func(n string) string {
		path, err := filepath.Abs("../../../testdata/exports/" + n)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	head, body, _ := strings.Cut(readAll(t, name("hubspot.csv")), "\n")
	lines := strings.SplitAfter(body, "\n")
	a, b := s.write("a.csv", head+"\n"+strings.Join(lines[:len(lines)/2], "")), s.write("b.csv", head+"\n"+strings.Join(lines[len(lines)/2:], ""))
	var want map[string]string
	for _, jobs := range []string{"1", "2", "7"} {
		out := s.path("run" + jobs)
		s.must("clean", "-q", "--region", "FR", "-j", jobs, "-o", out, a, b)
		got := folder(t, out)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-j %s (-want +got):\n%s", jobs, diff)
		}
	}
}

func readAll(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Corrected files have the names of their inputs, and no two the same on any system.
func TestFileStem(t *testing.T) {
	for label, want := range map[string]string{"a.csv": "a", "may/a.csv.gz": "may-a", "-": "stdin", "../x:y.xlsx": "x-y", "a.b.csv": "a.b"} {
		if got := fileStem(label); got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}
