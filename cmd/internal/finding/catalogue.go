package finding

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

//go:embed codes/*.toml
var codes embed.FS

// spelling is what a code looks like: words of small letters and digits with hyphens between them.
var spelling = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Entry is what the catalogue knows of a code.
type Entry struct {
	Name     string   // the code, such as "separator-cut"
	Area     string   // the part of the program that gives it, such as "phone"
	Severity Severity // Info, Warning or Error
	Example  string   // text that causes it, "" where none can be shown
	says     [2]string
	todo     [2]string
}

// Says tells in one sentence or two what was found.
func (e Entry) Says(l Lang) string { return l.Pick(e.says[0], e.says[1]) }

// Todo tells what a person should do about it.
func (e Entry) Todo(l Lang) string { return l.Pick(e.todo[0], e.todo[1]) }

// Catalogue is all entries. It does not change and is safe for concurrent use.
type Catalogue struct {
	entries map[string]Entry
	names   []string
}

// Load reads the catalogue that is part of the program. An error names the file and the code that has a mistake: a key
// that is not known, a code that is misspelt or occurs twice, a text that is missing, a severity that is none.
func Load() (*Catalogue, error) { return load(codes) }

// Lookup gives the entry of a code.
func (c *Catalogue) Lookup(code string) (Entry, bool) {
	e, ok := c.entries[code]
	return e, ok
}

// All gives every entry in the order of the codes.
func (c *Catalogue) All() []Entry {
	all := make([]Entry, len(c.names))
	for i, name := range c.names {
		all[i] = c.entries[name]
	}
	return all
}

// Areas gives the areas of some entries, sorted.
func Areas(list []Entry) []string {
	var areas []string
	for _, e := range list {
		if !slices.Contains(areas, e.Area) {
			areas = append(areas, e.Area)
		}
	}
	slices.Sort(areas)
	return areas
}

// Severity gives the severity of a code, None if it is not in the catalogue.
func (c *Catalogue) Severity(code string) Severity { return c.entries[code].Severity }

// file is the form of codes/AREA.toml.
type file struct {
	Code []struct {
		Name     string   `toml:"name"`
		Severity Severity `toml:"severity"`
		En       string   `toml:"en"`
		Fr       string   `toml:"fr"`
		DoEn     string   `toml:"do_en"`
		DoFr     string   `toml:"do_fr"`
		Example  string   `toml:"example"`
	} `toml:"code"`
}

func load(fsys fs.FS) (*Catalogue, error) {
	paths, err := fs.Glob(fsys, "codes/*.toml")
	if err != nil {
		return nil, fmt.Errorf("catalogue of codes: %w", err)
	}
	c := &Catalogue{entries: make(map[string]Entry)}
	for _, p := range paths {
		if err := c.read(fsys, p); err != nil {
			return nil, fmt.Errorf("catalogue of codes: %s: %w", p, err)
		}
	}
	c.names = slices.Sorted(maps.Keys(c.entries))
	return c, nil
}

func (c *Catalogue) read(fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var f file
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&f); err != nil {
		if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
			return fmt.Errorf("%w:\n%s", err, strict.String())
		}
		return err
	}
	for _, raw := range f.Code {
		e := Entry{
			Name:     raw.Name,
			Area:     strings.TrimSuffix(path.Base(name), ".toml"),
			Severity: raw.Severity,
			Example:  raw.Example,
			says:     [2]string{raw.En, raw.Fr},
			todo:     [2]string{raw.DoEn, raw.DoFr},
		}
		if err := c.add(e); err != nil {
			return fmt.Errorf("code %q: %w", raw.Name, err)
		}
	}
	return nil
}

func (c *Catalogue) add(e Entry) error {
	if !spelling.MatchString(e.Name) {
		return errors.New("a code is small letters and digits with hyphens between the words")
	}
	if old, taken := c.entries[e.Name]; taken {
		return fmt.Errorf("is in codes/%s.toml already", old.Area)
	}
	if e.Severity == None {
		return errors.New("has no severity: info, warning or error")
	}
	for i, lang := range [...]string{"English", "French"} {
		if e.says[i] == "" || e.todo[i] == "" {
			return fmt.Errorf("lacks a text in %s", lang)
		}
	}
	c.entries[e.Name] = e
	return nil
}
