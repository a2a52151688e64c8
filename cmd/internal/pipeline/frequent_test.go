package pipeline

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// crowd makes n contacts of different people that hold one number. each says who they work for.
func crowd(n int, each func(i int, m *mention)) []mention {
	ms := make([]mention, n)
	for i := range ms {
		ms[i] = mention{key: 899001234, name: 1000 + uint32(i), mail: 2000 + uint32(i)}
		each(i, &ms[i])
	}
	return ms
}

func TestFiller(t *testing.T) {
	type m = mention
	strangers := func(int, *m) {}
	firms := func(n int) func(int, *m) { return func(i int, m *m) { m.firm = 1 + uint32(i%n) } }
	domains := func(n int) func(int, *m) { return func(i int, m *m) { m.domain = 1 + uint32(i%n) } }
	for _, tt := range []struct {
		name  string
		group []mention
		want  bool
	}{
		{"a company each", crowd(40, firms(40)), true},
		{"the same, just enough people", crowd(20, firms(20)), true},
		{"the same, one too few", crowd(19, firms(19)), false},
		{"neither company nor domain", crowd(40, strangers), true},
		{"one company", crowd(40, firms(1)), false},
		{"one domain", crowd(40, domains(1)), false},
		{"nine companies", crowd(45, firms(9)), false},
		{"ten companies", crowd(45, firms(10)), true},
		{"ten domains", crowd(45, domains(10)), true},
		{"one person's duplicates", crowd(40, func(i int, m *m) { m.name, m.firm = 1, uint32(i)+1 }), false},
		{"one e-mail", crowd(40, func(i int, m *m) { m.mail, m.firm = 1, uint32(i)+1 }), false},
		{"each person twice, twenty people", crowd(40, func(i int, m *m) { m.name, m.mail, m.firm = uint32(i/2)+1, uint32(i/2)+1, uint32(i/2)+1 }), true},
		{"each person twice, nineteen people", crowd(38, func(i int, m *m) { m.name, m.mail, m.firm = uint32(i/2)+1, uint32(i/2)+1, uint32(i/2)+1 }), false},
		{"half of one company", crowd(40, func(i int, m *m) { m.firm = uint32(max(1, i-18)) }), false},
		{"a third of one company", crowd(60, func(i int, m *m) { m.firm = uint32(max(1, i-18)) }), true},
		{"one company, half of the contacts do not say it", crowd(40, func(i int, m *m) { m.firm = uint32(i % 2) }), false},
		{"one company, nearly all contacts do not say it", crowd(40, func(i int, m *m) { m.firm = uint32(1 - min(i/4, 1)) }), true},
		{"subsidiaries with one domain", crowd(40, func(i int, m *m) { m.firm, m.domain = uint32(i)+1, 1 }), false},
		{"a few share a domain", crowd(40, func(i int, m *m) { m.firm, m.domain = uint32(i)+1, uint32(max(0, i-36)) }), true},
	} {
		if got := new(sieve).filler(tt.group); got != tt.want {
			t.Errorf("%s: a filler: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Whatever else is in the file, and in whatever order, a number is found if and only if its contacts, but for the first
// one, make it a filler; also when it all goes through the disk.
func TestFrequentFindsExactly(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		var all []mention
		numbers := rapid.IntRange(1, 12).Draw(t, "numbers")
		for n := range numbers {
			firms := rapid.Uint32Range(1, 30).Draw(t, "firms")
			people := rapid.IntRange(1, 45).Draw(t, "people")
			for i := range people {
				m := mention{key: 899001234 + uint64(n), name: uint32(i) + 1, mail: uint32(i) + 1, firm: uint32(i)%firms + 1}
				if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
					m.firm = 0
				}
				all = append(all, m)
			}
		}
		all = rapid.Permutation(all).Draw(t, "order")
		var want frequentKeys
		for n := range numbers {
			key := 899001234 + uint64(n)
			group := slices.DeleteFunc(slices.Clone(all), func(m mention) bool { return m.key != key })
			if new(sieve).filler(group[1:]) {
				want = append(want, key)
			}
		}
		s := newMentions(dir, rapid.SampledFrom([]int{64, 1 << 20}).Draw(t, "memory"))
		for i := range all {
			if err := s.add(&all[i]); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.frequent()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("fillers (-want +got):\n%s", diff)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	})
}

// Of a number on more contacts than are weighed, the first ones decide, and the numbers behind it are found as well.
func TestFrequentBound(t *testing.T) {
	s := newMentions(t.TempDir(), mentionsMemory)
	for key := range uint64(2) {
		for i := range uint32(mentionsMost + 100) {
			if err := s.add(&mention{key: 899001234 + key, name: i + 1, mail: i + 1, firm: i + 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	got, err := s.frequent()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(frequentKeys{899001234, 899001235}, got); diff != "" {
		t.Errorf("fillers (-want +got):\n%s", diff)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
}

func TestFrequentKeys(t *testing.T) {
	f := frequentKeys{numberKey([]byte("0199001234")), numberKey([]byte("0655501234"))}
	slices.Sort(f)
	for _, tt := range []struct {
		digits string
		want   bool
	}{
		{"0199001234", true},
		{"33199001234", true},
		{"0033655501234", true},
		{"0199001235", false},
		{"", false},
		{"12345", false},
		{"01990012340655501234", false},
	} {
		if got := f.has([]byte(tt.digits)); got != tt.want {
			t.Errorf("%q is frequent: %v, want %v", tt.digits, got, tt.want)
		}
	}
	digits := []byte("33199001234")
	if n := testing.AllocsPerRun(100, func() { f.has(digits) }); n > 0 {
		t.Errorf("a look-up allocates %v times", n)
	}
}

// BenchmarkMentions counts the numbers of a file, one in three of which came before.
func BenchmarkMentions(b *testing.B) {
	const n = 500_000
	dir := b.TempDir()
	for b.Loop() {
		s := newMentions(dir, mentionsMemory)
		x := uint64(88172645463325252)
		for i := range uint64(n) {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			m := mention{key: 8e8 + i*173%1e8, name: uint32(x), mail: uint32(x >> 8), firm: uint32(x >> 32)}
			if x%3 == 0 {
				m.key = 8e8 + x/3%max(i, 1)*173%1e8
			}
			if err := s.add(&m); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := s.frequent(); err != nil {
			b.Fatal(err)
		}
		if err := s.close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/number")
}
