package required

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A describe with any fields: each demanded custom field is found once, in order, whatever pages it comes in.
func TestDescribeProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		type field struct {
			Name     string `json:"name"`
			Label    string `json:"label"`
			Type     string `json:"type"`
			Create   bool   `json:"createable"`
			Nillable bool   `json:"nillable"`
			Default  bool   `json:"defaultedOnCreate"`
		}
		n := rapid.IntRange(1, 30).Draw(t, "fields")
		fields := make([]field, n)
		var want []string
		for i := range fields {
			f := field{
				Name: fmt.Sprintf("F%d__c", i), Label: rapid.String().Draw(t, "label"), Type: "string", Create: rapid.Bool().Draw(t, "create"),
				Nillable: rapid.Bool().Draw(t, "nillable"), Default: rapid.Bool().Draw(t, "default"),
			}
			if fields[i] = f; f.Create && !f.Nillable {
				want = append(want, f.Name)
			}
		}
		cut := rapid.IntRange(0, n).Draw(t, "cut")
		var data []byte
		for _, page := range [][]field{fields[:cut], fields[cut:]} {
			text, err := json.Marshal(map[string]any{"name": "Contact", "fields": page})
			if err != nil {
				t.Fatal(err)
			}
			data = append(append(data, text...), '\n')
		}
		s, err := Read("describe.json", data)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range s.Fields {
			got = append(got, f.Name)
			if f.Object != ObjectContact || f.Level != LevelAPI || !f.Custom || f.Stops(Create) == f.Default || !f.Stops(Update) {
				t.Fatalf("field %+v", f)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("mismatch (-want +got):\n%s", diff)
		}
		if s.Parts[0].Fields != n || s.Parts[0].Mandatory != len(want) {
			t.Fatalf("parts %+v", s.Parts)
		}
	})
}

// check holds for whatever Read answers.
func check(t testing.TB, s *Schema, err error) {
	t.Helper()
	if err != nil {
		if s != nil {
			t.Error("a schema beside an error")
		}
		if !errors.Is(err, ErrNotOne) && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooDeep) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("an error without a kind: %v", err)
		}
		if len(err.Error()) > 1000 {
			t.Errorf("an error of %d bytes", len(err.Error()))
		}
		return
	}
	mandatory, fields := 0, 0
	for _, p := range s.Parts {
		mandatory, fields = mandatory+p.Mandatory, fields+p.Fields
	}
	if mandatory != len(s.Fields) || fields < len(s.Fields)+len(s.Unique) || len(s.Parts) == 0 {
		t.Errorf("%d fields, parts %+v", len(s.Fields), s.Parts)
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Level == "" || f.Source == "" || len(f.Options) > MaxOptions || f.CRM != s.CRM || (f.Code() == "") != f.System {
			t.Errorf("field %+v", f)
		}
		if _, ok := Lookup(f.Fact); !ok {
			t.Errorf("field %s: no fact %q", f.Name, f.Fact)
		}
		if f.Stops(Create) && !f.MayStop(Create) {
			t.Errorf("field %s stops creates, but may not", f.Name)
		}
	}
}

// Every file, cut anywhere: an error that says so, or a schema; never a panic.
func TestReadCut(t *testing.T) {
	t.Parallel()
	for name, data := range testdata(t) {
		for n := 0; n < len(strings.TrimSpace(string(data))); n += 1 + len(data)/400 {
			s, err := Read(name, data[:n])
			check(t, s, err)
			if err == nil && strings.HasSuffix(name, ".json") {
				t.Errorf("%s cut after %d bytes of %d is read", name, n, len(data))
			}
		}
	}
}

func testdata(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = data
		s, err := Read(name, data)
		check(t, s, err)
	}
	return files
}

func FuzzRead(f *testing.F) {
	for _, data := range testdata(f) {
		f.Add(data)
	}
	for _, s := range []string{"", "[", "{}", "[[[]]]", "a;b\n1;2", "\xff\xfe[", "\x00{", "{\"requiredProperties\":[1],\"name\":2}", "{\"a\":{\"type\":1,\"string\":{}}}", "Required,Name\n1", "*,*\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read("fuzz", data)
		check(t, s, err)
		again, err2 := Read("fuzz", data)
		if diff := cmp.Diff(s, again); diff != "" || (err == nil) != (err2 == nil) {
			t.Errorf("read twice: %s", diff)
		}
	})
}
