package finding

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// kebab is the spelling of a code.
var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// Codes and catalogue agree in both directions: every constant named Code… or Fault… has an entry, and every entry is
// a word that the program uses.
func TestCodesAndEntries(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	literals := map[string]bool{}
	err = filepath.WalkDir("../../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil {
					literals[s] = true
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i >= len(n.Values) || !strings.HasPrefix(name.Name, "Code") && !strings.HasPrefix(name.Name, "Fault") {
						continue
					}
					if lit, ok := n.Values[i].(*ast.BasicLit); ok {
						s, err := strconv.Unquote(lit.Value)
						if err == nil && kebab.MatchString(s) {
							if _, known := c.Lookup(s); !known {
								t.Errorf("%s: %s = %q has no entry in the catalogue", path, name.Name, s)
							}
						}
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	data := strings.Builder{}
	for _, name := range []string{"../../../normalize/phone/data/upgrades.toml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data.Write(text)
	}
	for _, e := range c.All() {
		if !literals[e.Name] && !strings.Contains(data.String(), e.Name) {
			t.Errorf("%s is in the catalogue, but nothing uses it", e.Name)
		}
	}
}
