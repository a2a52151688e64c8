package profile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestExtend(t *testing.T) {
	text := `
name    = "our-hubspot"
extends = "hubspot"
accepts = ""

[file]
max_bytes = 5000000

[[column]]
names = ["Second phone"]
role  = "phone"
kind  = "mobile"
read  = true

[[column]]
names = ["mobile phone number", "Portable pro"]
read  = false

[[column]]
names = ["Fax Number"]
role  = "phone"

[[source]]
about = "read"
date  = "2026-01-31"
says  = "Our own integration reads the second phone."
`
	p, err := Parse([]byte(text), "our.toml")
	if err != nil {
		t.Fatal(err)
	}
	base, err := Find("hubspot")
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "our-hubspot" || p.Title != "HubSpot" || p.Accepts != "" || p.File.MaxBytes != 5000000 || p.File.MaxRows != base.File.MaxRows {
		t.Errorf("profile %+v", p)
	}
	if len(p.Columns) != len(base.Columns)+1 || len(p.Sources) != len(base.Sources)+1 || len(p.Guide.Updates) != len(base.Guide.Updates) {
		t.Errorf("%d columns, %d sources, %d steps", len(p.Columns), len(p.Sources), len(p.Guide.Updates))
	}
	mobile := p.first(func(c *Column) bool { return contains(c.Names, "Portable pro") })
	if mobile == nil || mobile.Read || mobile.Kind != Mobile || !contains(mobile.Names, "Numéro de téléphone mobile") {
		t.Errorf("mobile %+v", mobile)
	}
	if fax := p.first(func(c *Column) bool { return contains(c.Names, "Fax Number") }); fax == nil || fax.Role != Phone {
		t.Errorf("fax %+v", fax)
	}
	if c := base.first(func(c *Column) bool { return c.Kind == Mobile && c.Read }); c == nil || contains(c.Names, "Portable pro") {
		t.Error("the base was changed")
	}
	b, err := p.Bind([]string{"Record ID", "Phone Number", "Second phone", "Portable pro", "Country/Region"}, nil, Options{})
	if err != nil || !slices.Equal(b.Phones, []int{1, 2, 3}) {
		t.Errorf("phones %v, %v", b.Phones, err)
	}
}

func TestExtendPrimary(t *testing.T) {
	p, err := Parse([]byte("name = \"x\"\nextends = \"hubspot\"\n[[column]]\nnames = [\"Mobile Phone Number\"]\nprimary = true\n"), "x.toml")
	if err != nil {
		t.Fatal(err)
	}
	if c := p.primary(); c == nil || c.Names[0] != "Mobile Phone Number" {
		t.Errorf("primary %+v", c)
	}
}

func TestExtendGeneric(t *testing.T) {
	p, err := Parse([]byte("\uFEFFname = \"ours\"\nextends = \"generic\"\n[[column]]\nnames = [\"Ruf\"]\nrole = \"phone\"\nprimary = true\nread = true\n"), "x.toml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Bind([]string{"ID", "Vorname", "Nachname", "Telefon", "Ruf"}, nil, Options{})
	if err != nil || b.Key != 0 || b.First != 1 || b.Primary != 4 || !slices.Equal(b.Phones, []int{4, 3}) {
		t.Errorf("binding %+v, %v", b, err)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "name = \"x\"\ncolour = \"red\"\n", `profile x.toml: line 2: "colour" is no key of a profile`},
		{"unknown key of a column", "name = \"x\"\n[[column]]\nnames = [\"A\"]\nreed = true\n", `line 4: "column.reed"`},
		{"unknown key beside extends", "name = \"x\"\nextends = \"hubspot\"\nblanc = \"keeps\"\n", `line 3: "blanc"`},
		{"syntax", "name = \"x\nblank = 1", "line 1"},
		{"wrong type", "name = \"x\"\nread_fields = \"yes\"\n", "line 2"},
		{"no name", "title = \"X\"\n", "it has no name"},
		{"unknown base", "name = \"x\"\nextends = \"hubspt\"\n", `no profile is called "hubspt"`},
		{"unknown role", "name = \"x\"\n[[column]]\nrole = \"fone\"\nnames = [\"A\"]\n", `there is no role "fone"`},
		{"unknown blank", "name = \"x\"\nblank = \"clear\"\n", `blank is "clear"`},
		{"no names", "name = \"x\"\n[[column]]\nrole = \"phone\"\n", "column 1 has no names"},
		{"one header twice", "name = \"x\"\n[[column]]\nnames = [\"A\"]\n[[column]]\nnames = [\"B\", \"a\"]\n", `stands for two columns`},
		{"two primaries", "name = \"x\"\n[[column]]\nnames = [\"A\"]\nrole = \"phone\"\nprimary = true\n[[column]]\nnames = [\"B\"]\nrole = \"phone\"\nprimary = true\n", "cannot both be primary"},
		{"read without primary", "name = \"x\"\nread_fields = true\n", "no column is primary"},
		{"an e-mail is copied", "name = \"x\"\n[[column]]\nnames = [\"E\"]\nrole = \"email\"\nchild = true\n", "never copied"},
		{"a fax is read", "name = \"x\"\n[[column]]\nnames = [\"F\"]\nrole = \"fax\"\nread = true\n", "only a phone column"},
		{"long delimiter", "name = \"x\"\n[file]\ndelimiter = \"::\"\n", "one character"},
		{"merge on nothing", "name = \"x\"\n[[merge]]\nwhen = \"asked\"\n", "merge on"},
		{"merge at no time", "name = \"x\"\n[[merge]]\non = [\"email\"]\nwhen = \"often\"\n", `"always" or "asked"`},
		{"merge on no role", "name = \"x\"\n[[merge]]\non = [\"mail\"]\n", `there is no role "mail"`},
		{"a form with an unknown header", "name = \"x\"\nform = [\"A\"]\n", `form: no column is called "A"`},
		{"a form with a header twice", "name = \"x\"\nform = [\"A\", \"a\"]\n[[column]]\nnames = [\"A\"]\n", "stands there twice"},
		{"joined back without a separator", "name = \"x\"\njoin_back = true\n", "join is empty"},
		{"own ids", "name = \"x\"\nkey_own = \"(\"\n", "key_own"},
		{"pattern", "name = \"x\"\nkey_pattern = \"(\"\n", "key_pattern"},
	} {
		_, err := Parse([]byte(c.text), "x.toml")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "ours.toml")
	if err := os.WriteFile(file, []byte("name = \"ours\"\nextends = \"salesforce\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := Load(file); err != nil || p.Name != "ours" || p.Clear != "#N/A" {
		t.Errorf("Load(file) = %+v, %v", p, err)
	}
	if p, err := Load("salesforce"); err != nil || p.Name != "salesforce" {
		t.Errorf("Load(name) = %+v, %v", p, err)
	}
	if _, err := Load(filepath.Join(dir, "none.toml")); !os.IsNotExist(unwrap(err)) {
		t.Errorf("error %v", err)
	}
}

func unwrap(err error) error {
	for {
		u, ok := err.(interface{ Unwrap() error })
		if !ok || os.IsNotExist(err) {
			return err
		}
		err = u.Unwrap()
	}
}

// FuzzParse feeds profiles that are none.
func FuzzParse(f *testing.F) {
	f.Add([]byte("name = \"x\"\nextends = \"hubspot\"\n[[column]]\nnames = [\"A\"]\n"))
	f.Add([]byte("name = 1"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text, "fuzz.toml")
		if (p == nil) != (err != nil) {
			t.Fatalf("Parse gives %v and %v", p, err)
		}
	})
}
