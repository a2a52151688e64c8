package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/tablefile"
)

// openAlso opens the files of other records, each with a profile and columns of its own.
func (c *cleaning) openAlso(ctx context.Context) error {
	names, err := expand(c.o.Also)
	if err != nil {
		return err
	}
	all := labels(append(append([]string{}, c.names...), names...))
	if len(names) > 0 {
		c.labels = all[:len(c.names)] // with as much of the folder as tells all of them apart
	}
	for i, name := range names {
		if name == "-" {
			return usage(errors.New("--also takes the name of a file, and no standard input"))
		}
		o := tableFlags{
			Profile: "auto", PasswordFile: c.o.PasswordFile, Regions: c.o.Regions, Valid: c.o.Valid, Upgrades: c.o.Upgrades, Refuse: c.o.Refuse,
			Keyless: true, Ranges: c.o.Ranges, Vanity: c.o.Vanity, Lang: c.o.Lang, Color: c.o.Color,
		}
		t, err := openTables(ctx, c.env, []string{name}, c.temp, &o, nil)
		if t != nil {
			c.also = append(c.also, t)
		}
		if err != nil {
			return fmt.Errorf("--also %s: %w", name, err)
		}
		for _, f := range c.table.files {
			same, err := tablefile.Same(ctx, f, t.files[0])
			if err != nil {
				return err
			}
			if same {
				return bindingError(&twiceError{First: title(f.Name()), Other: title(name)}, c.lang)
			}
		}
		c.alsoLabels = append(c.alsoLabels, all[len(c.names)+i])
	}
	return nil
}

// alsos gives these files as the pipeline takes them.
func (c *cleaning) alsos() (out []pipeline.Also) {
	for i, t := range c.also {
		f := t.files[0]
		out = append(out, pipeline.Also{
			Input:   pipeline.Input{Table: f, Name: c.alsoLabels[i], Bytes: f.Bytes(), Format: f.Format(), Places: t.places[0]},
			Binding: t.binding,
		})
	}
	return out
}

// saidAlso says what was found in each of them.
func saidAlso(list []summary.Also, say func(code string, detail ...string)) {
	for i := range list {
		a := &list[i]
		say(pipeline.CodeAlsoFile, "file", a.Name, "count", strconv.FormatInt(a.Common, 10), "rows", strconv.FormatInt(a.Rows, 10))
	}
}
