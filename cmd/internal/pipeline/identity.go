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
const wordBytes = "" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x000123456789\x00\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" +
	"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f" +
	"\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf" +
	"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf" +
	"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff"

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
