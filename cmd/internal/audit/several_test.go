package audit

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// Contacts in several files, with their columns in another order and some in two files, give what they give in one.
func TestSeveralContacts(t *testing.T) {
	o := company(t, "failing")
	rows := readCSV(t, open(t, o.Contacts[0]))
	head := slices.Sorted(func(yield func(string) bool) {
		for h := range rows[0] {
			if !yield(h) {
				return
			}
		}
	})
	first := append([]string{"Id"}, slices.DeleteFunc(slices.Clone(head), func(h string) bool { return h == "Id" })...)
	last := slices.Clone(first)
	slices.Reverse(last)
	dir := t.TempDir()
	write := func(name string, head []string, rows []map[string]string) string {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if strings.HasSuffix(name, ".json") {
			if err := json.NewEncoder(&b).Encode(map[string]any{"records": rows}); err != nil {
				t.Fatal(err)
			}
		} else {
			list := [][]string{head}
			for _, row := range rows {
				var line []string
				for _, h := range head {
					line = append(line, row[h])
				}
				list = append(list, line)
			}
			if err := w.WriteAll(list); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	explain := func(o Options) (*Result, string) {
		var calls, needs bytes.Buffer
		sink := &Tables{Calls: &calls, Needs: &needs}
		r := mustRun(t, o, sink)
		if err := sink.Close(); err != nil {
			t.Fatal(err)
		}
		r.Inputs = nil
		return r, calls.String() + needs.String()
	}
	want, wantCalls := explain(o)
	mid := len(rows) / 2
	for name, files := range map[string][]string{
		"two":            {write("a.csv", first, rows[:mid]), write("b.csv", first, rows[mid:])},
		"another order":  {write("c.csv", first, rows[:mid]), write("d.csv", last, rows[mid:])},
		"some in both":   {write("e.csv", first, rows[:mid+2]), write("f.csv", last, rows[mid-1:])},
		"pages of JSON":  {write("g.json", nil, rows[:mid]), write("h.json", nil, rows[mid:])},
		"JSON, some two": {write("i.json", nil, rows[:mid+1]), write("j.json", nil, rows[mid:])},
	} {
		o.Contacts = files
		got, gotCalls := explain(o)
		got.Notes = slices.DeleteFunc(got.Notes, func(n string) bool { return strings.Contains(n, "several files") })
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-one file +several):\n%s", name, d)
		}
		if d := cmp.Diff(wantCalls, gotCalls); d != "" {
			t.Errorf("%s, calls (-one file +several):\n%s", name, d)
		}
	}
	refused := map[string][]string{
		"do not have the same columns": {write("k.csv", first, rows), write("l.csv", first[:len(first)-1], rows)},
		"is given twice":               {write("m.csv", first, rows), write("n.csv", first, rows)},
	}
	for says, files := range refused {
		o.Contacts = files
		_, err := Run(context.Background(), o, nil)
		if _, ok := errors.AsType[*ColumnsError](err); !ok || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	o.Contacts = []string{company(t, "failing").Contacts[0], o.Calls}
	_, err := Run(context.Background(), o, nil)
	if wrong, ok := errors.AsType[*source.WrongKindError](err); !ok || wrong.Is != source.Calls {
		t.Errorf("calls among contacts: %v", err)
	}
}

func open(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Whatever list comes from standard input gives what it gives as a file.
func TestStandardInput(t *testing.T) {
	want := mustRun(t, company(t, "failing"), nil)
	for option, get := range map[string]func(o *Options) *string{
		"--contacts": func(o *Options) *string { return &o.Contacts[0] }, "--calls": func(o *Options) *string { return &o.Calls },
		"--logged": func(o *Options) *string { return &o.Logged }, "--numbers": func(o *Options) *string { return &o.Numbers },
		"--connected": func(o *Options) *string { return &o.Connected }, "--ivr": func(o *Options) *string { return &o.IVR },
		"--workflow": func(o *Options) *string { return &o.Workflow }, "--crm-users": func(o *Options) *string { return &o.CRMUsers },
		"--aircall-users": func(o *Options) *string { return &o.AircallUsers },
	} {
		o := company(t, "failing")
		name := get(&o)
		o.Stdin = open(t, *name)
		*name = "-"
		got := mustRun(t, o, nil)
		for i := range got.Inputs {
			if in := &got.Inputs[i]; in.Option == option && in.Name == "standard input" {
				in.Name = want.Inputs[i].Name
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-file +standard input):\n%s", option, d)
		}
	}
}
