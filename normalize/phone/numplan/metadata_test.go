package numplan

import (
	"errors"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"google.golang.org/protobuf/proto"
)

// TestPlanUnderstood fails when the library's metadata has changed in a way that the builder does not understand. The
// numbers of that calling code would be right, but slow.
func TestPlanUnderstood(t *testing.T) {
	p := New()
	known := phonenumbers.GetSupportedCallingCodes()
	for number := range p.codes {
		if !known[number] {
			if !errors.Is(p.Err(number), errUnknownCode) {
				t.Errorf("calling code %d: %v", number, p.Err(number))
			}
			continue
		}
		if err := p.Err(number); err != nil {
			t.Error(err)
			continue
		}
		c := p.codes[number]
		if n := len(c.tables.Load().next); n > 5000 {
			t.Errorf("calling code %d has %d states", number, n)
		}
		if c.loadTrunk() == nil {
			t.Errorf("calling code %d: formats not understood", number)
		}
	}
	if err := p.Err(-1); err == nil {
		t.Error("calling code -1 is known")
	}
	if err := p.Err(1000); err == nil {
		t.Error("calling code 1000 is known")
	}
}

// changed gives a plan of metadata in which one region's have been changed.
func changed(t *testing.T, region string, change func(m *phonenumbers.PhoneMetadata)) *Plan {
	t.Helper()
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	all = proto.Clone(all).(*phonenumbers.PhoneMetadataCollection)
	for _, m := range all.GetMetadata() {
		if m.GetId() == region {
			change(m)
		}
	}
	regions := make(map[int][]string)
	for c := range phonenumbers.GetSupportedCallingCodes() {
		regions[c] = phonenumbers.GetRegionCodesForCountryCode(c)
	}
	return newPlanOf(all, regions)
}

// TestUnknownMetadata changes the plan of one region to what the builder does not understand, and wants that calling
// code, and no other, to be left to the library.
func TestUnknownMetadata(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(m *phonenumbers.PhoneMetadata)
		want   string
	}{
		{"word boundary in the national prefix", func(m *phonenumbers.PhoneMetadata) {
			m.NationalPrefixForParsing = new(`0\b`)
		}, "assertion"},
		{"start of text in the national prefix", func(m *phonenumbers.PhoneMetadata) {
			m.NationalPrefixForParsing = new(`^0|1$`)
		}, "assertion"},
		{"end of text in the general pattern", func(m *phonenumbers.PhoneMetadata) {
			m.GeneralDesc.NationalNumberPattern = new(`\d{9}$`)
		}, "assertion"},
		{"look-ahead in a type", func(m *phonenumbers.PhoneMetadata) {
			m.Mobile.NationalNumberPattern = new(`(?!7)\d{9}`)
		}, "invalid or unsupported Perl syntax"},
		{"assertion in the leading digits", func(m *phonenumbers.PhoneMetadata) {
			m.LeadingDigits = new(`1\B`)
		}, "assertion"},
		{"assertion in the international prefix", func(m *phonenumbers.PhoneMetadata) {
			m.InternationalPrefix = new(`00$|\b1`)
		}, "assertion"},
		{"transform rule with a sign", func(m *phonenumbers.PhoneMetadata) {
			m.NationalPrefixForParsing, m.NationalPrefixTransformRule = new(`0(\d)`), new("9-$1")
		}, "template"},
		{"transform rule with a named group", func(m *phonenumbers.PhoneMetadata) {
			m.NationalPrefixForParsing, m.NationalPrefixTransformRule = new(`0(\d)`), new("9$1a")
		}, "template"},
		{"no general pattern", func(m *phonenumbers.PhoneMetadata) {
			m.GeneralDesc.NationalNumberPattern = nil
		}, "shape"},
		{"no possible lengths", func(m *phonenumbers.PhoneMetadata) {
			m.GeneralDesc.PossibleLength = nil
		}, "possible lengths"},
		{"no description of a type", func(m *phonenumbers.PhoneMetadata) { m.Pager = nil }, "shape"},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := changed(t, "FR", row.change)
			if err := p.Err(33); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("Err(33) = %v, want an error with %q", err, row.want)
			}
			if a, ok := p.Parse([]byte("01 99 00 12 34"), "FR"); ok {
				t.Errorf("decided: %s", showAnswer(&a))
			}
			if a, ok := p.Parse([]byte("020 7946 0123"), "GB"); !ok || !a.Valid || p.Err(44) != nil {
				t.Errorf("another calling code: ok %t, valid %t, %v", ok, a.Valid, p.Err(44))
			}
		})
	}
}

func TestUnknownRegions(t *testing.T) {
	for _, row := range []struct {
		name    string
		regions map[int][]string
	}{
		{"a name of three letters", map[int][]string{33: {"FRA"}}},
		{"a region twice", map[int][]string{33: {"FR"}, 34: {"FR"}}},
		{"a region of another calling code", map[int][]string{34: {"FR"}}},
		{"a calling code of four digits", map[int][]string{33: {"FR"}, 1242: {"BS"}}},
		{"no region", map[int][]string{33: {}}},
		{"the world and a region", map[int][]string{33: {"FR", "001"}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			all, err := phonenumbers.MetadataCollection()
			if err != nil {
				t.Fatal(err)
			}
			p := newPlanOf(all, row.regions)
			if !errors.Is(p.Err(33), errShape) {
				t.Errorf("Err(33) = %v", p.Err(33))
			}
			if _, ok := p.Parse([]byte("+33 1 99 00 12 34"), "FR"); ok {
				t.Error("decided")
			}
		})
	}
}
