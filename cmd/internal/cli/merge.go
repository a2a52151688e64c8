package cli

import (
	"errors"
	"slices"

	"github.com/callready/callready/io/profile"
)

// merge settles whether merges are prepared.
func (c *cleaning) merge() error {
	if c.o.Merge.value != "plan" {
		return nil
	}
	switch {
	case c.opt.Duplicates.Off:
		return usage(errors.New("--merge plan is about duplicates, so it takes no --duplicates off"))
	case c.o.To != "":
		return usage(errors.New("--merge plan is about the program that the contacts come from and --to about another one: choose one"))
	}
	c.opt.Duplicates.Merge = true
	return nil
}

// mergeable refuses to prepare merges where nothing could name the records, or where there are no people.
func (c *cleaning) mergeable() error {
	b := c.table.binding
	if owner := func(col profile.Bound) bool { return col.Role == profile.Owner }; c.opt.Duplicates.Owner != "" && !slices.ContainsFunc(b.Columns, owner) {
		return usage(errors.New("--survivor names an owner, and the export has no column for owners"), "export again with the owner, or choose another criterion")
	}
	switch {
	case !c.opt.Duplicates.Merge:
		return nil
	case b.Key < 0:
		return usage(errors.New("--merge plan names the records to merge by their ids, and the export has no column for them"), "export again with record ids, or name the column with --key")
	case b.Profile.Object != "" && b.Profile.Object != "contact" && b.Profile.Object != "lead":
		return usage(errors.New("--merge plan is about people, and the records of this file are others"))
	}
	return nil
}
