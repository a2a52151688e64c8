package pipeline

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
)

// Looking once at each record tells in which columns it says something else than another of its group.
func TestDiffers(t *testing.T) {
	t.Parallel()
	w := &twinWriter{people: &people{
		settler: &settler{Pass: &Pass{Parts: Parts{Binding: &profile.Binding{Columns: []profile.Bound{{Header: "A"}, {Header: "B"}}}}}},
		cols:    &peopleColumns{compared: []int{0, 1}},
	}}
	rapid.Check(t, func(t *rapid.T) {
		var list []*twin
		value := rapid.SampledFrom([]string{"", "-", "Lyon", "LYON ", "Nantes", "Lé", "le", "…"})
		for range rapid.IntRange(1, 5).Draw(t, "records") {
			list = append(list, &twin{member: dedupe.Member{Values: []string{value.Draw(t, "A"), value.Draw(t, "B")}}})
		}
		differ := w.columnsThatDiffer(list)
		for _, a := range list {
			want := ""
			for i, head := range []string{"A", "B"} {
				if slices.ContainsFunc(list, func(b *twin) bool {
					x, y := folded(a.member.Values[i]), folded(b.member.Values[i])
					return x != "" && y != "" && x != y
				}) {
					if want != "" {
						want += " | "
					}
					want += head
				}
			}
			if diff := cmp.Diff(want, w.differs(differ, a)); diff != "" {
				t.Fatalf("%q among %d (-want +got):\n%s", a.member.Values, len(list), diff)
			}
		}
	})
}
