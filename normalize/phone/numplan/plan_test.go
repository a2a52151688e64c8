package numplan

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"github.com/nyaruka/phonenumbers"

	"github.com/callready/callready/normalize/phone/internal/corpus"
)

// TestNoAllocations holds a usual number to no allocation at all.
func TestNoAllocations(t *testing.T) {
	p := New()
	entries := corpus.Numbers(2000)
	dst := make([]byte, 0, 32)
	for i := range entries {
		e := &entries[i]
		a, ok := p.Parse(e.Cell, e.Region)
		if !ok {
			continue
		}
		p.BareTrunk(&a, e.Region) // Compiles.
		if n := testing.AllocsPerRun(5, func() {
			a, _ := p.Parse(e.Cell, e.Region)
			p.BareTrunk(&a, e.Region)
			dst = a.AppendE164(dst[:0])
		}); n != 0 {
			t.Fatalf("%q in %q: %v allocations", e.Text, e.Region, n)
		}
	}
}

// TestCorpus wants at least 97 in 100 numbers of the corpus decided, all as the library has them.
func TestCorpus(t *testing.T) {
	p := New()
	n := 6_000
	if testing.Short() {
		n = 2_000
	}
	sum := tally{byRegion: make(map[string]int)}
	for _, e := range corpus.Numbers(n) {
		if diff := compare(p, e.Text, e.Region, &sum); diff != "" {
			t.Error(diff)
		}
	}
	t.Logf("%d of %d decided, %d valid", sum.decided, sum.inputs, sum.valid)
	if sum.decided*100 < sum.inputs*97 {
		t.Errorf("%d of %d decided, want 97 in 100", sum.decided, sum.inputs)
	}
}

// TestConcurrentLoad asks for new calling codes from many goroutines at once.
func TestConcurrentLoad(t *testing.T) {
	p := New()
	numbers := []string{"+33199001234", "+442079460123", "+4930123456", "+541123456789", "+390236618300"}
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for _, n := range numbers {
				if a, ok := p.Parse([]byte(n), "FR"); !ok || !a.Valid || string(a.AppendE164(nil)) != n {
					t.Errorf("%s: ok %t, valid %t, %s", n, ok, a.Valid, a.AppendE164(nil))
				}
				if a, ok := p.Parse([]byte("199001234"), "FR"); ok {
					if bare, ok := p.BareTrunk(&a, "FR"); !bare || !ok {
						t.Errorf("trunk prefix of %s: %t, %t", a.NSN(), bare, ok)
					}
				}
			}
		})
	}
	wg.Wait()
}

// TestAnswerIsSmall keeps the answer cheap to hand around.
func TestAnswerIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Answer{}); size > 64 {
		t.Errorf("an answer has %d bytes, want at most 64", size)
	}
}

func TestInputIsKept(t *testing.T) {
	in := []byte("011 15 2345 6789 ext. 12")
	a, ok := New().Parse(in, "AR")
	if got := string(in); got != "011 15 2345 6789 ext. 12" {
		t.Errorf("input changed to %q", got)
	}
	if !ok || string(in[a.ExtStart:a.ExtEnd]) != "12" {
		t.Errorf("ok %t, extension at %d to %d", ok, a.ExtStart, a.ExtEnd)
	}
}

func TestTypeNames(t *testing.T) {
	for i, row := range typeTable {
		if got := Type(i); row.name == "" || got.String() != row.name || got.Library() != row.library {
			t.Errorf("type %d: %s, %d; want %v", i, got, got.Library(), row)
		}
	}
	if got := Type(99).String(); got != "unknown" {
		t.Errorf("type 99: %s", got)
	}
}

func ExamplePlan_Parse() {
	p := New()
	for _, number := range []string{"01 99 00 12 34", "+44 (0)20 7946 0123", "00 1 212-555-0123", "01 99 00", "1-800-CALLNOW"} {
		a, ok := p.Parse([]byte(number), "FR")
		switch {
		case !ok:
			fmt.Println("ask the library:", number)
		case !a.Valid:
			fmt.Println("not valid:", number)
		default:
			fmt.Printf("%s %s %s\n", a.AppendE164(nil), a.Region, a.Type)
		}
	}
	// Output:
	// +33199001234 FR fixed
	// +442079460123 GB fixed
	// +12125550123 US fixed-or-mobile
	// not valid: 01 99 00
	// ask the library: 1-800-CALLNOW
}

// FuzzParse looks for inputs on which plan and library differ.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"01 99 00 12 34", "+33 (0)1 99 00 12 34", "0033199001234", "33199001234", "+1 242 322 1234", "011 15 2345 6789",
		"650-253-0000 ext. 12", "650-253-0000;ext=12", "Tel. (212) 555-0123#9", "+0033199001234", "886677", "000212345",
	} {
		for _, r := range []string{"FR", "US", "AR", "BS", "SM", "JP", "ZZ", ""} {
			f.Add(s, r)
		}
	}
	p := New()
	f.Fuzz(func(t *testing.T, number, region string) {
		sum := tally{byRegion: make(map[string]int)}
		if diff := compare(p, number, region, &sum); diff != "" {
			t.Error(diff)
		}
	})
}

// Prefix finds what the library's own pattern finds.
func TestPrefixIsTheLibrarys(t *testing.T) {
	p := New()
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 7))
	starts := []string{"", "0", "00", "000", "001", "011", "0011", "010", "119", "810", "8~10", "99", "0070", "990", "14"}
	found := 0
	for _, m := range all.GetMetadata() {
		if len(m.GetId()) != 2 || m.GetInternationalPrefix() == "" {
			continue
		}
		re := regexp.MustCompile("^(?:" + m.GetInternationalPrefix() + ")")
		for range 300 {
			digits := strings.ReplaceAll(starts[r.IntN(len(starts))], "~", "") + strconv.Itoa(r.IntN(1_000_000))
			want := 0
			if at := re.FindStringIndex(digits); at != nil {
				want = at[1]
				found++
			}
			if got := p.Prefix([]byte(digits), m.GetId()); got != want {
				t.Fatalf("%s in %s: %d, want %d", digits, m.GetId(), got, want)
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d prefixes were found", found)
	}
}
