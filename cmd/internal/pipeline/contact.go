package pipeline

import (
	"bytes"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// Parts are the readers that a pass needs; they are shared by all workers.
type Parts struct {
	Binding *profile.Binding
	Phone   *phone.Reader
	Rules   *normalize.Rules
	Columns []int // the column of each field of the rules
	Name    *nameTemplate
	Min     phone.Confidence
}

// reader reads one contact after the other; every worker has its own.
type reader struct {
	*Parts
	census  *phone.Census
	company *companies
	scratch []byte
	regions memo[country.Match] // country cells
	mails   memo[string]        // e-mail domains
	contact normalize.Contact
	hints   []phone.Hint
}

// memo is a bounded map from a text to what was found for it.
type memo[T any] map[string]T

const memoMost = 4096

func (m memo[T]) get(key []byte, find func(string) T) T {
	if v, ok := m[string(key)]; ok {
		return v
	}
	if len(m) >= memoMost {
		clear(m)
	}
	k := string(key)
	v := find(k)
	m[k] = v
	return v
}

func newReader(p *Parts, census *phone.Census, company *companies) *reader {
	return &reader{
		Parts: p, census: census, company: company,
		regions: memo[country.Match]{}, mails: memo[string]{},
		contact: normalize.Contact{Readings: make([]phone.Reading, len(p.Columns))},
	}
}

// value gives the trimmed text of a column; -1 and columns that the record lacks are empty.
func (r *reader) value(b *record.Batch, i, col int) []byte {
	if col < 0 {
		return nil
	}
	return bytes.TrimSpace(b.Value(i, col, &r.scratch))
}

// text is value as a string.
func (r *reader) text(b *record.Batch, i, col int) string { return string(r.value(b, i, col)) }

// region gives the region of a contact's country cells: of the first that names a country.
func (r *reader) region(b *record.Batch, i int) country.Match {
	for _, col := range r.Binding.Country {
		v := r.value(b, i, col)
		if len(v) == 0 {
			continue
		}
		m := r.regions.get(v, func(s string) country.Match {
			m, _ := country.Find(s)
			return m
		})
		if m.Region != "" {
			return m
		}
	}
	return country.Match{}
}

// read reads the phone cells of record i. The contact is valid until the next call.
func (r *reader) read(b *record.Batch, i int, row uint32) *normalize.Contact {
	r.scratch = r.scratch[:0]
	c := &r.contact
	c.Row = row
	at := r.region(b, i)
	ctx := phone.Context{Country: at.Region, Uncertain: at.Slip, Census: r.census}
	if at.Region == "" {
		ctx.Hints = r.gather(b, i)
	}
	for f, col := range r.Columns {
		v := b.Value(i, col, &r.scratch)
		if len(v) == 0 {
			c.Readings[f] = phone.Reading{}
			continue
		}
		ctx.Mobile = r.Rules.Fields[f].Kind == string(profile.Mobile)
		c.Readings[f] = r.Phone.Read(v, ctx)
	}
	bd := r.Binding
	mail := ""
	if len(bd.Email) > 0 {
		mail = r.text(b, i, bd.Email[0])
	}
	first, last, full := r.text(b, i, bd.First), r.text(b, i, bd.Last), r.text(b, i, bd.Full)
	c.Person = r.Name.person(first, last, full, mail, row)
	return c
}

// gather collects what the row and its company say of the country of a contact that does not say it itself.
func (r *reader) gather(b *record.Batch, i int) []phone.Hint {
	r.hints = r.hints[:0]
	add := func(region string, from phone.Source) {
		if region == "" || region == "001" {
			return
		}
		for _, h := range r.hints {
			if h.Region == region && h.From == from {
				return
			}
		}
		r.hints = append(r.hints, phone.Hint{Region: region, From: from})
	}
	for _, col := range r.Columns {
		v := b.Value(i, col, &r.scratch)
		if len(v) == 0 || !bytes.ContainsAny(v, "+") && !bytes.HasPrefix(bytes.TrimSpace(v), []byte("00")) {
			continue
		}
		own := r.Phone.Read(v, phone.Context{})
		for _, n := range own.Numbers {
			if n.Confidence == phone.Certain && (n.From == phone.FromPlus || n.From == phone.FromIDD) {
				add(n.Region, phone.FromSibling)
			}
		}
	}
	for _, col := range r.Binding.Email {
		if _, domain, ok := bytes.Cut(r.value(b, i, col), []byte("@")); ok {
			add(r.mails.get(domain, mailRegion), phone.FromMail)
		}
	}
	if r.company != nil {
		add(r.company.region(r.value(b, i, r.Binding.Company)), phone.FromCompany)
	}
	return r.hints
}

func mailRegion(domain string) string {
	region, ok := country.MailRegion(strings.ToLower(domain))
	if !ok {
		return ""
	}
	return region
}
