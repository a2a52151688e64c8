package pipeline

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize/phone"
)

// commonShare is the share of a file's contacts, as one in so many, from which a region counts as common.
const commonShare = 100

// companiesMost bounds the table of companies; a file with more of them has no evidence for the rest.
const companiesMost = 1 << 20

// companies knows in which country the contacts of a company are, where they all say the same.
type companies struct {
	at   map[uint64]uint16 // hash of the folded name → index into regions; 0 where they differ
	name []string          // regions by index, "" first
	ids  map[string]uint16
}

func newCompanies() *companies {
	return &companies{at: map[uint64]uint16{}, name: []string{""}, ids: map[string]uint16{}}
}

func (c *companies) note(key uint64, region string) {
	id, ok := c.ids[region]
	if !ok {
		id = uint16(len(c.name)) // There are fewer than 300 regions.
		c.name = append(c.name, region)
		c.ids[region] = id
	}
	old, ok := c.at[key]
	switch {
	case !ok && len(c.at) < companiesMost:
		c.at[key] = id
	case ok && old != id:
		c.at[key] = 0
	}
}

func (c *companies) region(key uint64) string { return c.name[c.at[key]] }

// surveyed is what one batch says of the file.
type surveyed struct {
	contacts  int64
	regions   map[string]int64
	company   []companyAt
	keys      []keyed
	mentions  []mention
	kept      []byte
	xml       xmlBlock
	unweighed int // numbers that cannot be fillers
}

type companyAt struct {
	key    uint64
	region string
}

// survey reads the files once for what all of them say of their contacts' countries and of numbers that are fillers.
func (p *Pass) survey(ctx context.Context) error {
	regions := map[string]int64{}
	unweighed := 0
	p.company = newCompanies()
	p.starts = nil
	keys := spill.NewFixed[keyed](p.Temp, keysMemory)
	defer keys.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	numbers := newMentions(p.Temp, mentionsMemory)
	defer numbers.close() //nolint:errcheck // likewise
	stray := p.stray()
	err := pass(ctx, p, "survey", look{raw: true}, func(r *reader, b *record.Batch, s *surveyed) error {
		s.unweighed = 0
		s.contacts, s.company, s.keys, s.mentions, s.kept = 0, s.company[:0], s.keys[:0], s.mentions[:0], s.kept[:0]
		if p.kept != nil {
			s.kept, s.xml = binary.AppendUvarint(s.kept, uint64(r.file)), xmlOf(r.file, b)
		}
		if s.regions == nil {
			s.regions = map[string]int64{}
		}
		clear(s.regions)
		for i := range b.Records {
			start := len(s.kept)
			if p.kept != nil {
				s.kept = p.kept.appendHead(s.kept, b, i)
			}
			if b.Records[i].Kind != record.Data {
				continue
			}
			r.scratch = r.scratch[:0]
			if r.continues(b, i) {
				if p.kept != nil {
					s.kept = p.kept.appendCells(noNote(s.kept), b, i, &r.scratch)
					endRecord(s.kept, start)
				}
				continue
			}
			if stray.at(r, b, i) {
				return &HeaderError{File: p.inputs[r.file].Name, Line: b.Records[i].Line}
			}
			r.identify(b, i, rowOf(&b.Records[i]))
			r.locate(b, i)
			r.amend(b, i, rowOf(&b.Records[i]))
			if p.kept != nil {
				s.kept = p.kept.appendCells(r.appendNote(s.kept, b, i), b, i, &r.scratch)
				endRecord(s.kept, start)
			}
			if key, ok := r.sameness(b, i); ok {
				s.keys = append(s.keys, keyed{key, uint64(rowOf(&b.Records[i]))})
			}
			if len(r.value(b, i, r.Binding.Parent)) > 0 {
				continue // split off by an earlier run: its parent is counted
			}
			s.contacts++
			r.sampled(b, i)
			if r.weighs(b, i) {
				s.mentions = r.mentioned(s.mentions, b, i)
			} else {
				s.unweighed += r.weightless()
			}
			home := r.ctx.Country
			if home == "" {
				continue
			}
			s.regions[home]++
			if r.self.firm != 0 && !r.ctx.Uncertain {
				s.company = append(s.company, companyAt{r.self.firm, home})
			}
		}
		return nil
	}, func(s *surveyed) error {
		unweighed += s.unweighed
		for k, n := range s.regions {
			regions[k] += n
		}
		for _, c := range s.company {
			p.company.note(c.key, c.region)
		}
		for _, k := range s.keys {
			if err := keys.Add(k); err != nil {
				return err
			}
		}
		for i := range s.mentions {
			if err := numbers.add(&s.mentions[i]); err != nil {
				return err
			}
		}
		if p.kept == nil {
			return nil
		}
		if p.kept.sheets {
			p.kept.xml = append(p.kept.xml, s.xml)
		}
		return p.kept.blocks.Add(s.kept)
	})
	if err != nil {
		return err
	}
	p.census = census(regions)
	if p.fillers, err = numbers.frequent(); err != nil {
		return err
	}
	if len(p.fillers) > 0 {
		p.census.Frequent = p.fillers.has
	}
	p.distinct, p.surveyed = numbers.numbers()+unweighed, true
	return p.repeats(ctx, keys)
}

// census lists the regions where at least one in a hundred of the contacts that say where they live do live.
func census(regions map[string]int64) *phone.Census {
	var all int64
	for _, n := range regions {
		all += n
	}
	c := &phone.Census{}
	for r, n := range regions {
		if n*commonShare >= all {
			c.Common = append(c.Common, r)
		}
	}
	slices.SortFunc(c.Common, func(a, b string) int {
		return cmp.Or(cmp.Compare(regions[b], regions[a]), strings.Compare(a, b))
	})
	for _, r := range c.Common {
		c.Shares = append(c.Shares, float64(regions[r])/float64(all))
	}
	return c
}
