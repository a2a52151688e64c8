package profile

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func builtins(t *testing.T) []*Profile {
	t.Helper()
	list, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestBuiltinsAreComplete walks the data files: texts in both languages, sources for what is claimed.
func TestBuiltinsAreComplete(t *testing.T) {
	for _, p := range builtins(t) {
		t.Run(p.Name, func(t *testing.T) {
			both := func(what string, x Text) {
				if x.English == "" || x.French == "" || x.English == x.French {
					t.Errorf("%s: %+v", what, x)
				}
			}
			steps := func(what string, list []Text, must bool) {
				if must && len(list) == 0 {
					t.Errorf("%s has no step", what)
				}
				for _, x := range list {
					both(what, x)
				}
			}
			both("key_help", p.KeyHelp)
			both("clear_by", p.ClearBy)
			both("undo", Text(p.Undo))
			both("guide.backup", p.Guide.Backup)
			both("guide.shared", p.Guide.Shared)
			if p.Billed != (Text{}) {
				both("billed", p.Billed)
			}
			steps("guide.updates", p.Guide.Updates, true)
			steps("guide.creates", p.Guide.Creates, p.Object == "contact")
			steps("guide.company", p.Guide.Company, p.CompanyKey != "")
			steps("guide.leave", p.Guide.Leave, true)
			steps("guide.fires", p.Guide.Fires, true)
			steps("guide.clear", p.Guide.Clear, true)
			steps("guide.undo", p.Guide.Undo, true)
			steps("guide.remove", p.Guide.Remove, false)
			// Steps that speak of one link column speak of both: the general sentence about them is left out then.
			for lang, text := range map[string]func(Text) string{"en": func(x Text) string { return x.English }, "fr": func(x Text) string { return x.French }} {
				var creates strings.Builder
				for _, x := range p.Guide.Creates {
					creates.WriteString(text(x))
				}
				id, parent := strings.Contains(creates.String(), "callready_id"), strings.Contains(creates.String(), "callready_parent")
				if id != parent {
					t.Errorf("%s: guide.creates speaks of callready_id %v, of callready_parent %v", lang, id, parent)
				}
			}
			if p.Title == "" || p.Object == "" {
				t.Error("it has no title or no object")
			}
			about := map[string]bool{}
			for _, s := range p.Sources {
				if _, err := time.Parse(time.DateOnly, s.Date); err != nil || s.About == "" || s.Says == "" {
					t.Errorf("source %+v", s)
				}
				about[s.About] = s.URL != "" || about[s.About]
			}
			if p.ReadFields && !about["read"] {
				t.Error("the read fields have no source with an address")
			}
			if p.Name == Generic {
				return
			}
			// What is not known is said too, in a source without an address.
			for topic, known := range map[string]bool{"billed": p.Billed != (Text{}), "blank": p.Blank != BlankUnknown, "file": p.File.MaxRows+int(p.File.MaxBytes) > 0, "read": p.ReadFields} {
				if sourced, said := about[topic]; !said || known && !sourced {
					t.Errorf("%s: said %v, with an address %v", topic, said, sourced)
				}
			}
			switch key := p.key(); {
			case p.KeyRequired && key == nil && !p.KeyEmail:
				t.Error("it needs a key and knows no column for it")
			case key != nil && !key.Unique:
				t.Error("its key is not unique")
			case !p.KeyRequired && len(p.Guide.Whole) == 0:
				t.Error("it has no ids, and does not say how the whole file goes in")
			}
			steps("guide.whole", p.Guide.Whole, false)
			if p.primary() == nil || p.ReadFields && !p.primary().Read {
				t.Error("it has no primary column, or one that is not read")
			}
		})
	}
}

// TestNothingPersonalIsCopied holds every built-in profile against the roles that a child may carry.
func TestNothingPersonalIsCopied(t *testing.T) {
	may := []Role{First, Last, Full, Salutation, Title, Company, CompanyID, Address, Country, Language, Owner, Refusal}
	more := []string{"Middle Name", "MiddleName", "Second Name"} // of the name, without a role of their own
	for _, p := range builtins(t) {
		for _, c := range p.Columns {
			if c.Child && !slices.Contains(may, c.Role) && !slices.Contains(more, c.Names[0]) {
				t.Errorf("%s: a child carries %q, role %q", p.Name, c.Names[0], c.Role)
			}
			if c.Child && c.Unique {
				t.Errorf("%s: a child carries the unique column %q", p.Name, c.Names[0])
			}
			if p.Object == "contact" && !c.Child && !c.Fixed && c.Weight >= 0 && slices.Contains(may, c.Role) {
				t.Errorf("%s: a child does not carry %q, role %q", p.Name, c.Names[0], c.Role)
			}
		}
	}
}

func TestBuiltinFacts(t *testing.T) {
	get := func(name string) *Profile {
		p, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	read := func(p *Profile) (names []string) {
		for _, c := range p.Columns {
			if c.Read {
				names = append(names, c.Names[0])
			}
		}
		return names
	}
	h, s, a := get("hubspot"), get("salesforce"), get("salesforce-account")
	if got := strings.Join(read(h), ", "); got != "Phone Number, Mobile Phone Number" {
		t.Errorf("HubSpot's read fields are %s", got)
	}
	if got := strings.Join(read(s), ", "); got != "Phone, MobilePhone, OtherPhone, HomePhone, AssistantPhone" {
		t.Errorf("Salesforce's read fields are %s", got)
	}
	if h.Blank != BlankKeeps || h.Clear != "" || h.Accepts != "spaced" || !h.CreateFirst || h.ChildName != "{last}" {
		t.Errorf("HubSpot: %+v", h)
	}
	if s.Blank != BlankKeeps || s.Clear != "#N/A" || s.Accepts != "" || !s.CreateFirst || !s.FillPrimary || s.SharedOwner != "modified" || s.ChildName != "{last} ({label})" || s.File.BOM {
		t.Errorf("Salesforce: %+v", s)
	}
	if a.Object != "account" || get("hubspot-company").Object != "company" || get("salesforce-lead").Object != "lead" {
		t.Error("accounts, companies and leads are objects of their own")
	}
	if g := get(Generic); g.ReadFields || g.KeyRequired || g.Blank != BlankUnknown {
		t.Errorf("generic: %+v", g)
	}
}

func TestFindUnknown(t *testing.T) {
	var e *UnknownProfileError
	if _, err := Find("nosuchcrm"); !errors.As(err, &e) || e.Name != "nosuchcrm" || !strings.Contains(err.Error(), "hubspot") {
		t.Errorf("error %v", err)
	}
	if p, err := Find(" HubSpot "); err != nil || p.Name != "hubspot" {
		t.Errorf("Find(HubSpot) = %v, %v", p, err)
	}
}

// TestRaw checks that what is shown to start from is what is used.
func TestRaw(t *testing.T) {
	for _, p := range builtins(t) {
		text, err := Raw(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "#") {
			t.Errorf("%s starts without a comment", p.Name)
		}
		again, err := Parse(text, p.Name)
		if err != nil || again.Name != p.Name || len(again.Columns) != len(p.Columns) {
			t.Errorf("%s: parsed again: %v", p.Name, err)
		}
	}
	if _, err := Raw("words"); err == nil {
		t.Error("the vocabulary is shown as a profile")
	}
}

// TestChildrenAreNotMerged holds what a CRM takes for one record against what a contact that is split off has in common
// with the one that it comes from: all but its number, and its last name where the profile says so.
func TestChildrenAreNotMerged(t *testing.T) {
	named := []Role{First, Last, Full}
	for _, p := range builtins(t) {
		if p.Object != "contact" || p.Name == Generic {
			continue
		}
		if len(p.Merges) == 0 && p.Name != "aircall" {
			t.Errorf("%s: says nothing of what it merges", p.Name)
		}
		for _, m := range p.Merges {
			differs := slices.ContainsFunc(m.On, func(r Role) bool {
				return r == Phone || slices.Contains(never, r) || slices.Contains(named, r) && strings.Contains(p.ChildName, "{label}")
			})
			if !differs {
				t.Errorf("%s: a new contact would be merged with its parent by %q", p.Name, m.On)
			}
		}
	}
}
