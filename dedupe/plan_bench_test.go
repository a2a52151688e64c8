package dedupe

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Members are ranked as by looking for the best of those left, again and again.
func TestRank(t *testing.T) {
	t.Parallel()
	orders := []Order{MostComplete, Oldest, Newest, LastUpdated, NamedOwner, WantedOwner}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "a", "b", "none"})
		var members []Member
		for range rapid.IntRange(1, 8).Draw(t, "members") {
			members = append(members, Member{
				Key: text.Draw(t, "key"), Values: []string{text.Draw(t, "value"), text.Draw(t, "other")}, Created: text.Draw(t, "created"),
				Modified: text.Draw(t, "modified"), Owner: text.Draw(t, "owner"), Wanted: rapid.Bool().Draw(t, "wanted"), Made: rapid.Bool().Draw(t, "made"),
			})
		}
		order := rapid.SliceOfN(rapid.SampledFrom(orders), 0, 3).Draw(t, "order")
		survivor := rapid.IntRange(0, len(members)-1).Draw(t, "survivor")
		want := []int{survivor}
		for len(want) < len(members) {
			best := -1
			for i := range members {
				if slices.Contains(want, i) {
					continue
				}
				if s := newStanding(&members[i]); best < 0 {
					best = i
				} else if than := newStanding(&members[best]); s.before(&than, order) {
					best = i
				}
			}
			want = append(want, best)
		}
		if diff := cmp.Diff(want, rank(members, survivor, order)); diff != "" {
			t.Fatalf("mismatch (-want +got):\n%s", diff)
		}
	})
}

// The work for a member hardly grows with the group.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			members := make([]Member, n)
			for i := range members {
				members[i] = Member{Key: strconv.Itoa(i * 7919 % n), Values: []string{"Ana", "Petit", "", strconv.Itoa(i)}}
			}
			for b.Loop() {
				Plan(members, 0, []Order{MostComplete, Oldest}, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/member")
		})
	}
}
