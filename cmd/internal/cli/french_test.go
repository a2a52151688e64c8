package cli

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// staysEnglish are messages about what is English itself: the inside of a TOML file, as the library words it.
var staysEnglish = regexp.MustCompile(`toml: |TOML`)

// english finds words that no French message has.
var english = regexp.MustCompile(`\b(the|is|are|was|were|must|with|has|not|names|file|given|hint)\b`)

// inFrench runs a command that fails once more and wants all that it says in French.
func inFrench(t *testing.T, s *session, args []string, want int) {
	t.Helper()
	env := map[string]string{"LC_ALL": "fr_FR.UTF-8"}
	maps.Copy(env, s.env)
	s.env = env
	if got := s.run(args...); got != want {
		t.Errorf("exit %d in French, want %d", got, want)
	}
	for line := range strings.Lines(s.stderr.String()) {
		if english.MatchString(line) && !staysEnglish.MatchString(line) {
			t.Errorf("says in French: %s", line)
		}
	}
}

func TestFrench(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"a sentence", "--jobs must be at least 1", "--jobs doit valoir au moins 1"},
		{"a quoted text", `--region "Xyzzy" is no country`, "--region « Xyzzy » n'est pas un pays"},
		{"a text with quotes inside", `--region "a \"b\"" is no country`, `--region « a "b" » n'est pas un pays`},
		{"layers", "clean a.csv: read a.csv: no space left on device", "nettoyage de a.csv : lecture de a.csv : il n'y a plus de place sur le disque"},
		{"a layer that nobody knows", "frobnicate a.csv: permission denied", "frobnicate a.csv : permission refusée"},
		{"joined", "--jobs must be at least 1\npermission denied", "--jobs doit valoir au moins 1\npermission refusée"},
		{"the plural of one", "1 new contact out of 2, more than --max-new 0 allows", "1 nouveau contact sur 2, plus que --max-new 0 n'en permet"},
		{"unknown", "something else: happened", "something else: happened"},
		{"standard input", "standard input is empty", "l'entrée standard est vide"},
	} {
		if got, _ := tr.french(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Every error and hint that this package words is in errors.toml, and what is there is said by somebody.
func TestFrenchCoversTheSource(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	said := slices.Collect(maps.Keys(literals(t, "../../..", nil)))
	for i := range tr.sayings {
		s := &tr.sayings[i]
		piece := slices.MaxFunc(verb.Split(s.English, -1), func(a, b string) int { return len(a) - len(b) })
		if s.Of == "" && !slices.ContainsFunc(said, func(l string) bool { return strings.Contains(l, strings.TrimSpace(piece)) }) {
			t.Errorf("nobody says %q", s.English)
		}
		for n := range strings.Count(verb.ReplaceAllString(s.English, "\x00"), "\x00") {
			if !strings.Contains(s.French, "{"+strconv.Itoa(n+1)+"}") {
				t.Errorf("%q lacks {%d}", s.French, n+1)
			}
		}
	}
	rest := map[string]bool{"terminated": true, "a %T is no value for a flag": true, "errors.toml: %w": true, "errors.toml: %q: %w": true, "inspect.toml: %w": true, "help.toml: %w": true}
	for text := range literals(t, ".", []string{"New", "Errorf", "usage", "failed"}) {
		if known := slices.ContainsFunc(tr.sayings, func(s saying) bool { return s.English == text }); !known && !rest[text] && strings.Trim(verb.ReplaceAllString(text, ""), " :") != "" {
			t.Errorf("%q is not in errors.toml", text)
		}
	}
}

// literals gives the texts that stand in the Go files below a folder, tests left out; with names only those given to calls of
// these functions, of the errors and fmt packages or of this one.
func literals(t *testing.T, root string, names []string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	note := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil {
				out[s] = true
			}
		}
	}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if names == nil {
					note(n)
				}
			case *ast.CallExpr:
				fn := ""
				switch f := n.Fun.(type) {
				case *ast.Ident:
					fn = f.Name
				case *ast.SelectorExpr:
					if x, ok := f.X.(*ast.Ident); ok && (x.Name == "errors" || x.Name == "fmt") {
						fn = f.Sel.Name
					}
				}
				if slices.Contains(names, fn) {
					for i, a := range n.Args {
						if fn != "Errorf" || i == 0 {
							note(a)
						}
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(errors.Unwrap(err), err)
	}
	return out
}
