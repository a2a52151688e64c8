package numplan

import (
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/callready/callready/normalize/phone/internal/corpus"
)

const benchNumbers = 20_000

// askLibrary does what the plan's fast path does, by the library.
func askLibrary(e *corpus.Entry, dst []byte) []byte {
	n, err := phonenumbers.Parse(e.Text, e.Region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return dst
	}
	return append(dst, phonenumbers.Format(n, phonenumbers.E164)...)
}

func askPlan(p *Plan, e *corpus.Entry, dst []byte) ([]byte, bool) {
	a, ok := p.Parse(e.Cell, e.Region)
	if ok && a.Valid {
		dst = a.AppendE164(dst)
	}
	return dst, ok
}

// BenchmarkParse measures one number in three ways: by the library, by the plan if it decides it, and by the plan with the
// library for the rest. The task is parsing, validity, E.164.
func BenchmarkParse(b *testing.B) {
	p := New()
	all := corpus.Numbers(benchNumbers)
	groups := map[string][]corpus.Entry{"mixed": all}
	for _, e := range all {
		groups[e.Kind] = append(groups[e.Kind], e)
	}
	for _, name := range []string{"mixed", "national", "plus", "idd", "extension", "invalid", "letters"} {
		benchGroup(b, p, name, groups[name])
	}
}

// BenchmarkRegion measures usual numbers by region.
func BenchmarkRegion(b *testing.B) {
	p := New()
	groups := make(map[string][]corpus.Entry)
	for _, e := range corpus.Numbers(benchNumbers) {
		if e.Kind == "national" || e.Kind == "plus" || e.Kind == "idd" {
			groups[e.Region+"/"+e.Kind] = append(groups[e.Region+"/"+e.Kind], e)
		}
	}
	for _, region := range []string{"US", "FR", "GB", "DE", "IT", "BR", "AR", "CN", "IN", "BS"} {
		for _, kind := range []string{"national", "plus", "idd"} {
			benchPlan(b, p, region+"/"+kind, groups[region+"/"+kind])
		}
	}
}

func benchGroup(b *testing.B, p *Plan, name string, entries []corpus.Entry) {
	b.Helper()
	var dst []byte
	b.Run(name+"/library", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			dst = askLibrary(&entries[i%len(entries)], dst[:0])
		}
	})
	benchPlan(b, p, name+"/plan", entries)
	b.Run(name+"/both", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			e := &entries[i%len(entries)]
			var ok bool
			if dst, ok = askPlan(p, e, dst[:0]); !ok {
				dst = askLibrary(e, dst[:0])
			}
		}
	})
}

// benchPlan measures the numbers that the plan decides.
func benchPlan(b *testing.B, p *Plan, name string, entries []corpus.Entry) {
	b.Helper()
	var taken []corpus.Entry
	for _, e := range entries {
		if _, ok := p.Parse(e.Cell, e.Region); ok {
			taken = append(taken, e)
		}
	}
	if len(taken) == 0 {
		return
	}
	var dst []byte
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			dst, _ = askPlan(p, &taken[i%len(taken)], dst[:0])
		}
		b.ReportMetric(100*float64(len(taken))/float64(len(entries)), "%decided")
	})
}

// BenchmarkCompile measures what the first number of a calling code pays.
func BenchmarkCompile(b *testing.B) {
	for _, c := range []struct {
		name string
		code int
	}{{"world", 0}, {"NANPA", 1}, {"FR", 33}, {"GB", 44}, {"DE", 49}, {"AR", 54}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				p := New()
				for code := range p.codes {
					if p.codes[code] != nil && (c.code == 0 || c.code == code) {
						p.codes[code].load()
					}
				}
			}
		})
	}
	b.Run("New", func(b *testing.B) {
		for b.Loop() {
			New()
		}
	})
}
