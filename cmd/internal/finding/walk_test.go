package finding

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// kebab is the spelling of a code of several words; those of one, such as "extension", are found by their constants.
var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// dataCode is a code in a data file.
var dataCode = regexp.MustCompile(`(?m)^\s*code\s*=\s*"([^"]+)"`)

// source is what the program says of codes, with the file where it does.
type source struct {
	codes    map[string]string // where a code is used as one
	literals map[string]bool   // all texts of the program
	data     strings.Builder   // all data files but the catalogue
}

// read walks the files of the project.
func (s *source) read(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git" || path == filepath.Join(root, "cmd/internal/finding/codes")):
			return filepath.SkipDir
		case d.IsDir():
			return nil
		case strings.HasSuffix(path, ".toml"):
			text, err := os.ReadFile(path)
			s.data.Write(text)
			for _, m := range dataCode.FindAllSubmatch(text, -1) {
				s.codes[string(m[1])] = path
			}
			return err
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s.node(path, n)
			return true
		})
		return nil
	})
}

// node takes note of the codes in one place of the source: a constant named Code… or Fault…, a field Code, and the first text
// handed to a function that says something of a file.
func (s *source) node(path string, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := textOf(n); ok {
			s.literals[text] = true
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if i < len(n.Values) && (strings.HasPrefix(name.Name, "Code") || strings.HasPrefix(name.Name, "Fault")) {
				s.use(path, n.Values[i])
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
			s.use(path, n.Value)
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "say" || f.Name == "tell" || f.Name == "note") && len(n.Args) > 0 {
			s.use(path, n.Args[0])
		}
	}
}

func (s *source) use(path string, value ast.Expr) {
	if text, ok := textOf(value); ok && kebab.MatchString(text) {
		s.codes[text] = path
	}
}

func textOf(value ast.Expr) (string, bool) {
	lit, ok := value.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// Codes and catalogue agree in both directions: every code that the program or its data uses has an entry, and every entry is a
// word that one of them uses.
func TestCodesAndEntries(t *testing.T) {
	t.Parallel()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &source{codes: map[string]string{}, literals: map[string]bool{}}
	if err := s.read("../../.."); err != nil {
		t.Fatal(err)
	}
	if len(s.codes) < 100 {
		t.Fatalf("only %d codes are found in the source", len(s.codes))
	}
	for _, code := range slices.Sorted(maps.Keys(s.codes)) {
		if _, known := c.Lookup(code); !known {
			t.Errorf("%s: %q has no entry in the catalogue", s.codes[code], code)
		}
	}
	for _, e := range c.All() {
		if !s.literals[e.Name] && !strings.Contains(s.data.String(), `"`+e.Name+`"`) {
			t.Errorf("%s is in the catalogue, but nothing uses it", e.Name)
		}
	}
}
