package audit

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize/country"
)

// survey finds out where the contacts live, and where those of each company do.
func (c *contacts) survey(ctx context.Context) error {
	regions := map[string]int64{}
	var all int64
	look := func(r *source.Row) error {
		c.twice.note(r.Cell(c.binding.Key))
		at, _ := c.home(r)
		if at.Region == "" {
			return nil
		}
		regions[at.Region]++
		all++
		if firm := r.Cell(c.binding.Company); len(firm) > 0 && !at.Slip && len(c.firms) < firmsMost {
			key := dedupe.Hash64(bytes.ToLower(firm))
			if old, ok := c.firms[key]; ok && old != at.Region {
				c.firms[key] = ""
			} else if !ok {
				c.firms[key] = at.Region
			}
		}
		return nil
	}
	for _, f := range c.files {
		if err := f.Each(ctx, look); err != nil {
			return err
		}
	}
	c.twice.ready()
	for region, n := range regions {
		if n*100 >= all {
			c.census.Common = append(c.census.Common, region)
		}
	}
	slices.SortFunc(c.census.Common, func(a, b string) int {
		if regions[a] != regions[b] {
			return int(regions[b] - regions[a])
		}
		return strings.Compare(a, b)
	})
	for _, region := range c.census.Common {
		c.census.Shares = append(c.census.Shares, float64(regions[region])/float64(all))
	}
	return nil
}

// firmsMost bounds what is known of companies.
const firmsMost = 1 << 20

// home gives the country that a contact says; said tells whether it says something, understood or not.
func (c *contacts) home(r *source.Row) (at country.Match, said bool) {
	for _, col := range c.binding.Country {
		v := r.Cell(col)
		if len(v) == 0 {
			continue
		}
		m, ok := c.regions[string(v)]
		if !ok {
			m, _ = country.FindBytes(v)
			if len(c.regions) > 1<<12 {
				clear(c.regions)
			}
			c.regions[string(v)] = m
		}
		if m.Region != "" {
			return m, true
		}
		said = true
	}
	return country.Match{}, said
}
