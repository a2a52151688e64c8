package required

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// matchPlainly compares a field with a column, as [Match] is described.
func matchPlainly(header string, f *Field) How {
	k := keysOf(header)
	name, label := fold(f.Name), fold(f.Label)
	switch {
	case k.folded == "" || name == "":
		return NotFound
	case k.exact == f.Name:
		return ByExact
	case k.folded == name, k.bare != "" && k.bare == name:
		return ByAPIName
	case label != "" && (k.folded == label || k.bare == label):
		return ByLabel
	}
	for _, text := range [...]string{f.Name, f.Label, stem(f.Name)} {
		if s := squash(text); k.loose != "" && s != "" && (s == k.loose || k.bare != "" && s == squash(k.bare)) {
			return ByLoose
		}
	}
	return NotFound
}

// The index finds what comparing each field with each column finds.
func TestHeaderIndex(t *testing.T) {
	t.Parallel()
	text := rapid.SampledFrom([]string{
		"Region", "region", "Région", "REGION *", "Person - Region", "Contact.Region", "Region__c", "x_region", "Re gion", "re_gion", "Lead: ", "lead",
		"", "*", "Segment", "contact/segment", "segment (required)", "cf_segment", " - ", "person - *",
	})
	rapid.Check(t, func(t *rapid.T) {
		headers := rapid.SliceOfN(text, 0, 8).Draw(t, "headers")
		f := Field{Name: text.Draw(t, "name"), Label: text.Draw(t, "label")}
		var want []int
		best := NotFound
		for c, h := range headers {
			how := matchPlainly(h, &f)
			if how > best {
				best, want = how, nil
			}
			if how == best && how > NotFound {
				want = append(want, c)
			}
		}
		got, how := newHeaderIndex(headers).find(&f)
		if diff := cmp.Diff(want, slices.Clone(got)); diff != "" || how != best {
			t.Fatalf("columns (-want +got), %d, want %d:\n%s", how, best, diff)
		}
	})
}

// A member of an object with many is looked up, and of two with one name the first counts.
func TestManyMembers(t *testing.T) {
	t.Parallel()
	text := []byte(`{"name":"first"`)
	for i := range 10 * indexed {
		text = fmt.Appendf(text, `,"k%d":%d`, i, i)
	}
	docs, err := parse(append(text, `,"name":"second"}`...))
	if err != nil {
		t.Fatal(err)
	}
	n := &docs[0]
	if n.index == nil || n.str("name") != "first" || n.str("k7") != "7" || n.has("k") {
		t.Errorf("index of %d members, name %q, k7 %q", len(n.index), n.str("name"), n.str("k7"))
	}
}
