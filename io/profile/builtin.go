package profile

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.toml
var files embed.FS

// order is the order of the built-in profiles; of two that fit a header equally well, the earlier one is taken.
var order = []string{
	"hubspot", "hubspot-company", "salesforce", "salesforce-lead", "salesforce-account", "zoho", "pipedrive", "zendesk", "intercom",
	"freshdesk", "freshsales", "dynamics", "google", "outlook", "odoo", "front", "close", "mailchimp", "brevo", "bitrix24", "aircall", Generic,
}

// Generic is the name of the profile for exports of no known CRM.
const Generic = "generic"

var builtin = sync.OnceValues(func() ([]*Profile, error) {
	var list []*Profile
	for _, name := range order {
		text, err := Raw(name)
		if err != nil {
			return nil, err
		}
		p, err := parse(text, name+".toml", func(base string) (*Profile, error) {
			for _, p := range list {
				if p.Name == base {
					return p, nil
				}
			}
			return nil, &UnknownProfileError{Name: base, Known: order}
		})
		if err != nil {
			return nil, fmt.Errorf("built-in profile %s: %w", name, err)
		}
		list = append(list, p)
	}
	return list, nil
})

// Builtin gives the built-in profiles, the generic one last. They are shared: do not change them.
func Builtin() ([]*Profile, error) {
	list, err := builtin()
	return slices.Clone(list), err
}

// Find gives a built-in profile by its name. It gives an [*UnknownProfileError] for a name that is none.
func Find(name string) (*Profile, error) {
	list, err := builtin()
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		if p.Name == strings.ToLower(strings.TrimSpace(name)) {
			return p, nil
		}
	}
	return nil, &UnknownProfileError{Name: name, Known: slices.Clone(order)}
}

// Raw gives the data file of a built-in profile: commented TOML that a user can start from.
func Raw(name string) ([]byte, error) {
	text, err := files.ReadFile("data/" + name + ".toml")
	if err != nil || !slices.Contains(order, name) {
		return nil, &UnknownProfileError{Name: name, Known: slices.Clone(order)}
	}
	return text, nil
}
