package pipeline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callready/callready/dedupe"
)

// identity tells who a record is. It keeps its memory from record to record; a worker has its own.
type identity struct {
	template *nameTemplate
	folded   memo[[]uint64] // the words with letters beyond ASCII
	words    []uint64       // of the name at hand
	company  []uint64       // of the company at hand
}

func newIdentity(names *nameTemplate) *identity {
	return &identity{template: names, folded: memo[[]uint64]{}}
}

// self is who a record is, in hashes.
type self struct {
	person uint32 // see [identity.person]; never 0
	// named tells that a name says who it is. A contact split off from another one, without its e-mail, could not be
	// told to be of its family.
	named bool
	name  uint64 // the words of the name; 0 for none
	firm  uint64 // see [identity.firm]
}

// person gives who a record is, as far as name and company tell: the words of the name without case, accents, order and the
// label of a split-off contact, and the company. A single word is nobody in particular; such a record, like one without a
// name, is told by its e-mail, else by nothing but itself.
func (d *identity) person(first, last, full, company, mail []byte, row uint32) self {
	d.words = d.add(d.words[:0], first)
	d.words = d.add(d.words, d.template.strip(last))
	d.words = d.add(d.words, d.template.strip(full))
	slices.Sort(d.words)
	d.words = slices.Compact(d.words) // a full name beside its parts says them twice
	who := self{firm: d.firm(company)}
	if len(d.words) > 0 {
		who.name = max(1, combine(d.words...))
	}
	var h uint64
	switch {
	case len(d.words) > 1:
		h, who.named = combine(who.name, who.firm), true
	case len(mail) > 0:
		h = combine('m', dedupe.Hash64(mail), who.name)
	default:
		h = combine('r', uint64(row))
	}
	who.person = max(1, uint32(h))
	return who
}

// firm gives the key of a company's name, 0 for a text without a letter or digit; all spellings of one have the same.
func (d *identity) firm(name []byte) uint64 {
	d.company = d.add(d.company[:0], name)
	if len(d.company) == 0 {
		return 0
	}
	return max(1, combine(d.company...))
}

// nameMost bounds what is looked at of a name or a company, in bytes: a longer text is none.
const nameMost = 1 << 10

// foldedMost bounds the texts that are remembered, in bytes; names are shorter.
const foldedMost = 64

// add appends the hashes of a text's words, as [fold] has them. A word with letters beyond ASCII is looked up: few of
// them make up most of a file.
func (d *identity) add(dst []uint64, s []byte) []uint64 {
	s = s[:min(len(s), nameMost)]
	for i := 0; i < len(s); {
		start, beyond, h := i, byte(0), wordStart
		for ; i < len(s); i++ {
			c := wordBytes[s[i]]
			if c == 0 {
				break
			}
			beyond |= c
			h = (h ^ uint64(c)) * wordPrime
		}
		switch word := s[start:i]; {
		case len(word) == 0:
			i++
		case beyond < utf8.RuneSelf:
			dst = append(dst, mix(h))
		case len(word) <= foldedMost:
			dst = append(dst, d.folded.get(word, foldedWords)...)
		default:
			dst = append(dst, foldedWords(string(word))...)
		}
	}
	return dst
}

// foldedWords gives the hashes of a text's words.
func foldedWords(s string) []uint64 {
	var out []uint64
	for w := range strings.FieldsSeq(fold(s)) {
		h := wordStart
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * wordPrime
		}
		out = append(out, mix(h))
	}
	return out
}

// wordBytes gives for a byte of a word what it counts as: ASCII letters in lower case, digits, and bytes beyond ASCII, which
// may be of a letter. 0 stands for all others.
var wordBytes = func() (t [256]byte) {
	for c := range t {
		switch {
		case c >= 'A' && c <= 'Z':
			t[c] = byte(c) | 0x20
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= utf8.RuneSelf:
			t[c] = byte(c)
		}
	}
	return t
}()

func wordByte(c byte) bool { return wordBytes[c] != 0 }

// The constants of 64-bit FNV-1a.
const (
	wordStart uint64 = 14695981039346656037
	wordPrime uint64 = 1099511628211
)

// combine gives a hash of numbers in their order.
func combine(parts ...uint64) uint64 {
	h := wordStart
	for _, p := range parts {
		h = mix(h ^ p)
	}
	return h
}

// mix spreads the bits of a number over all 64; no two numbers come to be the same.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
