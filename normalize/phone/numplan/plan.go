package numplan

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/nyaruka/phonenumbers"
)

// worldRegion is the library's name for the region of numbers of no country.
const worldRegion = "001"

// errUnknownCode is what Err says of a calling code that the plan does not have.
var errUnknownCode = errors.New("no such calling code")

// Plan answers for the numbering plans of the world. It is safe for concurrent use and takes no lock once a calling
// code has been compiled.
type Plan struct {
	codes   [1000]*code
	regions [26 * 26]*region
	err     error // why nothing can be decided
}

// code is a calling code.
type code struct {
	number  int
	text    [3]byte
	textLen int
	regions []*region // in the order in which the library tries them; the first is the main one

	once   sync.Once
	tables atomic.Pointer[tables]
	err    error // of once

	trunkOnce sync.Once
	trunk     atomic.Pointer[trunk]
}

// region is a region that can be asked for by name, or the world.
type region struct {
	name  string
	code  *code
	index int // in code.regions
	meta  *phonenumbers.PhoneMetadata

	once sync.Once
	idd  atomic.Pointer[prefix]
	err  error // of once
}

// New reads which calling codes and regions the library knows. It compiles nothing yet.
func New() *Plan {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return &Plan{err: err}
	}
	regions := make(map[int][]string)
	for c := range phonenumbers.GetSupportedCallingCodes() {
		regions[c] = phonenumbers.GetRegionCodesForCountryCode(c)
	}
	return newPlanOf(all, regions)
}

// newPlanOf makes a plan of any metadata.
func newPlanOf(all *phonenumbers.PhoneMetadataCollection, regions map[int][]string) *Plan {
	p := &Plan{}
	named := make(map[string]*phonenumbers.PhoneMetadata, len(all.GetMetadata()))
	world := make(map[int]*phonenumbers.PhoneMetadata)
	for _, m := range all.GetMetadata() {
		if m.GetId() == worldRegion {
			world[int(m.GetCountryCode())] = m
		} else {
			named[m.GetId()] = m
		}
	}
	for number, names := range regions {
		if number < 1 || number >= len(p.codes) {
			p.err = fmt.Errorf("calling code %d: %w", number, errShape)
			continue
		}
		c := &code{number: number}
		c.textLen = copy(c.text[:], strconv.Itoa(number))
		p.codes[number] = c
		for i, name := range names {
			r := &region{name: name, code: c, index: i, meta: named[name]}
			c.regions = append(c.regions, r)
			if name == worldRegion && len(names) == 1 {
				r.meta = world[number]
			} else if at := regionIndex(name); at >= 0 && p.regions[at] == nil {
				p.regions[at] = r
			} else {
				p.err = fmt.Errorf("region %q of calling code %d: %w", name, number, errShape)
			}
			if r.meta == nil || int(r.meta.GetCountryCode()) != number {
				p.err = fmt.Errorf("region %q of calling code %d: %w", name, number, errShape)
			}
		}
		if len(c.regions) == 0 {
			p.err = fmt.Errorf("calling code %d has no region: %w", number, errShape)
		}
	}
	return p
}

// Err tells why the numbers of a calling code, or numbers written in its regions, are left to the library; nil if
// they are not. It compiles the code.
func (p *Plan) Err(callingCode int) error {
	if p.err != nil {
		return p.err
	}
	if callingCode < 0 || callingCode >= len(p.codes) || p.codes[callingCode] == nil {
		return errUnknownCode
	}
	c := p.codes[callingCode]
	if c.load() == nil {
		return fmt.Errorf("calling code %d: %w", callingCode, c.err)
	}
	for _, r := range c.regions {
		if r.prefix() == nil {
			return fmt.Errorf("region %s: %w", r.name, r.err)
		}
	}
	return nil
}

// load gives the tables of a calling code, compiling them the first time; nil if they cannot be made.
func (c *code) load() *tables {
	if t := c.tables.Load(); t != nil {
		return t
	}
	c.once.Do(func() {
		metas := make([]*phonenumbers.PhoneMetadata, len(c.regions))
		for i, r := range c.regions {
			metas[i] = r.meta
		}
		var t *tables
		if t, c.err = newTables(metas); c.err == nil {
			c.tables.Store(t)
		}
	})
	return c.tables.Load()
}

// prefix gives the automaton of a region's international prefix; nil if it cannot be made.
func (r *region) prefix() *prefix {
	if p := r.idd.Load(); p != nil {
		return p
	}
	r.once.Do(func() {
		var p *prefix
		if p, r.err = compilePrefix(r.meta.GetInternationalPrefix()); r.err == nil {
			r.idd.Store(p)
		}
	})
	return r.idd.Load()
}

// regionIndex gives the place of a region by its two capital letters, -1 for other names.
func regionIndex(name string) int {
	if len(name) != 2 {
		return -1
	}
	a, b := name[0]-'A', name[1]-'A'
	if a >= 26 || b >= 26 {
		return -1
	}
	return int(a)*26 + int(b)
}

// region gives a region by name, nil if there is none.
func (p *Plan) region(name string) *region {
	if at := regionIndex(name); at >= 0 {
		return p.regions[at]
	}
	return nil
}
