package audit

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/io/profile"
)

var update = flag.Bool("update", false, "rewrite docs/exports.md")

// Every sentence stands in both languages, with the same arguments, and every one is used.
func TestTexts(t *testing.T) {
	book, err := Texts()
	if err != nil {
		t.Fatal(err)
	}
	used := usedNames(t)
	argument := regexp.MustCompile(`\{([a-z0-9]+)`)
	args := func(s string) []string {
		var list []string
		for _, m := range argument.FindAllStringSubmatch(s, -1) {
			if !slices.Contains(list, m[1]) {
				list = append(list, m[1])
			}
		}
		slices.Sort(list)
		return list
	}
	for _, name := range book.Names() {
		en, fr := book.Raw(name, "en"), book.Raw(name, "fr")
		if en == "" || fr == "" {
			t.Errorf("%s lacks a language", name)
		}
		if !slices.Equal(args(en), args(fr)) {
			t.Errorf("%s: arguments %q in English, %q in French", name, args(en), args(fr))
		}
		if !used[name] {
			t.Errorf("%s is used by nothing", name)
		}
	}
	for name := range used {
		if strings.Contains(name, ".") && book.Raw(name, "en") == "" {
			t.Errorf("%s is used and has no text", name)
		}
	}
}

// usedNames gives the names that the program asks for: literals, the page's, and those made of a prefix and a word.
func usedNames(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	cli, err := filepath.Glob("../cli/audit*.go")
	if err != nil {
		t.Fatal(err)
	}
	sayers := []string{"Say", "say", "found", "show", "unknown", "setting"}
	for _, name := range append(files, cli...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || !slices.Contains(sayers, sel.Sel.Name) {
					return true
				}
				for _, arg := range n.Args {
					if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						if s, err := strconv.Unquote(lit.Value); err == nil && regexp.MustCompile(`^[a-z-]+(\.[a-z-]+)?$`).MatchString(s) {
							used[s] = true
						}
					}
				}
			case *ast.AssignStmt:
				for _, rhs := range n.Rhs {
					if lit, ok := rhs.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, `"calls.`) {
						s, _ := strconv.Unquote(lit.Value)
						used[s] = true
					}
				}
			}
			return true
		})
	}
	for _, m := range regexp.MustCompile(`T "([a-z.-]+)"`).FindAllStringSubmatch(pageText, -1) {
		used[m[1]] = true
	}
	for _, c := range checklist {
		used["check."+c.name] = true
		used["point."+strconv.Itoa(c.point)] = true
	}
	for _, s := range []Status{Pass, Fail, Declared, NotChecked} {
		used["status."+string(s)] = true
	}
	for _, c := range callTypes {
		used["type."+string(c)] = true
	}
	for _, f := range []string{"aircall-users", "crm-users", "numbers", "connected", "ivr", "workflow"} {
		used["init."+f] = true
	}
	used["head.notes"] = true // a heading that is handed on by name
	return used
}

// Every check and every cause has its entry in the catalogue, in both languages.
func TestCodes(t *testing.T) {
	c, err := finding.Load()
	if err != nil {
		t.Fatal(err)
	}
	codes := slices.Clone(causes)
	for _, info := range checklist {
		codes = append(codes, info.code)
	}
	for _, code := range codes {
		e, ok := c.Lookup(code)
		if !ok {
			t.Errorf("%s is in no catalogue", code)
		}
		for _, l := range []finding.Lang{finding.English, finding.French} {
			if e.Says(l) == "" || e.Todo(l) == "" {
				t.Errorf("%s lacks a text in %s", code, l)
			}
		}
	}
	for _, e := range c.All() {
		if e.Area == "audit" && !slices.Contains(codes, e.Name) {
			t.Errorf("%s is in the catalogue and nothing gives it", e.Name)
		}
	}
}

// For every CRM each file is described, in both languages; facts have a source and a date.
func TestHow(t *testing.T) {
	names, err := CRMs()
	if err != nil {
		t.Fatal(err)
	}
	all, err := profile.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		base, _, _ := strings.Cut(p.Name, "-")
		if !slices.Contains(names, base) && p.Name != profile.Generic && p.Name != telephony {
			t.Errorf("%s: nothing says where its files come from", p.Name)
		}
	}
	want := []string{"--contacts", "--crm-users", "--schema", "--logged", "--aircall-users", "--numbers", "--connected", "--ivr", "--workflow", "--calls"}
	for _, name := range names {
		if _, err := profile.Find(name); err != nil {
			t.Error(err)
		}
		for _, lang := range []string{"en", "fr"} {
			_, steps, err := Steps(name, lang)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range steps {
				got = append(got, s.Option)
				if s.Text == "" || s.Source != nil && (s.Source.Date == "" || !strings.HasPrefix(s.Source.URL, "https://")) {
					t.Errorf("%s, %s: %+v", name, lang, s)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
	if _, _, err := Steps("nothing", "en"); err == nil {
		t.Error("a CRM that there is not is described")
	}
	facts, err := integrations()
	if err != nil {
		t.Fatal(err)
	}
	for crm, i := range facts {
		if _, err := profile.Find(crm); err != nil && crm != "" { // "" is what holds for all
			t.Error(err)
		}
		if u := i.Unknown; u != (made{}) && (u.English == "" || u.French == "" || u.URL == "" || len(u.Date) != len("2026-11-22")) {
			t.Errorf("%s: what it makes of unknown numbers lacks a text, a source or a date: %+v", crm, u)
		}
		for _, f := range []*fact{i.Aircall, i.Plan, i.Installer} {
			if f != nil && (f.URL == "" || len(f.Date) != len("2026-11-22")) {
				t.Errorf("%s: a fact without source or date: %+v", crm, *f)
			}
		}
	}
}

// docs/exports.md says what --how says.
func TestExportsPage(t *testing.T) {
	want, err := ExportsPage()
	if err != nil {
		t.Fatal(err)
	}
	const name = "../../../docs/exports.md"
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/exports.md is not what data/howto.toml says: go test ./cmd/internal/audit -run TestExportsPage -update")
	}
}
