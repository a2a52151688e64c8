package required

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/*.toml
var dataFiles embed.FS

// Fact is what is known of one flag of a CRM's field descriptions.
type Fact struct {
	CRM    string // name of the profile, "" for tables of an unknown program
	Flag   string // what the file has, such as "nillable"
	Level  Level  // where it is enforced
	Since  string // with LevelAPIFrom the version of the API
	URL    string // where it was read, "" if Says tells the source
	Date   string // when it was read, as 2026-11-22
	Says   string // what was read there
	FixEn  string // who changes the setting, and where
	FixFr  string // the same in French
	Blocks Acts   // what it stops
}

// hintFact is the key of the rule for lists of names.
const hintFact = "table/named"

// Lookup gives the fact by which a field was judged, from Field.Fact.
func Lookup(key string) (Fact, bool) {
	all, err := allFacts()
	if err != nil {
		return Fact{}, false
	}
	r, ok := all.rules[key]
	return r, ok
}

// ownDefaults tells whether the CRM usually fills its own mandatory fields.
func ownDefaults(crm string) bool {
	all, err := allFacts()
	return err == nil && all.of(crm).OwnDefaults
}

// facts are all data files.
type facts struct {
	crms  map[string]*factFile
	rules map[string]Fact
}

// factFile is the form of data/CRM.toml.
type factFile struct {
	CRM         string       `toml:"crm"`
	Title       string       `toml:"title"`
	OwnDefaults bool         `toml:"own_defaults"`
	Objects     []objectFact `toml:"object"`
	System      []systemFact `toml:"system"`
	Rules       []ruleFact   `toml:"rule"`
	Unseen      []unseenFact `toml:"unseen"`
}

// objectFact names an object, and fields that only it has, by which it is known where a file does not name it.
type objectFact struct {
	Is    Object   `toml:"is"`
	Names []string `toml:"names"`
	Signs []string `toml:"signs"`
}

// systemFact lists fields that the CRM itself demands. No object means all.
type systemFact struct {
	Object Object   `toml:"object"`
	Fields []string `toml:"fields"`
}

type ruleFact struct {
	Flag    string   `toml:"flag"`
	Objects []Object `toml:"objects"`
	Level   Level    `toml:"level"`
	Since   string   `toml:"since"`
	Blocks  []string `toml:"blocks"`
	URL     string   `toml:"url"`
	Date    string   `toml:"date"`
	Says    string   `toml:"says"`
	FixEn   string   `toml:"fix_en"`
	FixFr   string   `toml:"fix_fr"`
}

type unseenFact struct {
	Kind string `toml:"kind"`
	Code string `toml:"code"`
	En   string `toml:"en"`
	Fr   string `toml:"fr"`
}

var allFacts = sync.OnceValues(func() (*facts, error) { return loadFacts(dataFiles) })

func loadFacts(fsys fs.FS) (*facts, error) {
	names, err := fs.Glob(fsys, "data/*.toml")
	if err != nil {
		return nil, fmt.Errorf("facts about CRMs: %w", err)
	}
	all := &facts{crms: map[string]*factFile{}, rules: map[string]Fact{}}
	for _, name := range names {
		if path.Base(name) == "fillers.toml" {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("facts about CRMs: %w", err)
		}
		f := &factFile{}
		if err := strictTOML(text, f); err != nil {
			return nil, fmt.Errorf("facts about CRMs: %s: %w", name, err)
		}
		all.crms[f.CRM] = f
		for i := range f.Rules {
			if err := all.add(f.CRM, &f.Rules[i]); err != nil {
				return nil, fmt.Errorf("facts about CRMs: %s: flag %q: %w", name, f.Rules[i].Flag, err)
			}
		}
	}
	return all, nil
}

func strictTOML(text []byte, into any) error {
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(into)
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		return fmt.Errorf("%w:\n%s", err, strict.String())
	}
	return err
}

func (all *facts) add(crm string, r *ruleFact) error {
	key := r.key(crm)
	if _, taken := all.rules[key]; taken {
		return errors.New("two rules for the same")
	}
	if r.Level.rank() < 1 {
		return fmt.Errorf("%q is no level", r.Level)
	}
	if (r.Since != "") != (r.Level == LevelAPIFrom) {
		return errors.New("since belongs to api-from, and to nothing else")
	}
	if r.Date == "" || r.Says == "" || r.FixEn == "" || r.FixFr == "" {
		return errors.New("lacks date, says, fix_en or fix_fr")
	}
	fact := Fact{CRM: crm, Flag: r.Flag, Level: r.Level, Since: r.Since, URL: r.URL, Date: r.Date, Says: r.Says, FixEn: r.FixEn, FixFr: r.FixFr}
	for _, word := range r.Blocks {
		i := slices.Index(actWords[:], word)
		if i < 0 {
			return fmt.Errorf("%q is no act", word)
		}
		fact.Blocks |= 1 << i
	}
	all.rules[key] = fact
	return nil
}

// key names a rule: CRM, flag, and the first object if it is about some only.
func (r *ruleFact) key(crm string) string {
	if crm == "" {
		crm = "table"
	}
	key := crm + "/" + r.Flag
	if len(r.Objects) > 0 {
		key += "/" + string(r.Objects[0])
	}
	return key
}

// of gives the facts about a CRM, empty ones if there are none.
func (all *facts) of(crm string) *factFile {
	if f := all.crms[crm]; f != nil {
		return f
	}
	return &factFile{}
}

// rule gives the key of the rule for a flag of an object: one for the object before one for all.
func (f *factFile) rule(flag string, of Object) string {
	key := ""
	for i := range f.Rules {
		switch r := &f.Rules[i]; {
		case r.Flag != flag:
		case slices.Contains(r.Objects, of):
			return r.key(f.CRM)
		case len(r.Objects) == 0:
			key = r.key(f.CRM)
		}
	}
	return key
}

// system tells whether the CRM itself always demands a field.
func (f *factFile) system(field string, of Object) bool {
	return slices.ContainsFunc(f.System, func(s systemFact) bool {
		return (s.Object == "" || s.Object == of) && slices.Contains(s.Fields, field)
	})
}

// named gives the object that a CRM calls by a name.
func (f *factFile) named(name string) Object {
	name = fold(name)
	if name == "" {
		return ObjectUnknown
	}
	for _, o := range f.Objects {
		if slices.Contains(o.Names, name) {
			return o.Is
		}
	}
	if strings.Contains(name, "aircall") { // Calls are logged as records of an object of the integration's own.
		return ObjectCall
	}
	return ObjectOther
}
