package pipeline

import (
	"fmt"
	"math"
	"slices"

	"github.com/callready/callready/cmd/internal/spill"
)

// A number is a filler when it stands on many contacts who have nothing to do with each other: the default of a form or an
// integration, or what a clerk types where a number is mandatory. It has
//
//   - leastPeople people at least, told by name and by e-mail: twenty contacts of different people with one number are no
//     household and no duplicates;
//   - leastEmployers employers at least among them: a company, else the domain of an e-mail that is no public service,
//     else the person alone. Sister companies, an agency's few clients and a shared office stay below ten;
//   - no employer that half of those who name one have in common, by company or by domain, as long as that is a quarter
//     of all: then it is that employer's switchboard, and the rest are contacts whose company nobody filled in.
//
// The bounds are counts, not shares of the file: a number that a thousand strangers have is nobody's number in a file of
// a million too, and a bound that grew with the file could be crossed by the contacts that a run itself creates. What is
// left out is a person's call: the number is listed, not changed.
//
// A switchboard of a large group whose companies have neither name nor domain in common is taken for a filler, and so is
// the number of somebody who answers for the phone of ten unrelated companies. Both are shared lines that no call could
// be matched by, and are listed with the number as the candidate.
const (
	leastPeople    = 20
	leastEmployers = 10
)

// What finding frequent numbers takes at most, about 13 MB: one bit of seenBits for each number, mentionsMemory bytes to
// sort in, beyond which 24 bytes go to disk for each contact that holds a number after its first one; of one
// number mentionsMost contacts are weighed; frequentMost numbers are known, the rest goes unnoticed.
const (
	seenBits       = 1 << 25
	mentionsMemory = 8 << 20
	mentionsMost   = 1 << 15
	frequentMost   = 1 << 12
)

// mention is a number on a contact, and who that is. The hashes are never 0, but for a company or domain that is not given.
type mention struct {
	key    uint64 // of the number: see numberKey
	name   uint32
	mail   uint32
	firm   uint32
	domain uint32
}

// employer gives who the contact works for as far as it says, else the contact itself.
func (m *mention) employer() uint32 {
	switch {
	case m.firm != 0:
		return m.firm
	case m.domain != 0:
		return m.domain
	default:
		return m.mail
	}
}

// mentionWords is a mention as the sorter has it.
type mentionWords = [3]uint64

func (m *mention) words() mentionWords {
	return mentionWords{m.key, uint64(m.name)<<32 | uint64(m.mail), uint64(m.firm)<<32 | uint64(m.domain)}
}

func mentionOf(w mentionWords) mention {
	return mention{key: w[0], name: uint32(w[1] >> 32), mail: uint32(w[1]), firm: uint32(w[2] >> 32), domain: uint32(w[2])}
}

// mentions sorts the mentions of a file by number, so that each number is weighed exactly, wherever in the file its
// contacts stand. Most numbers stand on one contact; therefore the first mention of each is not kept. (Two numbers may
// share a bit; then that of the second one is.)
type mentions struct {
	seen     []uint64
	distinct int // numbers, but for those that share a bit
	sorter   *spill.Fixed[mentionWords]
}

// newMentions makes one that sorts in so many bytes of memory, and puts its temporary file into dir.
func newMentions(dir string, memory int) *mentions {
	return &mentions{seen: make([]uint64, seenBits/64), sorter: spill.NewFixed[mentionWords](dir, memory)}
}

func (s *mentions) close() error { return s.sorter.Close() }

// first tells whether no number with the same bit was asked for before.
func (s *mentions) first(key uint64) bool {
	bit := key * 0x9e3779b97f4a7c15 >> 39 // the top bits of a product depend on all digits
	word, mask := &s.seen[bit/64], uint64(1)<<(bit%64)
	if *word&mask != 0 {
		return false
	}
	*word |= mask
	s.distinct++
	return true
}

// numbers gives about how many different numbers there are, those that share a bit counted.
func (s *mentions) numbers() int {
	free := 1 - float64(s.distinct)/seenBits
	if free <= 0 {
		return s.distinct
	}
	return int(-seenBits * math.Log(free))
}

