package profile

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

var (
	roles = []Role{
		Other, ID, First, Last, Full, Salutation, Title, Email, Company, CompanyID, Address, Country, Language, Owner,
		Refusal, Consent, Engaged, Activity, Firm, Modified, Created, Phone, Fax, Label, Note, LinkID, LinkParent,
	}
	kinds   = []Kind{"", Work, Mobile, Home, Main, Else}
	blanks  = []Blank{BlankKeeps, BlankClears, BlankUnknown}
	persons = []string{"", "assistant", "company", "other"}
)

// never are the roles that no child carries, whatever a profile says.
var never = []Role{ID, Email, Consent, Phone, Fax, Label, Engaged, Activity, Firm, Modified, Created, LinkID, LinkParent}

// check finds what would make a profile do harm or nothing.
func check(p *Profile) error {
	switch {
	case p.Name == "":
		return errors.New("it has no name")
	case !slices.Contains(blanks, p.Blank):
		return fmt.Errorf("blank is %q; it is keeps, clears or unknown", p.Blank)
	case p.Accepts != "" && p.Accepts != "spaced":
		return fmt.Errorf(`accepts is %q; it is "spaced" or empty`, p.Accepts)
	case len([]rune(p.File.Delimiter)) != 1:
		return fmt.Errorf("file.delimiter is %q; it is one character", p.File.Delimiter)
	case p.File.LineEnd != "lf" && p.File.LineEnd != "crlf":
		return fmt.Errorf("file.line_end is %q; it is lf or crlf", p.File.LineEnd)
	case p.File.MaxRows < 0 || p.File.MaxBytes < 0:
		return errors.New("file.max_rows and file.max_bytes cannot be negative")
	case p.SharedOwner != "" && p.SharedOwner != "modified":
		return fmt.Errorf(`shared_owner is %q; it is "modified" or empty`, p.SharedOwner)
	}
	if _, err := regexp.Compile(p.KeyPattern); err != nil {
		return fmt.Errorf("key_pattern: %w", err)
	}
	if _, err := regexp.Compile(p.KeyOwn); err != nil {
		return fmt.Errorf("key_own: %w", err)
	}
	seen := map[string]string{}
	primary := ""
	for i, c := range p.Columns {
		if len(c.Names) == 0 {
			return fmt.Errorf("column %d has no names", i+1)
		}
		name := c.Names[0]
		switch {
		case !slices.Contains(roles, c.Role):
			return fmt.Errorf("column %q: there is no role %q", name, c.Role)
		case !slices.Contains(kinds, c.Kind):
			return fmt.Errorf("column %q: there is no kind %q", name, c.Kind)
		case !slices.Contains(persons, c.Person):
			return fmt.Errorf("column %q: person is %q; it is assistant, company, other or empty", name, c.Person)
		case (c.Read || c.Primary) && c.Role != Phone:
			return fmt.Errorf("column %q: only a phone column can be read or primary", name)
		case c.Primary && c.Person != "":
			return fmt.Errorf("column %q: the primary field is the contact's own", name)
		case c.Primary && primary != "":
			return fmt.Errorf("columns %q and %q cannot both be primary", primary, name)
		case c.Child && (slices.Contains(never, c.Role) || c.Unique):
			return fmt.Errorf("column %q: a column with role %q or unique values is never copied to a child", name, c.Role)
		}
		if c.Primary {
			primary = name
		}
		for _, n := range c.Names {
			if other, ok := seen[Fold(n)]; ok && other != name {
				return fmt.Errorf("the header %q stands for two columns, %q and %q", n, other, name)
			}
			seen[Fold(n)] = name
		}
	}
	if p.ReadFields && primary == "" {
		return errors.New("read_fields is true and no column is primary")
	}
	return checkImport(p)
}

// checkImport looks at what a profile says of imports by role and by header.
func checkImport(p *Profile) error {
	if p.JoinBack && p.Join == "" {
		return errors.New("join_back is true and join is empty")
	}
	for _, m := range p.Merges {
		if len(m.On) == 0 || m.When != "always" && m.When != "asked" {
			return fmt.Errorf(`merge on %q when %q: it names roles, and when is "always" or "asked"`, m.On, m.When)
		}
		for _, r := range m.On {
			if r == Other || !slices.Contains(roles, r) {
				return fmt.Errorf("merge: there is no role %q", r)
			}
		}
	}
	for i, r := range p.Refusals {
		for _, t := range []Text{r.Says, r.Change, r.Restore} {
			if t.English == "" || t.French == "" {
				return fmt.Errorf("refusal %d: says, change and restore each need an English and a French text", i+1)
			}
		}
	}
	for i, h := range p.Form {
		switch {
		case p.column(h) == nil:
			return fmt.Errorf("form: no column is called %q", h)
		case contains(p.Form[:i], h):
			return fmt.Errorf("form: %q stands there twice", h)
		}
	}
	return nil
}

// column gives the column of a header, nil if the profile knows none.
func (p *Profile) column(header string) *Column {
	return p.first(func(c *Column) bool { return contains(c.Names, header) })
}

// key gives the column of the record id, nil if the profile knows none.
func (p *Profile) key() *Column { return p.first(func(c *Column) bool { return c.Role == ID }) }

// primary gives the primary field, nil if the profile knows none.
func (p *Profile) primary() *Column { return p.first(func(c *Column) bool { return c.Primary }) }

func (p *Profile) first(is func(*Column) bool) *Column {
	for i := range p.Columns {
		if is(&p.Columns[i]) {
			return &p.Columns[i]
		}
	}
	return nil
}
