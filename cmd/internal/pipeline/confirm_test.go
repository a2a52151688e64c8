package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// Who answers for a number is the same whether records are passed over whose notes say that nothing is to be asked, or all
// are asked.
func TestConfirmByNotes(t *testing.T) {
	dir := t.TempDir()
	passedOver := 0
	rapid.Check(t, func(rt *rapid.T) {
		policy := rapid.SampledFrom([]normalize.Policy{normalize.One, normalize.Readable}).Draw(rt, "policy")
		var csv strings.Builder
		csv.WriteString("Id,First Name,Last Name,Phone,Mobile Phone,Other Phone\n")
		number := rapid.SampledFrom([]string{"", "+33199001201", "01 99 00 12 02", "+33639980003", "06 39 98 00 04", "+33199001205", "01 99 00 12 01 / 06 39 98 00 03", "+33199001205 / +33199001201"})
		for id := range rapid.IntRange(0, 12).Draw(rt, "records") {
			who := rapid.SampledFrom([]string{"Ada,Favre", "Ben,Moreau", "Cleo,Roux"}).Draw(rt, "who")
			fmt.Fprintf(&csv, "%d,%s,%s,%s,%s\n", id+1, who, number.Draw(rt, "phone"), number.Draw(rt, "mobile"), number.Draw(rt, "other"))
		}
		name := filepath.Join(dir, "export.csv")
		if err := os.WriteFile(name, []byte(csv.String()), 0o600); err != nil {
			rt.Fatal(err)
		}
		all, some := answering(t, name, policy, frequentKeys{1}), answering(t, name, policy, nil)
		if diff := cmp.Diff(all, some); diff != "" {
			t.Fatalf("answers (-all asked +some):\n%s\n%s", diff, csv.String())
		}
		if len(all) > 0 {
			passedOver++
		}
	})
	if passedOver < 5 {
		t.Errorf("only %d tables had numbers", passedOver)
	}
}

// answering gives what is known of each number of a file once all records were asked.
func answering(t *testing.T, name string, policy normalize.Policy, fillers frequentKeys) (lines []string) {
	t.Helper()
	table, err := tablefile.Open(t.Context(), name, nil, tablefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	generic, err := profile.Find("generic")
	if err != nil {
		t.Fatal(err)
	}
	b, err := generic.Bind(table.Header(), nil, profile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fields, columns := Fields(b)
	fields[2].Read = false // so that the policies differ in what they do with it
	ph, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		t.Fatal(err)
	}
	rules := &normalize.Rules{Fields: fields, Policy: policy}
	s := &settler{lay: &layout{}, Pass: &Pass{inputs: []Input{{Table: table}}, Workers: 2, Progress: silent{}, Temp: t.TempDir(), Parts: Parts{
		Binding: b, Phone: ph, Columns: columns, Name: newNameTemplate("{last} ({label})"), Ext: -1, Rules: rules, Others: whatIfs(rules),
	}}}
	s.people = newPeopleColumns(b)
	s.kept = newKeeper(s.Temp, keptColumns(s), len(b.Columns))
	defer s.kept.blocks.Close()
	if err := s.survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.fillers = fillers
	if err := s.build(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.claims(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.confirm(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, e164 := range []string{"+33199001201", "+33199001202", "+33639980003", "+33639980004", "+33199001205"} {
		key, _ := dedupe.Key(e164)
		e, ok := s.index.Find(key)
		if !ok {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %+v", e164, e))
		for k, w := range s.Others {
			if w == nil {
				continue
			}
			if a, ok := w.answers.get(key); ok {
				lines = append(lines, fmt.Sprintf("%s under policy %d: row %d, %d", e164, k, a.row, a.claim()))
			}
		}
	}
	return slices.Clip(lines)
}
