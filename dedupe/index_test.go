package dedupe

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestIndexRules(t *testing.T) {
	t.Parallel()
	const number = 33199001234
	tests := []struct {
		name string
		adds []Holder
		want Entry
	}{
		{"one holder", []Holder{{Row: 4, Person: 7}}, Entry{Row: 4, Person: 7, Holders: 1}},
		{"one kept holder", []Holder{{Row: 4, Person: 7, Claim: Keeps}}, Entry{Row: 4, Person: 7, Claim: Keeps, Holders: 1}},
		{"the lowest row answers", []Holder{{Row: 4, Person: 7}, {Row: 9, Person: 7}}, Entry{Row: 4, Person: 7, Holders: 2}},
		{
			"one that keeps it answers before lower rows",
			[]Holder{{Row: 4, Person: 7}, {Row: 9, Person: 8, Claim: Keeps}},
			Entry{Row: 9, Person: 8, Claim: Keeps, Holders: 2, Shared: true},
		},
		{
			"the lowest that keeps it answers",
			[]Holder{{Row: 4, Person: 7, Claim: Keeps}, {Row: 9, Person: 7, Claim: Keeps}},
			Entry{Row: 4, Person: 7, Claim: Keeps, Holders: 2},
		},
		{"the same row twice", []Holder{{Row: 4, Person: 7}, {Row: 4, Person: 7}}, Entry{Row: 4, Person: 7, Holders: 1}},
		{
			"the same row, kept the second time",
			[]Holder{{Row: 4, Person: 7}, {Row: 4, Person: 7, Claim: Keeps}},
			Entry{Row: 4, Person: 7, Claim: Keeps, Holders: 1},
		},
		{
			"a later row, kept the second time",
			[]Holder{{Row: 2, Person: 7}, {Row: 4, Person: 7}, {Row: 4, Person: 7, Claim: Keeps}},
			Entry{Row: 4, Person: 7, Claim: Keeps, Holders: 2},
		},
		{
			"shared stays shared",
			[]Holder{{Row: 1, Person: 7}, {Row: 2, Person: 8}, {Row: 3, Person: 7}},
			Entry{Row: 1, Person: 7, Holders: 3, Shared: true},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x := NewIndex(0)
			for _, h := range tt.adds {
				x.Add(number, h)
			}
			got, ok := x.Find(number)
			if !ok {
				t.Fatal("not found")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIndexKnowsNothingOfOthers(t *testing.T) {
	t.Parallel()
	x := NewIndex(0)
	if _, ok := x.Find(1); ok {
		t.Error("an empty index found something")
	}
	x.Add(0, Holder{Row: 1, Person: 1})
	if _, ok := x.Find(0); ok || x.Len() != 0 {
		t.Error("key 0 was taken for a number")
	}
}

// model is the index in its plainest form: all holders of each number.
type model map[uint64][]Holder

func (m model) add(key uint64, h Holder) {
	for i, old := range m[key] {
		if old.Row == h.Row {
			m[key][i].Claim = max(old.Claim, h.Claim)
			return
		}
	}
	m[key] = append(m[key], h)
}

func (m model) find(key uint64) Entry {
	var e Entry
	for _, h := range m[key] {
		if a, b := min(h.Claim, Keeps), min(e.Claim, Keeps); e.Holders == 0 || a > b || a == b && h.Row < e.Row {
			e.Row, e.Person, e.Claim = h.Row, h.Person, h.Claim
		}
		e.Holders++
		e.Shared = e.Shared || h.Person != m[key][0].Person || h.Mail != 0 && e.Mail != 0 && h.Mail != e.Mail
		e.Mail = max(e.Mail, h.Mail)
	}
	if e.Shared {
		e.Mail = 0
	}
	return e
}

// TestIndexAgainstModel adds rows of a few numbers out of a small set, so that all kinds of sharing occur, among
// many others that make the shards grow.
func TestIndexAgainstModel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, m := NewIndex(rapid.SampledFrom([]int{-1, 0, 3, 5000}).Draw(t, "hint")), model{}
		base := rapid.Uint64Range(1, 1e15).Draw(t, "base")
		stride := rapid.SampledFrom([]uint64{1, 10, 100, 1 << 32, 1134903170}).Draw(t, "stride")
		rows := rapid.IntRange(1, 400).Draw(t, "rows")
		spread := rapid.Uint64Range(1, 2000).Draw(t, "spread")
		seed := rapid.Uint64().Draw(t, "seed")
		next := func(n uint64) uint64 { // a small generator: drawing every value from rapid takes too long
			seed ^= seed << 13
			seed ^= seed >> 7
			seed ^= seed << 17
			return (seed*0x2545f4914f6cdd1d + 1) >> 11 % n
		}
		for row := 1; row <= rows; row++ {
			person := uint32(next(20) + 1)
			mail := uint32(next(3)) * person
			for range next(fewNumbers + 20) {
				key := base + next(spread)*stride
				h := Holder{Row: uint32(row), Person: person, Mail: mail, Claim: Claim(next(4))}
				x.Add(key, h)
				m.add(key, h)
			}
		}
		if x.Len() != len(m) {
			t.Fatalf("%d numbers, want %d", x.Len(), len(m))
		}
		for key := range m {
			got, ok := x.Find(key)
			if !ok {
				t.Fatalf("number %d was lost", key)
			}
			if diff := cmp.Diff(m.find(key), got); diff != "" {
				t.Fatalf("number %d mismatch (-want +got):\n%s", key, diff)
			}
		}
		for i := range uint64(1000) {
			key := base + (spread+i)*stride
			if _, ok := x.Find(key); ok {
				t.Fatalf("found number %d, which was not added", key)
			}
		}
	})
}

// TestIndexInAnyRowOrder: the answer for a number does not depend on which row came first.
func TestIndexInAnyRowOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "holders")
		holders := make([]Holder, n)
		for i := range holders {
			holders[i] = Holder{
				Row:    uint32(i + 1),
				Person: rapid.Uint32Range(1, 2).Draw(t, "person"),
				Mail:   rapid.Uint32Range(0, 2).Draw(t, "mail"),
				Claim:  rapid.SampledFrom([]Claim{Holds, Splits, Keeps, Has}).Draw(t, "claim"),
			}
		}
		x, y := NewIndex(0), NewIndex(0)
		for _, h := range holders {
			x.Add(5, h)
		}
		for _, h := range rapid.Permutation(holders).Draw(t, "order") {
			y.Add(5, h)
		}
		a, _ := x.Find(5)
		b, _ := y.Find(5)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatalf("the order of rows matters (-ascending +shuffled):\n%s", diff)
		}
	})
}

