package dedupe

import (
	"slices"

	"github.com/callready/callready/dedupe/similar"
)

// words gives what of a name goes into a key: up to two family names and the first two given names, in no order, so that
// swapped names, and one name of two, have a key in common.
func (r *ready) words(out []uint64) []uint64 {
	out = append(out, r.family[:min(2, len(r.family))]...)
	for _, w := range r.given[:min(2, len(r.given))] {
		twice := false
		for _, o := range out {
			twice = twice || o == w
		}
		if !twice {
			out = append(out, w)
		}
	}
	return out
}

// Blocks appends the blocks that a person belongs to, each once. Two records that [Judge] calls the same have one in
// common but for some that differ in nearly everything.
func Blocks(p *Person, out []Block) []Block {
	r := p.facts()
	start := len(out)
	add := func(b Block) {
		if slices.Contains(out[start:], b) {
			return
		}
		out = append(out, b)
	}
	for _, n := range r.numbers {
		if n.Key != 0 {
			add(block(ByNumber, n.Key))
		}
	}
	for _, key := range r.unread {
		add(block(ByNumber, key)) // whoever telephony made for a call from it
	}
	if p.Child != "" {
		add(block(ByChild, Hash64([]byte(p.Child))))
		return out // of a child nothing else can be a duplicate
	}
	if r.ident != "" {
		add(block(ByIdent, hash(r.ident)))
	}
	var buf [4]uint64
	words := r.words(buf[:0])
	each := func(k Kind, parts ...uint64) {
		for _, w := range words {
			add(block(k, append(parts, w)...))
		}
	}
	for i := range r.mails {
		m := &r.mails[i]
		at := Hash32([]byte(m.local), []byte(m.domain))
		if m.kind != role {
			add(block(ByMail, uint64(at), hash(m.domain)))
			// A slip in the domain.
			var text [48]byte
			add(block(ByMail, hash(letters(m.local)), hash(digits(m.local)), Hash64(similar.Skeleton(text[:0], m.domain))))
		} else {
			each(ByRoleMail, uint64(at))
		}
		if !m.public {
			each(ByDomain, hash(m.domain))
		}
	}
	if r.firm.core != "" {
		each(ByCompany, hash(r.firm.core))
	}
	if r.companyID != "" {
		each(ByCompany, 1, hash(r.companyID))
	}
	if r.postcode != "" && (r.house != "" || r.birth != "") {
		each(ByPlace, hash(r.postcode))
	}
	if r.title != "" && r.city != "" && len(r.given) > 0 && len(r.family) > 0 {
		add(block(ByPlace, hash(r.title), hash(r.city), r.given[0]^r.family[0]))
	}
	if r.house != "" {
		var sound [64]byte
		street := Hash64(similar.Skeleton(sound[:0], streetName(r.street)))
		each(ByStreet, hash(r.house), street)
		if r.postcode != "" {
			add(block(ByAddress, hash(r.house), street, hash(r.postcode)))
		}
	}
	if r.birth != "" {
		each(ByBirth, hash(r.birth))
		if r.postcode != "" {
			add(block(ByBirth, 3, hash(r.birth), hash(r.postcode)))
		}
	}
	return out
}

// Finer appends the blocks that stand in the place of one that is too large: a record meets only those with a word of its
// name in common, or with no name either.
func Finer(p *Person, b Block, out []Block) []Block {
	r := p.facts()
	var buf [4]uint64
	words := r.words(buf[:0])
	k, finer := b.Kind(), ByFiner
	if k == ByAddress {
		return out // those with a word of their names in common meet by street
	}
	if k.ByName() {
		finer = ByPart
	}
	if len(words) == 0 {
		return append(out, block(finer, uint64(b)))
	}
	if k > ByChild && k < ByFiner || len(r.given) == 0 || len(r.family) == 0 {
		// One of the words is in the block already.
		var both uint64
		for _, w := range words {
			both ^= w
		}
		return append(out, block(finer, uint64(b), both))
	}
	for _, w := range words {
		out = append(out, block(finer, uint64(b), w))
	}
	return out
}

func hash(s string) uint64 {
	var buf [64]byte
	return Hash64(append(buf[:0], s...))
}
