package pipeline

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"github.com/callready/callready/dedupe"
)

// identity tells who a record is. It keeps its memory from record to record; a worker has its own.
type identity struct {
	names  *nameTemplate
	folded memo[string] // of names with letters beyond ASCII
	text   []byte       // the folded words, each followed by a space
	words  [][]byte     // parts of text
	joined []byte
}

func newIdentity(names *nameTemplate) *identity {
	return &identity{names: names, folded: memo[string]{}}
}

// person gives the hash of who a record is, as far as name and company tell: the words of the name without case, accents,
// order and the label of a split-off contact, and the company. A single word is nobody in particular; such a record, like
// one without a name, is told by its e-mail, else by nothing but itself.
// named is false then: a contact split off from it, without its e-mail, could not be told to be of its family.
func (d *identity) person(first, last, full, company, mail []byte, row uint32) (hash uint32, named bool) {
	d.text, d.words, d.joined = d.text[:0], d.words[:0], d.joined[:0]
	d.add(first)
	d.add(d.names.strip(last))
	d.add(d.names.strip(full))
	d.split()
	slices.SortFunc(d.words, bytes.Compare)
	d.words = slices.CompactFunc(d.words, bytes.Equal) // a full name beside its parts says them twice
	switch {
	case len(d.words) > 1:
		d.join()
		at := len(d.joined)
		d.text, d.words = d.text[:0], d.words[:0]
		d.add(company)
		d.split()
		d.join()
		return dedupe.Hash32([]byte("name"), d.joined[:at], d.joined[at:]), true
	case len(mail) > 0:
		d.join()
		return dedupe.Hash32([]byte("mail"), mail, d.joined), false
	default:
		var b [4]byte
		binary.LittleEndian.PutUint32(b[:], row)
		return dedupe.Hash32([]byte("row"), b[:]), false
	}
}

// firm gives the key of a company's name; all spellings of one have the same.
func (d *identity) firm(name []byte) uint64 {
	d.text, d.words, d.joined = d.text[:0], d.words[:0], d.joined[:0]
	d.add(name)
	d.split()
	d.join()
	return uint64(dedupe.Hash32([]byte("c1"), d.joined))<<32 | uint64(dedupe.Hash32([]byte("c2"), d.joined))
}

// nameMost bounds what is looked at of a name or a company, in bytes: a longer text is none.
const nameMost = 1 << 10

// foldedMost bounds the words that are remembered, in bytes; names are shorter.
const foldedMost = 64

// add appends a text, folded word by word. A word with letters beyond ASCII is looked up: few of them make up most of a
// file.
func (d *identity) add(s []byte) {
	s = s[:min(len(s), nameMost)]
	for i := 0; i < len(s); {
		start, plain := i, true
		for i < len(s) && wordByte(s[i]) {
			plain = plain && s[i] < utf8.RuneSelf
			i++
		}
		switch word := s[start:i]; {
		case len(word) == 0:
			d.text = append(d.text, ' ')
			i++
		case plain:
			for _, c := range word {
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				d.text = append(d.text, c)
			}
		case len(word) <= foldedMost:
			d.text = append(d.text, d.folded.get(word, fold)...)
		default:
			d.text = append(d.text, fold(string(word))...)
		}
	}
	d.text = append(d.text, ' ')
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// split finds the words of the text.
func (d *identity) split() {
	start := 0
	for i, c := range d.text {
		if c != ' ' {
			continue
		}
		if i > start {
			d.words = append(d.words, d.text[start:i])
		}
		start = i + 1
	}
}

// join appends the words, with a space between them, to the joined text.
func (d *identity) join() {
	for i, w := range d.words {
		if i > 0 {
			d.joined = append(d.joined, ' ')
		}
		d.joined = append(d.joined, w...)
	}
}
