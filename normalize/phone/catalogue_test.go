package phone

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// Every code that a reading can carry has an entry in the catalogue of findings, and the other way round.
func TestCodesAreInTheCatalogue(t *testing.T) {
	data, err := os.ReadFile("../../cmd/internal/finding/codes/phone.toml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Code []struct{ Name, En, Fr, Severity string }
	}
	if err := toml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	for _, c := range file.Code {
		if listed[c.Name] {
			t.Errorf("%s stands twice in the catalogue", c.Name)
		}
		listed[c.Name] = true
		if c.En == "" || c.Fr == "" {
			t.Errorf("%s lacks a text", c.Name)
		}
	}
	used := make(map[string]bool)
	f, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			s, _ := strconv.Unquote(lit.Value)
			used[s] = true
		}
		return true
	})
	upgrades, err := loadUpgrades()
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range upgrades {
		for _, u := range list {
			used[u.Code] = true
			if u.Date == "" || u.Source == "" {
				t.Errorf("%s lacks a date or a source", u.Code)
			}
		}
	}
	for c := range used {
		if !listed[c] {
			t.Errorf("%s is not in the catalogue", c)
		}
	}
	for c := range listed {
		if !used[c] {
			t.Errorf("%s is in the catalogue, but no reading carries it", c)
		}
	}
}
