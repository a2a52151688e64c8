package source

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"github.com/callready/callready/io/profile"
)

// Kind is what a file lists.
type Kind string

// The kinds of list. Contacts are a matter of package profile.
const (
	Users     Kind = "users"
	Numbers   Kind = "numbers"
	Connected Kind = "connected"
	IVR       Kind = "ivr"
	Workflow  Kind = "workflow"
	Calls     Kind = "calls"
	Logged    Kind = "logged"
	Contacts  Kind = "contacts"
	Schema    Kind = "schema"
)

// Lists of users of one program; a file says by its columns which it is, or does not.
const (
	AircallUsers Kind = "aircall-users"
	CRMUsers     Kind = "crm-users"
)

// KindOf gives the kind of list that an option such as "--crm-users" takes, "" if none.
func KindOf(option string) Kind {
	switch k := Kind(strings.TrimPrefix(option, "--")); k {
	case Numbers, Connected, IVR, Workflow, Calls, Logged, Contacts, Schema:
		return k
	case "crm-users", "aircall-users":
		return Users
	case Users: // no option of its own
	}
	return ""
}

//go:embed columns.toml
var columnsText []byte

// column is what is known of one column of a kind.
type column struct {
	Name  string   `toml:"name"`
	Must  bool     `toml:"must"`
	Sign  int      `toml:"sign"`
	Is    string   `toml:"is"`
	Names []string `toml:"names"`
}

type listing struct {
	English string   `toml:"en"`
	French  string   `toml:"fr"`
	Columns []column `toml:"column"`
}

var listings = sync.OnceValues(func() (map[Kind]*listing, error) {
	var m map[Kind]*listing
	dec := toml.NewDecoder(bytes.NewReader(columnsText)).DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return nil, fmt.Errorf("columns of the lists: %w", err)
	}
	return m, nil
})

// Title names a kind of list in words: "a list of calls".
func (k Kind) Title(french bool) string {
	if k == Contacts {
		if french {
			return "un export de contacts"
		}
		return "an export of contacts"
	}
	switch {
	case k == AircallUsers && french:
		return "la liste des utilisateurs d'Aircall"
	case k == AircallUsers:
		return "the list of the users of Aircall"
	case k == CRMUsers && french:
		return "la liste des utilisateurs du CRM"
	case k == CRMUsers:
		return "the list of the users of the CRM"
	}
	if k == Schema {
		if french {
			return "une description de champs"
		}
		return "a description of fields"
	}
	m, err := listings()
	if err != nil || m[k] == nil {
		return string(k)
	}
	if french {
		return m[k].French
	}
	return m[k].English
}

// Columns are the places of a kind's columns in a file, by name.
type Columns map[string]int

// At gives the place of a column, -1 if the file lacks it.
func (c Columns) At(name string) int {
	if at, ok := c[name]; ok {
		return at
	}
	return -1
}

// Has tells whether the file has a column.
func (c Columns) Has(name string) bool { return c.At(name) >= 0 }

// The shares, in per cent of the filled cells, from which a column is what its cells look like.
const (
	some = 20
	most = 70
)

// clearly is by how much another kind must fit better before a file is refused.
const clearly = 3

// As finds the columns of a kind in the file. A file that is another kind of list, or lacks what the kind is no use
// without, gives a [*WrongKindError].
func (f *File) As(k Kind) (Columns, error) {
	m, err := listings()
	if err != nil {
		return nil, err
	}
	got := match(m[k], f.header, f.sample)
	if is := f.looks(m, k, got); is != "" {
		return nil, &WrongKindError{Name: f.Name, Wanted: k, Is: is}
	}
	if len(got.missing) > 0 || !useful(k, got.columns) {
		return nil, &WrongKindError{Name: f.Name, Wanted: k, Missing: wants(k, got), Header: f.header}
	}
	return got.columns, nil
}

