package audit

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/io/xlsxfile"
)

// Every list gives the same audit in every form that an admin may have it in: a table, a workbook, an answer of an API of one page or
// of several, a bare array, objects a line, and a table copied off a screen.
func TestEveryForm(t *testing.T) {
	for _, state := range []string{"failing", "passing"} {
		base := company(t, state)
		want := mustRun(t, base, nil)
		want.Inputs = nil
		for option, get := range lists() {
			o := company(t, state)
			head, rows := cells(t, *get(&o), source.KindOf(option))
			for form, write := range writers() {
				t.Run(state+" "+option+" "+form, func(t *testing.T) {
					o := company(t, state)
					name := filepath.Join(t.TempDir(), "list")
					if err := os.WriteFile(name, write(t, strings.TrimPrefix(option, "--"), head, rows), 0o600); err != nil {
						t.Fatal(err)
					}
					*get(&o) = name
					got, err := Run(context.Background(), o, nil)
					if err != nil {
						t.Fatalf("%v\n%q", err, head)
					}
					got.Inputs = nil
					if d := cmp.Diff(want, got); d != "" {
						t.Errorf("(-as it is +%s):\n%s", form, d)
					}
				})
			}
		}
	}
}

// lists gives the options that take a list.
func lists() map[string]func(o *Options) *string {
	return map[string]func(o *Options) *string{
		"--contacts": func(o *Options) *string { return &o.Contacts[0] }, "--calls": func(o *Options) *string { return &o.Calls },
		"--logged": func(o *Options) *string { return &o.Logged }, "--numbers": func(o *Options) *string { return &o.Numbers },
		"--connected": func(o *Options) *string { return &o.Connected }, "--ivr": func(o *Options) *string { return &o.IVR },
		"--workflow": func(o *Options) *string { return &o.Workflow }, "--crm-users": func(o *Options) *string { return &o.CRMUsers },
		"--aircall-users": func(o *Options) *string { return &o.AircallUsers },
	}
}

// cells reads a file of the company.
func cells(t *testing.T, name string, kind source.Kind) (head []string, rows [][]string) {
	t.Helper()
	f, err := source.Open(context.Background(), name, source.Options{SpoolDir: t.TempDir(), Paste: true, Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = f.Each(context.Background(), func(r *source.Row) error {
		var row []string
		for col := range f.Header() {
			row = append(row, string(r.Stored(col)))
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f.Header(), rows
}

// writers gives the forms.
func writers() map[string]func(t *testing.T, key string, head []string, rows [][]string) []byte {
	separated := func(comma rune) func(t *testing.T, _ string, head []string, rows [][]string) []byte {
		return func(t *testing.T, _ string, head []string, rows [][]string) []byte {
			t.Helper()
			var b bytes.Buffer
			w := csv.NewWriter(&b)
			w.Comma = comma
			if err := errors.Join(w.Write(head), w.WriteAll(rows)); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
	}
	return map[string]func(t *testing.T, key string, head []string, rows [][]string) []byte{
		"commas": separated(','), "semicolons": separated(';'), "copied off a screen": separated('\t'),
		"one page": func(t *testing.T, key string, head []string, rows [][]string) []byte {
			t.Helper()
			return encode(t, pageOf(key, objects(head, rows)))
		},
		"several pages": func(t *testing.T, key string, head []string, rows [][]string) []byte {
			t.Helper()
			list := objects(head, rows)
			mid := len(list) / 2
			return append(append(encode(t, pageOf(key, list[:mid])), '\n'), encode(t, pageOf(key, list[mid:]))...)
		},
		"pages in an array": func(t *testing.T, key string, head []string, rows [][]string) []byte {
			t.Helper()
			list := objects(head, rows)
			mid := len(list) / 2
			return encode(t, []any{pageOf(key, list[:mid]), pageOf(key, list[mid:])})
		},
		"bare array": func(t *testing.T, _ string, head []string, rows [][]string) []byte {
			t.Helper()
			return encode(t, objects(head, rows))
		},
		"an object a line": func(t *testing.T, _ string, head []string, rows [][]string) []byte {
			t.Helper()
			var b []byte
			for _, o := range objects(head, rows) {
				b = append(append(b, encode(t, o)...), '\n')
			}
			return b
		},
		"workbook": func(t *testing.T, _ string, head []string, rows [][]string) []byte {
			t.Helper()
			var b bytes.Buffer
			w, err := xlsxfile.NewWriter(&b, "List", head)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				err = errors.Join(err, w.Append(row))
			}
			if err = errors.Join(err, w.Close()); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		},
	}
}

func objects(head []string, rows [][]string) []any {
	var list []any
	for _, row := range rows {
		o := map[string]string{}
		for i, h := range head {
			o[h] = row[i]
		}
		list = append(list, o)
	}
	return list
}

// pageOf gives an answer as APIs give them; each has the list under a name of its own.
func pageOf(key string, list []any) any {
	name := map[string]string{"contacts": "contacts", "calls": "calls", "numbers": "numbers", "connected": "numbers", "crm-users": "users", "aircall-users": "users"}[key]
	if name == "" {
		name = "records"
	}
	return map[string]any{"meta": map[string]any{"count": len(list), "total": len(list), "next_page_link": nil}, name: list}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
