package audit

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/integrations.toml
var integrationsText []byte

// fact is what is published about the plans that an integration needs on one side.
type fact struct {
	Enough []string `toml:"enough"` // plans with which it works
	Short  []string `toml:"short"`  // plans with which it does not
	If     text     `toml:"if"`     // a condition that the name of the plan does not show
	URL    string   `toml:"url"`
	Date   string   `toml:"date"`
}

type text struct {
	English string `toml:"en"`
	French  string `toml:"fr"`
}

func (t text) in(lang string) string {
	if lang == "fr" {
		return t.French
	}
	return t.English
}

// integration is what is published about an integration.
type integration struct {
	CRM       string `toml:"crm"` // name of the profile
	Aircall   *fact  `toml:"aircall"`
	Plan      *fact  `toml:"plan"` // of the CRM
	Installer *fact  `toml:"installer"`
	User      text   `toml:"user"` // what happens to a call whose user has no twin
	UserURL   string `toml:"user_url"`
	UserDate  string `toml:"user_date"`
	Unknown   made   `toml:"unknown"` // what the integration makes of an unknown number
}

// made is what an integration makes, in words, and where that is published.
type made struct {
	English string `toml:"en"`
	French  string `toml:"fr"`
	URL     string `toml:"url"`
	Date    string `toml:"date"`
}

func (m made) in(lang string) string { return text{m.English, m.French}.in(lang) }

var integrations = sync.OnceValues(func() (map[string]*integration, error) {
	var f struct {
		List []*integration `toml:"integration"`
		All  integration    `toml:"all"` // what holds for every one
	}
	if err := toml.NewDecoder(bytes.NewReader(integrationsText)).DisallowUnknownFields().Decode(&f); err != nil {
		return nil, fmt.Errorf("facts about integrations: %w", err)
	}
	m := map[string]*integration{}
	m[""] = &f.All
	for _, i := range f.List {
		if i.Installer == nil {
			i.Installer = f.All.Installer
		}
		m[i.CRM] = i
	}
	return m, nil
})

// factsOf gives what is known of the integration with a CRM: nothing where nobody published anything.
func factsOf(crm string) (*integration, error) {
	m, err := integrations()
	if err != nil {
		return nil, err
	}
	base, _, _ := strings.Cut(crm, "-") // leads and companies of the same CRM
	if i, ok := m[base]; ok {
		return i, nil
	}
	return &integration{CRM: crm, Installer: m[""].Installer}, nil
}

// verdict compares a plan with what is published.
func (f *fact) verdict(plan string) (ok, known bool) {
	if f == nil {
		return false, false
	}
	words := strings.Fields(strings.ToLower(plan))
	named := func(list []string) bool {
		return slices.ContainsFunc(list, func(p string) bool { return slices.Contains(words, p) })
	}
	switch {
	case named(f.Short):
		return false, true
	case named(f.Enough):
		return true, true
	}
	return false, false
}