// looks gives the kind that a file is rather than k, "" if k will do.
func (f *File) looks(m map[Kind]*listing, k Kind, got found) Kind {
	if f.fields() {
		return Schema
	}
	if is := f.pastedKind(); is != "" && is != k && (k == Users || is == Users) {
		return is
	}
	if bad := len(got.missing) > 0 || !useful(k, got.columns); (bad || k != Calls) && f.contacts(got) {
		return Contacts
	}
	best, score := Kind(""), got.score
	if len(got.missing) > 0 || !useful(k, got.columns) {
		score -= clearly // It is no use as it is; what it could be need not fit much better.
	}
	for _, other := range []Kind{Calls, Users, Logged, Numbers, Connected, IVR, Workflow} {
		if other == k || alike(k, other) {
			continue
		}
		o := match(m[other], f.header, f.sample)
		if len(o.missing) == 0 && useful(other, o.columns) && o.score >= score+clearly {
			best, score = other, o.score
		}
	}
	return best
}

// pastedKind tells of text that was copied off a screen what it lists: users where it has e-mail addresses alone, numbers where it
// has numbers alone. "" for what has both, and for any other form.
func (f *File) pastedKind() Kind {
	if f.Form != Pasted {
		return ""
	}
	mails, numbers := filled(f.sample, 1), filled(f.sample, 2)
	switch {
	case mails && !numbers:
		return Users
	case numbers && !mails:
		return Numbers
	}
	return ""
}

// alike tells whether two kinds may have the same columns, so that one can stand for the other.
func alike(a, b Kind) bool {
	numbers := func(k Kind) bool { return k == Numbers || k == Connected }
	return numbers(a) && numbers(b)
}

// contacts tells whether a file is an export of contacts: persons with phone columns, and nothing that only users of a
// program have.
func (f *File) contacts(got found) bool {
	if slices.ContainsFunc([]string{"admin", "active", "inactive", "team", "direction", "target", "ivr", "connected", "setting"}, got.columns.Has) {
		return false
	}
	g := profile.Detect(f.header, f.sample)
	if len(g) == 0 {
		return false
	}
	b, err := g[0].Profile.Bind(f.header, f.sample, profile.Options{})
	if b == nil {
		return false
	}
	if _, none := errors.AsType[*profile.NoPhoneError](err); none {
		return false
	}
	return len(b.Phones) > 0 && (b.First >= 0 || b.Last >= 0 || len(b.Email) > 0 && b.Key >= 0)
}

// fields tells whether a file describes the fields of a CRM.
func (f *File) fields() bool {
	n := 0
	for _, h := range f.header {
		words := strings.ReplaceAll(loose(h), " ", "")
		for _, mark := range []string{"nillable", "systemmandatory", "mandatoryflag", "requiredproperties", "requiredforagents", "requiredinportal", "requiredlevel", "isfieldmandatory"} {
			if strings.Contains(words, mark) {
				n++
			}
		}
	}
	return n > 0
}

// useful tells whether the columns that were found are enough.
func useful(k Kind, c Columns) bool {
	switch k {
	case Connected:
		return c.Has("number") || c.Has("name")
	case Calls:
		return c.Has("external") || c.Has("from") && c.Has("to")
	case Logged:
		return c.Has("id") || c.Has("time") && (c.Has("number") || c.Has("other_number")) || c.Has("subject") || c.Has("text")
	case Users, AircallUsers, CRMUsers, Numbers, IVR, Workflow, Contacts, Schema:
	}
	return true
}

// wants names what a file lacks to be of a kind.
func wants(k Kind, got found) []string {
	list := got.missing
	switch {
	case k == Connected && !useful(k, got.columns):
		list = append(list, "number", "name")
	case k == Calls && !useful(k, got.columns):
		list = append(list, "from", "to")
	case k == Logged && !useful(k, got.columns):
		list = append(list, "call id", "number", "time")
	}
	return list
}

// LooksLike gives the kind of list that the file is by its columns, "" if it is none.
func (f *File) LooksLike() Kind {
	m, err := listings()
	if err != nil {
		return ""
	}
	if f.fields() {
		return Schema
	}
	if is := f.pastedKind(); is != "" {
		return is
	}
	best, score := Kind(""), clearly-1
	for _, k := range []Kind{Calls, Users, Logged, Numbers, Connected, IVR, Workflow} {
		o := match(m[k], f.header, f.sample)
		if len(o.missing) == 0 && useful(k, o.columns) && o.score > score { // of two that fit equally well the earlier one
			best, score = k, o.score
		}
	}
	return best
}
