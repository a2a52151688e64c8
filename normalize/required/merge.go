package required

import (
	"fmt"
	"slices"
	"strings"
)

// schema makes one schema of what was found.
func (sc *scan) schema() (*Schema, error) {
	first := &sc.groups[0]
	for i := range sc.groups {
		if g := &sc.groups[i]; g.crm != first.crm {
			return nil, fmt.Errorf("%w of one CRM: it holds fields of %s and of %s; give a file for each", ErrNotOne, sc.title(first.crm), sc.title(g.crm))
		}
	}
	known := sc.facts.of(first.crm)
	sc.objects(known)
	s := &Schema{CRM: first.crm, Title: known.Title, Kind: first.kind}
	m := merger{known: known, rules: sc.facts.rules, at: map[string]int{}, parts: map[string]int{}}
	for i := range sc.groups {
		g := &sc.groups[i]
		if g.kind != s.Kind && !strings.Contains(s.Kind, g.kind) {
			s.Kind += ", " + g.kind
		}
		m.group(s, g)
	}
	for i := range m.all {
		switch f := &m.all[i]; {
		case f.Level != "":
			s.Fields = append(s.Fields, *f)
			s.Parts[m.part[i]].Mandatory++
		case f.Unique:
			s.Unique = append(s.Unique, *f)
		}
	}
	s.Object = sc.groups[0].object
	for i := range sc.groups {
		if sc.groups[i].object != s.Object {
			s.Object = ObjectUnknown
		}
	}
	s.Unseen = known.unseen(s)
	return s, nil
}

func (sc *scan) title(crm string) string {
	if t := sc.facts.of(crm).Title; t != "" {
		return t
	}
	return "an unknown program"
}

// objects decides of which object each group is: by its name, by fields that only one object has, by the other groups,
// by the name of the file.
func (sc *scan) objects(known *factFile) {
	var seen []Object
	for i := range sc.groups {
		g := &sc.groups[i]
		g.object = known.named(g.name)
		for _, o := range known.Objects {
			if g.object == ObjectUnknown && slices.ContainsFunc(g.raws, func(r raw) bool { return slices.Contains(o.Signs, r.Name) }) {
				g.object = o.Is
			}
		}
		if g.object != ObjectUnknown && !slices.Contains(seen, g.object) {
			seen = append(seen, g.object)
		}
	}
	for i := range sc.groups {
		if g := &sc.groups[i]; g.object == ObjectUnknown {
			if g.object = objectOfFile(sc.name); len(seen) == 1 {
				g.object = seen[0] // Another page of the same list.
			}
		}
	}
}

// objectOfFile reads an object out of a file name: "zoho-calls-fields.json".
func objectOfFile(name string) Object {
	found := ObjectUnknown
	for _, w := range strings.FieldsFunc(fold(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for _, o := range [...]struct {
			is    Object
			stems string
		}{
			{ObjectContact, " contact contacts person persons people personfields partner "},
			{ObjectLead, " lead leads "},
			{ObjectCompany, " account accounts company companies organization organizations organisation "},
			{ObjectTask, " task tasks activity activities tache taches "},
			{ObjectCall, " call calls phonecall appel appels "},
			{ObjectTicket, " ticket tickets "},
			{ObjectCase, " case cases incident "},
			{ObjectDeal, " deal deals opportunity opportunities "},
		} {
			if strings.Contains(o.stems, " "+w+" ") {
				if found != ObjectUnknown && found != o.is {
					return ObjectUnknown
				}
				found = o.is
			}
		}
	}
	return found
}

// merger puts the fields of several pages and layouts together.
type merger struct {
	known *factFile
	rules map[string]Fact
	all   []Field
	part  []int
	at    map[string]int
	parts map[string]int
}

func (m *merger) group(s *Schema, g *group) {
	object := string(g.object) + "\x00" + g.name
	part, seen := m.parts[object]
	if !seen {
		part = len(s.Parts)
		m.parts[object] = part
		s.Parts = append(s.Parts, Part{Object: g.object, Name: g.name})
	}
	for i := range g.raws {
		r := &g.raws[i]
		r.CRM, r.Object, r.ObjectName = g.crm, g.object, g.name
		m.judge(r)
		key := object + "\x00" + r.Name
		at, seen := m.at[key]
		if !seen {
			m.at[key] = len(m.all)
			m.all = append(m.all, r.Field)
			m.part = append(m.part, part)
			s.Parts[part].Fields++
			continue
		}
		m.all[at].join(&r.Field)
	}
}

// judge decides by the facts what a flag means.
func (m *merger) judge(r *raw) {
	if r.flag == "" || r.skip {
		return
	}
	r.Fact = m.known.rule(r.flag, r.Object)
	rule, ok := m.rules[r.Fact]
	if !ok {
		rule = Fact{Level: LevelUnknown, Blocks: Create | Update}
	}
	r.Level, r.Since, r.Blocks = rule.Level, rule.Since, rule.Blocks
	if r.Object.Logs() && r.Blocks.Has(Create) {
		r.Blocks |= Log
	}
	if r.Default {
		r.Blocks &^= Create | Log
	}
	r.System = r.System || !r.Custom && m.known.system(r.Name, r.Object)
}

// maxLayouts is how many layouts are named of one field.
const maxLayouts = 100

// join takes in what another part of the file says of the same field.
func (f *Field) join(g *Field) {
	if g.Level.rank() > f.Level.rank() {
		f.Level, f.Since, f.Blocks, f.Fact, f.Source, f.When = g.Level, g.Since, g.Blocks, g.Fact, g.Source, g.When
	} else if g.Level == f.Level {
		f.Blocks |= g.Blocks
		if g.When == "" {
			f.When = ""
		}
	}
	f.Custom, f.System = f.Custom || g.Custom, f.System || g.System
	f.Unique, f.Default = f.Unique || g.Unique, f.Default || g.Default
	if f.Label == "" {
		f.Label = g.Label
	}
	if f.Type == TypeUnknown {
		f.Type = g.Type
	}
	if f.Dependent == "" {
		f.Dependent = g.Dependent
	}
	if !slices.Equal(f.Options, g.Options) {
		have := make(map[string]bool, len(f.Options))
		for _, o := range f.Options {
			have[o] = true
		}
		for _, o := range g.Options {
			if len(f.Options) < MaxOptions && !have[o] {
				f.Options = append(f.Options, o)
			}
		}
	}
	for _, l := range g.Layouts {
		if len(f.Layouts) < maxLayouts && !slices.Contains(f.Layouts, l) {
			f.Layouts = append(f.Layouts, l)
		}
	}
}

// unseen tells what a file of this kind does not show.
func (f *factFile) unseen(s *Schema) []Unseen {
	var list []Unseen
	for _, u := range f.Unseen {
		if u.Kind == "" || u.Kind == s.Kind {
			list = append(list, Unseen{Code: u.Code, En: u.En, Fr: u.Fr})
		}
	}
	return list
}
