package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Load reads a profile from a TOML file, or gives the built-in one when the name is that of no file but of a profile:
// what --profile takes. A key that profiles do not have is an error that names its line.
func Load(name string) (*Profile, error) {
	if !strings.HasSuffix(strings.ToLower(name), ".toml") && !strings.ContainsAny(name, `/\`) {
		return Find(name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, textMost+1))
	if err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	if len(text) > textMost {
		return nil, fmt.Errorf("profile %s: it has more than %d bytes", filepath.Base(name), textMost)
	}
	return Parse(text, filepath.Base(name))
}

// textMost bounds the text of a profile, in bytes, and keyMost what is said of a key in it.
const (
	textMost = 1 << 20
	keyMost  = 80
)

// Parse reads a profile from the text of a TOML file. The file's name stands in its errors. A profile that extends a
// built-in one states only what differs: a column that shares a name with one of the base changes what it states of it
// and adds its names, other columns and sources are added, and everything else that is stated replaces the base's.
func Parse(text []byte, file string) (*Profile, error) {
	return parse(text, file, Find)
}

func parse(text []byte, file string, find func(string) (*Profile, error)) (*Profile, error) {
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // as editors on Windows begin a file
	var own Profile
	if err := decode(text, &own); err != nil {
		return nil, fmt.Errorf("profile %s: %w", file, err)
	}
	p := &own
	if own.Extends != "" {
		base, err := find(own.Extends)
		if err != nil {
			return nil, fmt.Errorf("profile %s: extends: %w", file, err)
		}
		if p, err = extend(base, text); err != nil {
			return nil, fmt.Errorf("profile %s: %w", file, err)
		}
	}
	complete(p)
	if err := check(p); err != nil {
		return nil, fmt.Errorf("profile %s: %w", file, err)
	}
	return p, nil
}

// decode decodes strictly; its errors say the line.
func decode(text []byte, into any) error {
	d := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	err := d.Decode(into)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := strict.Errors[0]
		line, _ := e.Position()
		key := strings.Join(e.Key(), ".")
		if len(key) > keyMost {
			key = key[:keyMost] + "…"
		}
		return fmt.Errorf("line %d: %q is no key of a profile", line, key)
	}
	if syntax, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, col := syntax.Position()
		return fmt.Errorf("line %d, column %d: %s", line, col, strings.TrimPrefix(syntax.Error(), "toml: "))
	}
	return err
}

// extend lays the text of a profile over its base.
func extend(base *Profile, text []byte) (*Profile, error) {
	p := *base
	p.Columns, p.Sources, p.Guide, p.Merges, p.Form = nil, nil, Guide{}, nil, nil
	if err := decode(text, &p); err != nil {
		return nil, err
	}
	p.Guide = p.Guide.over(base.Guide)
	p.Sources = slices.Concat(base.Sources, p.Sources)
	if p.Merges == nil {
		p.Merges = slices.Clone(base.Merges)
	}
	if p.Form == nil {
		p.Form = slices.Clone(base.Form)
	}
	cols, err := mergeColumns(base.Columns, p.Columns, text)
	p.Columns = cols
	return &p, err
}

// over gives the guide with the base's steps where it has none.
func (g Guide) over(base Guide) Guide {
	if g.Backup == (Text{}) {
		g.Backup = base.Backup
	}
	if g.Shared == (Text{}) {
		g.Shared = base.Shared
	}
	pick := func(own *[]Text, base []Text) {
		if len(*own) == 0 {
			*own = slices.Clone(base)
		}
	}
	pick(&g.Updates, base.Updates)
	pick(&g.Creates, base.Creates)
	pick(&g.Company, base.Company)
	pick(&g.Whole, base.Whole)
	pick(&g.Leave, base.Leave)
	pick(&g.Fires, base.Fires)
	pick(&g.Clear, base.Clear)
	pick(&g.Undo, base.Undo)
	pick(&g.Remove, base.Remove)
	return g
}

// mergeColumns lays columns over those of the base. Which keys a column states is asked of the text once more, since a
// false that is stated and a key that is left out decode alike.
func mergeColumns(base, own []Column, text []byte) ([]Column, error) {
	var raw struct {
		Columns []map[string]any `toml:"column"`
	}
	if err := toml.Unmarshal(text, &raw); err != nil {
		return nil, err
	}
	list := make([]Column, 0, len(base)+len(own))
	for _, c := range base {
		c.Names = slices.Clone(c.Names)
		list = append(list, c)
	}
	for i, c := range own {
		at := slices.IndexFunc(list, func(b Column) bool { return share(b.Names, c.Names) })
		if at < 0 {
			list = append(list, c)
			continue
		}
		stated, err := toml.Marshal(raw.Columns[i])
		if err != nil {
			return nil, err
		}
		names := list[at].Names
		if err := toml.Unmarshal(stated, &list[at]); err != nil {
			return nil, err
		}
		list[at].Names = union(c.Names, names)
		if c.Primary { // There is one primary field.
			for j := range list {
				list[j].Primary = j == at
			}
		}
	}
	return list, nil
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return contains(b, s) })
}

func contains(names []string, s string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return Fold(n) == Fold(s) })
}

func union(a, b []string) []string {
	list := slices.Clone(a)
	for _, s := range b {
		if !contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// complete fills in what the data files leave to the defaults.
func complete(p *Profile) {
	if p.Object == "" {
		p.Object = "contact"
	}
	if p.Blank == "" {
		p.Blank = BlankUnknown
	}
	if p.ChildName == "" {
		p.ChildName = "{last}"
	}
	if p.File.Delimiter == "" {
		p.File.Delimiter = ","
	}
	if p.File.Encoding == "" {
		p.File.Encoding = "utf-8"
	}
	if p.File.LineEnd == "" {
		p.File.LineEnd = "lf"
	}
	for i := range p.Merges {
		if p.Merges[i].When == "" {
			p.Merges[i].When = "always"
		}
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		for _, n := range []string{c.French, c.API, c.Label} {
			if n != "" {
				c.Names = union(c.Names, []string{n})
			}
		}
		c.Names = union(c.Names, c.Weak)
		if c.Role == Phone && c.Kind == "" {
			c.Kind = Main
		}
	}
}