func (s *mentions) add(m *mention) error {
	if s.first(m.key) {
		return nil
	}
	if err := s.sorter.Add(m.words()); err != nil {
		return fmt.Errorf("count numbers: %w", err)
	}
	return nil
}

// frequent gives the fillers among the numbers. Nothing can be added afterwards.
func (s *mentions) frequent() (frequentKeys, error) {
	var (
		found frequentKeys
		group []mention
		sift  sieve
	)
	end := func() {
		if len(group) >= leastPeople && len(found) < frequentMost && sift.filler(group) {
			found = append(found, group[0].key)
		}
		group = group[:0]
	}
	for rec, err := range s.sorter.Sorted() {
		if err != nil {
			return nil, fmt.Errorf("count numbers: %w", err)
		}
		if len(group) > 0 && group[0].key != rec[0] {
			end()
		}
		if len(group) < mentionsMost {
			group = append(group, mentionOf(rec))
		}
	}
	end()
	return found, nil
}

// sieve weighs the contacts of one number after the other.
type sieve struct{ values []uint32 }

// filler tells whether the contacts that hold a number are so many and have so little in common that it is nobody's.
func (s *sieve) filler(group []mention) bool {
	names, _, _ := s.count(group, func(m *mention) uint32 { return m.name })
	mails, _, _ := s.count(group, func(m *mention) uint32 { return m.mail })
	employers, _, _ := s.count(group, (*mention).employer)
	if min(names, mails) < leastPeople || employers < leastEmployers {
		return false
	}
	for _, of := range []func(*mention) uint32{
		func(m *mention) uint32 { return m.firm },
		func(m *mention) uint32 { return m.domain },
	} {
		if _, given, most := s.count(group, of); most*2 >= given && most*4 >= len(group) {
			return false
		}
	}
	return true
}

// count gives how many different values the contacts have, how many have one, and how many share the commonest.
func (s *sieve) count(group []mention, of func(*mention) uint32) (different, given, most int) {
	s.values = s.values[:0]
	for i := range group {
		if v := of(&group[i]); v != 0 {
			s.values = append(s.values, v)
		}
	}
	slices.Sort(s.values)
	run := 0
	for i, v := range s.values {
		if i == 0 || v != s.values[i-1] {
			different++
			run = 0
		}
		run++
		most = max(most, run)
	}
	return different, len(s.values), most
}

// frequentKeys are the keys of the fillers of a file, ascending.
type frequentKeys []uint64

// has tells whether a number is one of them, given its digits as written. It allocates nothing.
func (f frequentKeys) has(digits []byte) bool {
	key := numberKey(digits)
	if key == 0 {
		return false
	}
	_, found := slices.BinarySearch(f, key)
	return found
}

// The digits of a number by which it is told, at least and at most, and how many digits a number may have at all: fifteen
// with the calling code, and an international prefix.
const (
	keyLeast  = 6
	keyDigits = 8
	keyMost   = 18

	e164Most = 15 // digits of a number in E.164

	keyTail = 1_0000_0000 // ten to the power of keyDigits
)

// number is has for a number in E.164, without its plus, of at least eight digits.
func (f frequentKeys) number(e164 uint64) bool {
	_, found := slices.BinarySearch(f, e164Key(e164))
	return found
}

// e164Key is [numberKey] of such a number.
func e164Key(e164 uint64) uint64 { return keyDigits*keyTail + e164%keyTail }

// numberKey gives what all ways to write a number have in common: its last eight digits, since what comes before them is
// written in many ways (+33 6, 06, 6, 0033 (0)6); of a shorter one all digits. 0 stands for digits that are no number.
// Two numbers of one key are a matter of chance, one in a hundred million.
func numberKey(digits []byte) uint64 {
	n := len(digits)
	if n < keyLeast || n > keyMost {
		return 0
	}
	tail := digits[max(0, n-keyDigits):]
	key := uint64(len(tail)) // also tells 012345 from 12345
	for _, c := range tail {
		key = key*10 + uint64(c-'0')
	}
	return key
}
