package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/callready/callready/normalize/required"
)

// Whatever a file of --schema looks like instead, it is said in French.
func TestFrenchSchema(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	deep := strings.Repeat("[", 1000)
	for _, data := range []string{
		"", "<html><body>Log in</body></html>", "<?xml version=\"1.0\"?><a/>", "PK\x03\x04xxxx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\x1f\x8b\x08", "%PDF-1.7",
		"\x89PNG", "a\x00b", "BEGIN:VCARD\nFN:Jane Roe", "{\\rtf1 a}", "HTTP/1.1 200 OK\n\n{}", "First Name,Last Name,Phone\nJane,Roe,+442079460018\n",
		"First Name;Last Name;Phone\n", `{"contacts":[{"id":1,"first_name":"Jane","last_name":"Roe"}]}`, `{"success":false,"error":"unauthorized access"}`,
		`{"numbers":[{"digits":"x","is_ivr":true}]}`, "[]", `{'x_segment': {'required': True}}`, "Field Label,Field Name\nSegment,Segment__c\n", "Date,Amount\n2026-01-01,3\n",
		"API Name,Label,Required\n", "jane@example.com\njohn@example.com\n", "+33 1 99 00 12 34\n+33 1 99 00 12 35\n", "{ what is this }\n", "-\n",
		"Dear colleague please find attached the list of all the fields that we need\n", strings.Repeat("Segment\n", required.MaxNames+1),
		`[{"key":"a","name":"A","mandatory_flag":true}] [{"api_name":"B","system_mandatory":true}]`, `{"fields":[{"api_name":"A","system_mandatory":tr`,
		"{\"fields\":[\n{\"api_name\" \"A\"}]}", `{"fields":[{"a":1} {"b":2}]}`, `{"fields":[{"a":1 "b":2}]}`, `{"fields":[}`, `{"fields":nul}`, `{"a":"\x"}`, deep,
		strings.Repeat("x", required.MaxBytes+1),
	} {
		_, err := required.Read("fields.json", []byte(data))
		if err == nil {
			t.Errorf("%.40q is a description of fields", data)
			continue
		}
		if got, ok := tr.french(err.Error()); !ok || english.MatchString(got) || strings.Contains(got, "it looks like") {
			t.Errorf("%v: %s", err, got)
		}
	}
}

// What the package calls a file that is none of its own stands in its functions as sentences: each has its French one.
func TestFrenchSchemaSource(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range []string{"looks.go", "names.go", "node.go", "read.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../../../normalize/required", name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				l, ok := n.(*ast.BasicLit)
				if !ok || l.Kind != token.STRING {
					return true
				}
				text, _ := strconv.Unquote(l.Value)
				if strings.Count(verb.ReplaceAllString(text, ""), " ") < 2 {
					return true
				}
				seen++
				if !slices.ContainsFunc(tr.sayings, func(s saying) bool { return s.English == text }) {
					t.Errorf("%s: %q is not in errors.toml", name, text)
				}
				return true
			})
		}
	}
	if seen < 20 {
		t.Errorf("only %d sentences were found", seen)
	}
}
