package numplan

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/nyaruka/phonenumbers"
)

// lengths is the number of lengths that a national significant number can have.
const lengths = maxNSN - minNSN + 1

// maxRegions bounds the regions that share a calling code, by the bits of a set.
const maxRegions = 31

// errShape tells of metadata that the library itself would not survive, or that the tables have no room for.
var errShape = errors.New("metadata has an unknown shape")

// outcome is what the library says of a number in the end: its region by number, or noRegion, and its type.
type outcome struct {
	region uint8
	kind   Type
}

const noRegion = 255

// meaning is what it means that a number ends in a state.
type meaning struct {
	general  uint32 // regions whose general pattern matches, as a set of bits
	outcomes [lengths]outcome
}

// tables decide the numbers of one calling code. They are not changed once made.
type tables struct {
	next     [][16]uint16
	class    []uint32
	meanings []meaning // by class
	rules    []*rule   // by region
}

// walk gives the state after digits.
func (t *tables) walk(digits []byte) uint16 {
	s := uint16(start)
	for _, d := range digits {
		if s = t.next[s][d&15]; s == dead {
			break
		}
	}
	return s
}

// general tells whether the general pattern of a region matches what led to a state.
func (t *tables) general(state uint16, region int) bool {
	return t.meanings[t.class[state]].general>>region&1 != 0
}

// outcome gives the end of a walk over so many digits, 2 to 17.
func (t *tables) outcome(state uint16, digits int) outcome {
	return t.meanings[t.class[state]].outcomes[digits-minNSN]
}

// newTables compiles the plans of the regions of one calling code, in the order in which the library tries them.
func newTables(metas []*phonenumbers.PhoneMetadata) (*tables, error) {
	if len(metas) == 0 || len(metas) > maxRegions {
		return nil, fmt.Errorf("%d regions: %w", len(metas), errShape)
	}
	t := &tables{}
	cache := make(map[string]*automaton)
	plans := make([]*plan, len(metas))
	parts := make([]*automaton, len(metas))
	for i, m := range metas {
		r, err := newRule(m)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.GetId(), err)
		}
		t.rules = append(t.rules, r)
		if plans[i], err = newPlan(m, cache); err != nil {
			return nil, fmt.Errorf("%s: %w", m.GetId(), err)
		}
		parts[i] = plans[i].automaton
	}
	known := make(map[string]uint32)
	mean := func(classes []uint32) uint32 {
		var key []byte
		for _, c := range classes {
			key = binary.AppendUvarint(key, uint64(c))
		}
		if id, ok := known[string(key)]; ok {
			return id
		}
		m := decide(plans, classes)
		id := uint32(len(t.meanings))
		for i := range t.meanings {
			if t.meanings[i] == m {
				id = uint32(i)
			}
		}
		if int(id) == len(t.meanings) {
			t.meanings = append(t.meanings, m)
		}
		known[string(key)] = id
		return id
	}
	mean(make([]uint32, len(metas))) // class 0: no pattern matches
	whole, err := product(parts, mean)
	if err != nil {
		return nil, err
	}
	whole = whole.minimise()
	t.next, t.class = whole.next, whole.class
	return t, nil
}

// decide is the library's order of decision between the regions of a calling code: a region that has leading digits
// is found by them alone, even if the number is then not valid; the others by a valid number.
func decide(plans []*plan, classes []uint32) meaning {
	var m meaning
	for i, p := range plans {
		if p.meanings[classes[i]].general {
			m.general |= 1 << i
		}
	}
	for n := range m.outcomes {
		m.outcomes[n] = outcome{region: noRegion}
		for i, p := range plans {
			in := &p.meanings[classes[i]]
			found := len(plans) == 1 || in.leading
			if !p.leading {
				found = found || in.kinds[n] != TypeUnknown
			}
			if found {
				m.outcomes[n] = outcome{region: uint8(i), kind: in.kinds[n]}
				break
			}
		}
	}
	return m
}
