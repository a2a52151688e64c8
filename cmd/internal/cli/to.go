package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/callready/callready/io/profile"
)

// checkTo refuses flags that make no sense beside --to.
func (o *cleanFlags) checkTo() error {
	if o.To == "" {
		return nil
	}
	for _, f := range []struct {
		set bool
		why string
	}{
		{o.Check, "--check writes nothing, so it takes no --to"},
		{o.DryRun, "--dry-run writes no import files, so it takes no --to"},
		{o.Whole, "--to writes the contacts for another program and --whole for the one that they come from: choose one"},
		{o.Format.value == "xlsx", "--to writes CSV, which every import takes, so it takes no --format xlsx"},
		{o.Split.value == "off", "--to gives every number a place, so it takes no --split off"},
		{o.MaxNew.Guard.Set, "--to writes new contacts alone, so it takes no --max-new"},
		{o.ExtColumn != "" || o.NoteColumn != "", "--to has no place for extensions and notes found beside numbers: --drop-extras drops them"},
		{len(o.Schemas)+len(o.Require) > 0, "--to writes the contacts for another program, so it takes no --schema and no --require"},
		{len(o.ChildCopy) > 0, "--to writes the columns of the other program's form, so it takes no --child-copy"},
	} {
		if f.set {
			return usage(errors.New(f.why))
		}
	}
	return nil
}

// former lays the import form of the other program over the export.
func (c *cleaning) former() error {
	if c.o.To == "" {
		return nil
	}
	var to *profile.Profile
	var err error
	if strings.ContainsAny(c.o.To, `/\.`) {
		to, err = profile.Load(c.o.To)
	} else {
		to, err = profile.Find(c.o.To)
	}
	if err != nil {
		return usage(fmt.Errorf("--to: %w", err), "callready profile list shows the profiles; a file of your own needs a / or a dot in its name")
	}
	form, err := c.table.binding.Form(to)
	if err == nil && len(form.Phones()) == 0 {
		err = &profile.NoFormError{Name: to.Name, Title: to.Title}
	}
	c.opt.Form = form
	return bindingError(err, c.lang)
}
