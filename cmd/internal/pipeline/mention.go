package pipeline

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// weighs tells whether the numbers of record i may be fillers. Those of companies are not: a chain has one number for all
// its branches.
func (r *reader) weighs(b *record.Batch, i int) bool {
	object := r.Binding.Profile.Object
	return object != "company" && object != "account" && !r.isFirm(b, i)
}

// weightless counts the marked numbers of the record that was noted last.
func (r *reader) weightless() (n int) {
	for _, m := range r.marks {
		if m != 0 {
			n++
		}
	}
	return n
}

// mentioned appends the numbers of record i, each once, with who the contact is. Fax numbers are left out.
func (r *reader) mentioned(ms []mention, b *record.Batch, i int) []mention {
	r.keys = r.keys[:0]
	r.label(b, i)
	for f, col := range r.Columns {
		switch {
		case r.contact.Fields[f].Owner == normalize.Fax:
		case r.marks[f] != 0:
			r.keys = append(r.keys, e164Key(r.marks[f]))
		default:
			r.keys = cellKeys(r.keys, r.said(b.Value(i, col, &r.scratch), f))
		}
	}
	if len(r.keys) == 0 {
		return ms
	}
	who := r.whose(b, i)
	for k, key := range r.keys {
		if !slices.Contains(r.keys[:k], key) {
			who.key = key
			ms = append(ms, who)
		}
	}
	return ms
}

// whose gives the hashes of who record i is, which was identified.
func (r *reader) whose(b *record.Batch, i int) mention {
	bd := r.Binding
	m := mention{name: short(r.self.name), firm: short(r.self.firm)}
	for n, col := range bd.Email {
		v := r.mail
		if n > 0 {
			v = r.value(b, i, col)
		}
		_, domain, ok := bytes.Cut(v, []byte("@"))
		if ok && m.mail == 0 {
			m.mail = r.contact.Mail
			if n > 0 {
				m.mail = wordHash(v)
			}
		}
		if ok && m.domain == 0 {
			if n > 0 {
				r.lower = lower(r.lower[:0], domain)
				domain = r.lower
			}
			m.domain = domainHash(domain)
		}
	}
	if m.firm == 0 {
		m.firm = wordHash(r.value(b, i, bd.CompanyID))
	}
	if m.name == 0 && m.mail == 0 {
		row := rowOf(&b.Records[i])
		m.name = dedupe.Hash32([]byte{byte(row), byte(row >> 8), byte(row >> 16), byte(row >> 24)})
	}
	if m.name == 0 {
		m.name = m.mail
	}
	if m.mail == 0 {
		m.mail = m.name
	}
	return m
}

// short gives 32 bits of a hash; 0 only for 0.
func short(h uint64) uint32 {
	if h == 0 {
		return 0
	}
	return max(1, uint32(h))
}

// domainHash gives a hash of the domain of an e-mail, in lower case; 0 for one in which anybody can have an address.
func domainHash(domain []byte) uint32 {
	domain = bytes.TrimSpace(domain)
	if len(domain) == 0 || dedupe.PublicDomain(string(domain)) {
		return 0
	}
	return max(1, uint32(dedupe.Hash64(domain)))
}

// wordHash gives a hash of texts in which only letters and digits count, ASCII letters without their case; 0 for texts
// without any. It is FNV-1a: for telling apart some thousands, not for keeping.
func wordHash(texts ...[]byte) uint32 {
	const offset, prime = 2166136261, 16777619
	h, some := uint32(offset), false
	for _, t := range texts {
		for _, c := range t {
			switch {
			case c >= 'A' && c <= 'Z':
				c |= 0x20
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 0x80:
			default:
				continue
			}
			some = true
			h = (h ^ uint32(c)) * prime
		}
		h = (h ^ ' ') * prime
	}
	if !some {
		return 0
	}
	return max(1, h)
}

// cellMost bounds the cells that are looked at, in bytes. A longer one is a text; no number of it is written.
const cellMost = 512

// cellKeys appends the keys of the numbers that a cell seems to hold. It is a quick look, not a reading: runs of digits with
// spaces and punctuation between them, cut at letters, at a plus, at what never stands inside a number, and behind digits
// enough for a number at a slash, a comma, a wide gap or a spaced hyphen; all digits of a run that was cut so count as well, if
// they may be one number. A number that a run rewrites has a key of its own before and after it, so the next run counts the
// same.
func cellKeys(keys []uint64, cell []byte) []uint64 {
	if len(cell) > cellMost {
		return keys
	}
	var run, all [keyMost + 1]byte
	n, digits, cuts := 0, 0, 0
	cut := func() {
		if key := numberKey(run[:n]); key != 0 {
			keys = append(keys, key)
		}
		n = 0
		cuts++
	}
	end := func() {
		cut()
		// The cuts may have been inside one number; if it is rewritten, its key is that of all digits.
		if cuts > 1 && digits <= e164Most {
			if key := numberKey(all[:digits]); key != 0 {
				keys = append(keys, key)
			}
		}
		digits, cuts = 0, 0
	}
	cell = withoutFraction(cell)
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		gap := i > 0 && cell[i-1] == ' '
		if c >= 0x80 {
			var size int
			c, size = wideDigit(cell[i:])
			i += size - 1
		}
		switch {
		case c >= '0' && c <= '9':
			if n < len(run) { // one digit too many says that it is no number
				run[n] = c
				n++
			}
			if digits < len(all) {
				all[digits] = c
				digits++
			}
		case c == '/', c == ',', gap && (c == ' ' || c == '-'):
			if n > keyDigits {
				cut()
			}
		case c == ' ', c == '.', c == '-', c == '(', c == ')', c == '\'', c == '[', c == ']':
		default:
			end()
		}
	}
	end()
	return keys
}

// wideDigit gives the plain digit of the wide or Arabic one that a text begins with, a space for any other character, and the
// bytes that it takes: invisible characters, unusual spaces and hyphens are what stands in a number.
func wideDigit(text []byte) (c byte, size int) {
	r, size := utf8.DecodeRune(text)
	for _, zero := range [...]rune{'０', '٠', '۰'} {
		if r >= zero && r <= zero+9 {
			return '0' + byte(r-zero), size
		}
	}
	return ' ', size
}

// withoutFraction takes the ".0" off that a spreadsheet adds to a number it takes for a decimal.
func withoutFraction(cell []byte) []byte {
	if whole, ok := bytes.CutSuffix(cell, []byte(".0")); ok && bytes.IndexByte(whole, '.') < 0 {
		return whole
	}
	return cell
}
