package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

// crowd fills a model with n contacts; each gives the company, the e-mail and the phone cell of contact i.
func crowd(k *kind, n int, each func(i int) (firm, mail, phone string)) *crm {
	c := &crm{kind: k}
	for i := range n {
		firm, mail, phone := each(i)
		c.records = append(c.records, map[string]string{
			k.key: k.id(i), k.first: "Ana", k.last: fmt.Sprintf("Lopez %c%c", 'a'+i/26, 'a'+i%26), k.country: "France",
			k.firm: firm, k.mail: mail, k.phones[0]: phone,
		})
	}
	return c
}

// spelled gives one number in many ways.
func spelled(i int) string {
	return [...]string{"01 99 00 12 34", "+33199001234", "0199001234", "+33 (0)1 99 00 12 34", "01.99.00.12.34", "0033 1 99 00 12 34", "Tél. 01 99 00 12 34"}[i%7]
}

// A number on many contacts who have nothing in common is left wherever it stands, in E.164 too; one that its holders have
// from a company or for themselves is not.
func TestFrequent(t *testing.T) {
	own := func(i int) string { return fmt.Sprintf("ana@firm%d.example", i) }
	for _, tt := range []struct {
		name   string
		n      int
		each   func(i int) (firm, mail, phone string)
		listed int
	}{
		{"a company each", 40, func(i int) (string, string, string) { return fmt.Sprintf("Firm %d", i), own(i), spelled(i) }, 40},
		{"no companies, a domain each", 40, func(i int) (string, string, string) { return "", own(i), spelled(i) }, 40},
		{"no companies, public mail", 40, func(i int) (string, string, string) { return "", fmt.Sprintf("ana%d@gmail.com", i), spelled(i) }, 40},
		{"in every second cell beside another number", 40, func(i int) (string, string, string) {
			if i%2 == 0 {
				return fmt.Sprintf("Firm %d", i), own(i), fmt.Sprintf("%s / 06 55 50 %02d %02d", spelled(0), i, i+17)
			}
			return fmt.Sprintf("Firm %d", i), own(i), spelled(i)
		}, 40},
		{"one company", 40, func(i int) (string, string, string) { return "Opale", own(i), spelled(i) }, 0},
		{"one domain", 40, func(i int) (string, string, string) { return "", fmt.Sprintf("ana%d@opale.example", i), spelled(i) }, 0},
		{"a dozen contacts", 12, func(i int) (string, string, string) { return fmt.Sprintf("Firm %d", i), own(i), spelled(i) }, 0},
		{"a number each", 40, func(i int) (string, string, string) {
			return fmt.Sprintf("Firm %d", i), own(i), fmt.Sprintf("01 99 00 %02d %02d", i, i+17)
		}, 0},
		{"one person's duplicates", 40, func(i int) (string, string, string) {
			return fmt.Sprintf("Firm %d", i), "ana@opale.example", spelled(i)
		}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSession(t)
			k := hubspotKind()
			c := crowd(k, tt.n, tt.each)
			checkImport(t, s, c, []string{"-q", "--profile", "hubspot"})
			first := frequentCells(s, "run")
			if len(first) != tt.listed {
				t.Errorf("%d cells are left for their frequency, want %d", len(first), tt.listed)
			}
			if diff := cmp.Diff(first, frequentCells(s, "again")); diff != "" {
				t.Errorf("the next run lists something else (-first +next):\n%s", diff)
			}
			if tt.listed == 0 {
				return
			}
			if s.exists("run/import/updates-001.csv") || s.exists("run/review/shared-numbers.csv") {
				t.Error("a number that is nobody's was written, or listed as a shared line")
			}
		})
	}
}

// Around the bounds too, the next run finds what the first one found: the import changes no count.
func TestFrequentIsStable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kinds := []*kind{hubspotKind(), genericKind(profile.BlankKeeps), genericKind(profile.BlankClears)}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(kinds).Draw(t, "kind")
		firms := rapid.IntRange(8, 30).Draw(t, "firms")
		c := crowd(k, rapid.IntRange(18, 26).Draw(t, "contacts"), func(i int) (string, string, string) {
			cell := spelled(rapid.IntRange(0, 6).Draw(t, "spelling"))
			switch rapid.IntRange(0, 9).Draw(t, "shape") {
			case 0:
				cell += fmt.Sprintf(" / 06 55 50 %02d %02d", i, i+17)
			case 1:
				cell += "; 06 55 50 12 34"
			case 2:
				cell += " poste 12"
			case 3:
				cell = fmt.Sprintf("06 55 50 %02d %02d", i, i+17)
			}
			return fmt.Sprintf("Firm %d", i%firms), fmt.Sprintf("ana%d@gmail.com", i), cell
		})
		for i, r := range c.records {
			if rapid.IntRange(0, 4).Draw(t, "more") == 0 {
				r[k.phones[1]] = spelled(i)
			}
		}
		c.links = rapid.Bool().Draw(t, "links come back")
		s := scratch(t, dir)
		checkImport(t, s, c, drawFlags(t, c))
		if first, again := frequentCells(s, "run"), frequentCells(s, "again"); !slices.Equal(first, again) {
			t.Fatalf("%q, then %q", first, again)
		}
	})
}

func frequentCells(s *session, run string) []string {
	var out []string
	for _, r := range rows(s, run+"/review/needs-you.csv") {
		if r["code"] == "frequent-number" {
			out = append(out, strings.Join([]string{r["key"], r["column"], r["value"]}, " "))
		}
	}
	return out
}
