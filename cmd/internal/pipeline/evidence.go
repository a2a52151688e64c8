package pipeline

import (
	"bytes"
	"slices"
	"strings"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// region gives the region of a contact's country cells: of the first that names a country. said tells whether one of them
// is filled, understood or not.
func (r *reader) region(b *record.Batch, i int) (at country.Match, said bool) {
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
			return m, true
		}
		said = true
	}
	return country.Match{}, said
}

// locate takes over what record i itself says of its country.
func (r *reader) locate(b *record.Batch, i int) {
	at, said := r.region(b, i)
	r.ctx.Country, r.ctx.Uncertain, r.ctx.Unread = at.Region, at.Slip, said && at.Region == ""
	r.ctx.Hints, r.ctx.Census = nil, r.census
}

// again reads the undecided cells of a contact without a country once more, with the numbers that are sure by now as
// evidence, until that decides nothing more: after this run those numbers stand there in international form, and the next
// run would find them so.
func (r *reader) again(b *record.Batch, i int) {
	for {
		before := len(r.hints)
		undecided := false
		for f := range r.contact.Readings {
			rd := &r.contact.Readings[f]
			undecided = undecided || rd.Verdict == phone.Undecided
			if rd.Verdict != phone.Read && rd.Verdict != phone.Exact {
				continue
			}
			for _, n := range rd.Numbers {
				r.hint(n.Region, phone.FromSibling)
			}
		}
		if !undecided || len(r.hints) == before {
			return
		}
		r.ctx.Hints = r.hints
		for f := range r.contact.Readings {
			if r.contact.Readings[f].Verdict == phone.Undecided {
				r.cell(b, i, f)
			}
		}
	}
}

// hint notes a region that speaks for the contact, once for each source.
func (r *reader) hint(region string, from phone.Source) {
	if region == "" || region == "001" {
		return
	}
	for _, h := range r.hints {
		if h.Region == region && h.From == from {
			return
		}
	}
	at := len(r.hints)
	if from == phone.FromSibling { // A number of the contact says more than its mail or its colleagues.
		at = 0
		for at < len(r.hints) && r.hints[at].From == phone.FromSibling {
			at++
		}
	}
	r.hints = slices.Insert(r.hints, at, phone.Hint{Region: region, From: from})
}

// gather collects what the row and its company say of the country of a contact that does not say it itself.
func (r *reader) gather(b *record.Batch, i int) []phone.Hint {
	r.hints = r.hints[:0]
	for f, col := range r.Columns {
		if r.amended(f) {
			r.evident(b, i, f)
			continue
		}
		v := b.Value(i, col, &r.scratch)
		if !mayNameCountry(v) {
			continue
		}
		r.cells.Read(&r.sign, v, &phone.Context{Census: r.census}) // A number that fills the field says nothing of the contact.
		for _, n := range r.sign.Numbers {
			if n.Confidence == phone.Certain && (n.From == phone.FromPlus || n.From == phone.FromIDD) ||
				n.From == phone.FromCode && r.sign.Verdict == phone.Read {
				r.hint(n.Region, phone.FromSibling)
			}
		}
	}
	for _, col := range r.Binding.Email {
		if _, domain, ok := bytes.Cut(r.value(b, i, col), []byte("@")); ok {
			r.hint(r.mails.get(domain, mailRegion), phone.FromMail)
		}
	}
	if r.company != nil {
		r.hint(r.firm(r.value(b, i, r.Binding.Company)), phone.FromCompany)
	}
	return r.hints
}

// mayNameCountry is a quick look whether a cell may hold a number with a calling code: with a plus, with two zeros in front, or
// as many digits as only such a number has.
func mayNameCountry(cell []byte) bool {
	digits := 0
	for i, c := range cell {
		switch {
		case c == '+':
			return true
		case c == '0' && digits == 0:
			return bytes.HasPrefix(cell[i:], []byte("00"))
		case c >= '0' && c <= '9':
			digits++
		}
	}
	return digits >= 11
}

// firm gives the country that the contacts of a company name, "" where they do not agree.
func (r *reader) firm(name []byte) string {
	if len(name) == 0 {
		return ""
	}
	return r.company.region(r.who.firm(name))
}

func mailRegion(domain string) string {
	region, ok := country.MailRegion(strings.ToLower(domain))
	if !ok {
		return ""
	}
	return region
}
