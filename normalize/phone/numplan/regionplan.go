package numplan

import (
	"fmt"

	"github.com/nyaruka/phonenumbers"
)

// plan is the numbering plan of one region as an automaton.
type plan struct {
	automaton *automaton
	leading   bool           // the region has leading digits
	meanings  []planMeanings // by class
}

// planMeanings is what it means for one region that a number ends in a state.
type planMeanings struct {
	general bool          // the general pattern matches, whatever the length
	leading bool          // the leading digits match
	kinds   [lengths]Type // by length, TypeUnknown if the number is not valid
}

// The patterns of a plan, by bit of a class.
const (
	bitGeneral = iota
	bitPremium
	bitTollFree
	bitSharedCost
	bitVoIP
	bitPersonal
	bitPager
	bitUAN
	bitVoicemail
	bitFixed
	bitMobile
	bitLeading
	bits
)

// special are the types that come before fixed lines and mobiles, in the library's order.
var special = [...]Type{
	bitPremium: TypePremium, bitTollFree: TypeTollFree, bitSharedCost: TypeSharedCost, bitVoIP: TypeVoIP,
	bitPersonal: TypePersonal, bitPager: TypePager, bitUAN: TypeUAN, bitVoicemail: TypeVoicemail,
}

// newPlan compiles the patterns of a region. The cache keeps automata by pattern: plans repeat them.
func newPlan(m *phonenumbers.PhoneMetadata, cache map[string]*automaton) (*plan, error) {
	descs := [...]*phonenumbers.PhoneNumberDesc{
		bitGeneral: m.GetGeneralDesc(), bitPremium: m.GetPremiumRate(), bitTollFree: m.GetTollFree(),
		bitSharedCost: m.GetSharedCost(), bitVoIP: m.GetVoip(), bitPersonal: m.GetPersonalNumber(),
		bitPager: m.GetPager(), bitUAN: m.GetUan(), bitVoicemail: m.GetVoicemail(),
		bitFixed: m.GetFixedLine(), bitMobile: m.GetMobile(),
	}
	if m.GetGeneralDesc().GetNationalNumberPattern() == "" {
		return nil, fmt.Errorf("no general pattern: %w", errShape)
	}
	parts := make([]*automaton, bits)
	for i, d := range descs {
		if d == nil {
			return nil, fmt.Errorf("description %d is missing: %w", i, errShape)
		}
		a, err := pattern(d.GetNationalNumberPattern(), cache)
		if err != nil {
			return nil, err
		}
		parts[i] = a
	}
	p := &plan{leading: m.GetLeadingDigits() != ""}
	parts[bitLeading] = never()
	if p.leading {
		prog, err := compile(m.GetLeadingDigits(), false)
		if err != nil {
			return nil, err
		}
		if parts[bitLeading], err = determinise(prog); err != nil {
			return nil, err
		}
		parts[bitLeading].forPrefix()
	}
	known := make(map[planMeanings]uint32)
	mean := func(classes []uint32) uint32 {
		set := planMeanings{
			general: classes[bitGeneral] != 0,
			leading: classes[bitLeading] != 0,
		}
		for n := range set.kinds {
			set.kinds[n] = kind(m, descs[:], classes, int32(n+minNSN))
		}
		id, ok := known[set]
		if !ok {
			id = uint32(len(p.meanings))
			known[set] = id
			p.meanings = append(p.meanings, set)
		}
		return id
	}
	mean(make([]uint32, bits)) // class 0: no pattern matches
	a, err := product(parts, mean)
	if err != nil {
		return nil, err
	}
	p.automaton = a.minimise()
	return p, nil
}

// pattern gives the automaton of a whole-text match.
func pattern(p string, cache map[string]*automaton) (*automaton, error) {
	if a, ok := cache[p]; ok {
		return a, nil
	}
	prog, err := compile(p, false)
	if err != nil {
		return nil, err
	}
	a, err := determinise(prog)
	if err != nil {
		return nil, err
	}
	a = a.minimise()
	cache[p] = a
	return a, nil
}

// kind is the library's getNumberTypeHelper for numbers of n digits of which it is known which patterns match. A
// pattern counts only for the lengths that its description lists.
func kind(m *phonenumbers.PhoneMetadata, descs []*phonenumbers.PhoneNumberDesc, classes []uint32, n int32) Type {
	is := func(bit int) bool {
		if classes[bit] == 0 {
			return false
		}
		possible := descs[bit].GetPossibleLength()
		return len(possible) == 0 || contains(possible, int(n))
	}
	if !is(bitGeneral) {
		return TypeUnknown
	}
	for bit := bitPremium; bit <= bitVoicemail; bit++ {
		if is(bit) {
			return special[bit]
		}
	}
	same := m.GetSameMobileAndFixedLinePattern()
	switch {
	case is(bitFixed) && (same || is(bitMobile)):
		return TypeFixedOrMobile
	case is(bitFixed):
		return TypeFixed
	case !same && is(bitMobile):
		return TypeMobile
	}
	return TypeUnknown
}
