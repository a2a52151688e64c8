package phone

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestPlan(t *testing.T) {
	p, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Plan()
	if err != nil || p != again {
		t.Errorf("Plan gives %+v, then %+v (%v)", p, again, err)
	}
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(p.SHA256) {
		t.Errorf("SHA256 is %q", p.SHA256)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), libraryPath+" "+libraryVersion) {
		t.Errorf("go.mod does not require %s %s: libraryVersion is out of date", libraryPath, libraryVersion)
	}
}

func TestNewReaderRefusesRegions(t *testing.T) {
	for _, region := range []string{"", "France", "XX", "001"} {
		if _, err := NewReader(Options{Regions: []string{region}}); err == nil {
			t.Errorf("NewReader took the default region %q", region)
		}
	}
	if _, err := NewReader(Options{Regions: []string{" fr", "BE"}}); err != nil {
		t.Error(err)
	}
}

func TestMemoIsBounded(t *testing.T) {
	m := newMemo[*answer]()
	a := new(answer)
	for i := range 100_000 {
		m.lookup(strings.Repeat("1", i%15)+string(rune('0'+i%10))+regexp.QuoteMeta(string(rune(i))), "FR", func() *answer { return a })
	}
	n := 0
	for i := range m.shards {
		n += len(m.shards[i].young) + len(m.shards[i].old)
	}
	if limit := memoShards * memoGeneration * 2; n > limit {
		t.Errorf("the memo holds %d answers, its limit is %d", n, limit)
	}
}