func TestIndexConcurrentReading(t *testing.T) {
	t.Parallel()
	x := NewIndex(0)
	for i := range uint32(10_000) {
		x.Add(uint64(i)+33199000000, Holder{Row: i + 1, Person: i + 1})
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range uint32(10_000) {
				if e, ok := x.Find(uint64(i) + 33199000000); !ok || e.Row != i+1 {
					t.Errorf("number %d: row %d, found %v", i, e.Row, ok)
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestIndexMemory holds the promise of bytes a number, at sizes just before and just after the shards grow.
func TestIndexMemory(t *testing.T) {
	t.Parallel()
	x := NewIndex(0)
	worst := 0.0
	for i := range uint32(300_000) {
		x.Add(uint64(i)*7919+10_000_000_000, Holder{Row: i + 1, Person: 1})
		if x.Len() < 100_000 {
			continue
		}
		// While a shard grows, its old and its new table live side by side.
		largest := 0
		if i%1000 == 0 {
			for j := range x.shards {
				largest = max(largest, len(x.shards[j].keys))
			}
			worst = max(worst, float64(x.Bytes()+int64(largest*slotBytes))/float64(x.Len()))
		}
	}
	if worst > 37 {
		t.Errorf("%.1f bytes a number at worst, want 37 or less", worst)
	}
	if worst < slotBytes {
		t.Errorf("%.1f bytes a number cannot be: a slot has %d", worst, slotBytes)
	}
}

func TestHoldersStayAtTheTop(t *testing.T) {
	t.Parallel()
	v := value{meta: ^uint32(0) - oneHolder&^claimBits | uint32(Keeps) | sharedBit}
	v.meta = v.meta&^claimBits | uint32(Keeps)
	before := v.entry().Holders
	v.count()
	v.count()
	v.count()
	if e := v.entry(); e.Holders != before+1 || e.Claim != Keeps || !e.Shared {
		t.Errorf("after counting on: %+v, want %d holders, kept and shared", e, before+1)
	}
}

func TestContestedAndDisclaim(t *testing.T) {
	t.Parallel()
	x := NewIndex(0)
	for _, h := range []struct {
		key uint64
		Holder
	}{
		{1, Holder{Row: 1, Person: 7, Claim: Splits}}, // nobody else has it
		{2, Holder{Row: 1, Person: 7, Claim: Splits}}, // on two records of one person
		{3, Holder{Row: 1, Person: 7, Claim: Has}},    // in a cell of its own already
		{5, Holder{Row: 1, Person: 7, Claim: Keeps}},  // will be kept by one of them
		{4, Holder{Row: 1, Person: 7, Claim: Splits}}, // on records of two people
		{2, Holder{Row: 2, Person: 7, Claim: Splits}},
		{3, Holder{Row: 2, Person: 7, Claim: Splits}},
		{4, Holder{Row: 2, Person: 8, Claim: Splits}},
		{5, Holder{Row: 2, Person: 7, Claim: Splits}},
	} {
		x.Add(h.key, h.Holder)
	}
	got := map[uint64]uint32{}
	for key, e := range x.Contested() {
		got[key] = e.Row
	}
	if diff := cmp.Diff(map[uint64]uint32{2: 1, 5: 1}, got); diff != "" {
		t.Errorf("contested numbers by answerable row (-want +got):\n%s", diff)
	}
	x.Disclaim(2)
	if e, _ := x.Find(2); e.Claim != Holds || e.Row != 1 || e.Holders != 2 {
		t.Errorf("after Disclaim: %+v", e)
	}
}

func TestAddGivesTheRowBeforeAndTwiceOnePersonsRecords(t *testing.T) {
	x := NewIndex(0)
	for _, h := range []struct {
		key    uint64
		h      Holder
		before uint32
		twice  bool
	}{
		{101, Holder{Row: 1, Person: 7}, 0, false},
		{102, Holder{Row: 1, Person: 7}, 0, false},
		{103, Holder{Row: 3, Person: 8}, 0, false},  // one record
		{104, Holder{Row: 4, Person: 9}, 0, false},  //
		{104, Holder{Row: 5, Person: 10}, 4, false}, // a shared line
		{104, Holder{Row: 6, Person: 11}, 4, false},
		{101, Holder{Row: 7, Person: 7}, 1, true}, // one person, two records
	} {
		if before := x.Add(h.key, h.h); before != h.before {
			t.Errorf("row %d, number %d: row %d before, want %d", h.h.Row, h.key, before, h.before)
		}
		if twice := x.Twice(); twice != h.twice {
			t.Errorf("after row %d: twice %t", h.h.Row, twice)
		}
	}
}
