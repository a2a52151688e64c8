package country

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

var (
	//go:embed regions.tsv
	regionsTSV []byte
	//go:embed aliases.toml
	aliasesTOML []byte
)

// table is the data in the form in which it is asked.
type table struct {
	codes map[string]string // folded codes and abbreviations
	names map[string]string // folded names; "" for one that several countries share
	not   map[string]bool   // folded cells that are read as nothing
	mail  map[string]string // top-level domains
	slips slips
}

// aliases is the form of aliases.toml.
type aliases struct {
	Not   []string            `toml:"not"`
	Apart []string            `toml:"apart"`
	Names map[string][]string `toml:"names"`
	Codes map[string][]string `toml:"codes"`
	Mail  struct {
		Worldwide []string          `toml:"worldwide"`
		Extra     map[string]string `toml:"extra"`
	} `toml:"mail"`
}

// odoo begins the external ids that Odoo exports for countries, folded: base.fr, base.uk.
const odoo = "base"

// data parses the embedded data once.
var data = sync.OnceValue(func() *table {
	t, err := parse(regionsTSV, aliasesTOML)
	if err != nil {
		panic("internal error: package country: " + err.Error()) //nolint:forbidigo // impossible: the data is embedded and tested
	}
	return t
})

func parse(regions, own []byte) (*table, error) {
	var a aliases
	if err := decode(own, &a); err != nil {
		return nil, err
	}
	t := &table{
		codes: make(map[string]string, 600),
		names: make(map[string]string, 9000),
		not:   make(map[string]bool, len(a.Not)),
		mail:  make(map[string]string, 300),
	}
	var two []string
	for line := range strings.Lines(string(regions)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 2 || len(cells[0]) != 2 {
			return nil, fmt.Errorf("regions: line %q", line)
		}
		r := strings.Clone(cells[0])
		two = append(two, r)
		t.codes[strings.ToLower(r)] = r
		if cells[1] != "-" {
			t.codes[strings.ToLower(cells[1])] = r
		}
		for _, n := range cells[2:] {
			t.name(n, r)
		}
	}
	for _, r := range two {
		t.mail[strings.ToLower(r)] = r
	}
	return t, t.add(&a)
}

func decode(text []byte, a *aliases) error {
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(a); err != nil {
		return fmt.Errorf("aliases: %w", err)
	}
	return nil
}

// add lays the aliases over the generated names: an alias wins.
func (t *table) add(a *aliases) error {
	for _, r := range slices.Sorted(maps.Keys(a.Names)) {
		for _, n := range a.Names[r] {
			t.names[key(n)] = r
		}
	}
	for _, r := range slices.Sorted(maps.Keys(a.Codes)) {
		for _, c := range a.Codes[r] {
			t.codes[key(c)] = r
		}
	}
	for c, r := range maps.Clone(t.codes) {
		if len(c) == 2 {
			t.codes[odoo+c] = r
		}
	}
	for _, n := range a.Not {
		k := key(n)
		t.not[k] = true
		delete(t.codes, k)
	}
	for _, n := range a.Apart {
		t.not[string(fold(nil, []byte(n)))] = true
	}
	maps.Copy(t.mail, a.Mail.Extra)
	for _, tld := range a.Mail.Worldwide {
		if t.mail[tld] == "" {
			return fmt.Errorf("aliases: no country has the domain .%s", tld)
		}
		delete(t.mail, tld)
	}
	t.slips = index(t.names, t.not)
	return nil
}

// name enters a generated name. The same name for two regions is nobody's.
func (t *table) name(n, region string) {
	k := key(n)
	if old, ok := t.names[k]; ok && old != region {
		region = ""
	}
	t.names[k] = region
}

func key(s string) string { return string(join(nil, fold(nil, []byte(s)))) }
