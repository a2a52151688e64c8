package required

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadParts(t *testing.T) {
	t.Parallel()
	s := load(t, "salesforce-task-cli.json", "salesforce-contact.json")
	want := []Part{{ObjectTask, "Task", 2, 1}, {ObjectContact, "Contact", 10, 3}}
	if diff := cmp.Diff(want, s.Parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if s.Object != ObjectUnknown || s.Title != "Salesforce" {
		t.Errorf("object %q of %q", s.Object, s.Title)
	}
	if got := len(s.For(ObjectTask)); got != 1 {
		t.Errorf("%d fields of tasks", got)
	}
	if got, want := s.Fields[0].Source, "salesforce-task-cli.json: part 1.result.fields[1] (line 7)"; got != want {
		t.Errorf("source %q, want %q", got, want)
	}
	if s := load(t, "hubspot-properties.json"); len(s.Unseen) != 1 || s.Unseen[0].Code != CodeSilent {
		t.Errorf("unseen %+v", s.Unseen)
	}
	if s := load(t, "names.txt"); !s.Hint || s.Fields[1].Source != "names.txt: line 3" {
		t.Errorf("hint %v, source %q", s.Hint, s.Fields[1].Source)
	}
}

// The same page with a mark, in another encoding, as a bare list, and with another page behind it.
func TestReadForms(t *testing.T) {
	t.Parallel()
	page := `{"data":[{"key":"first_name","name":"Prénom","field_type":"varchar","bulk_edit_allowed":true,"mandatory_flag":false},` +
		`{"key":"0123456789abcdef0123456789abcdef01234567","name":"Société d'été","field_type":"varchar","bulk_edit_allowed":true,"mandatory_flag":true}]}`
	utf16 := func(bom string, big bool) []byte {
		out := []byte(bom)
		for _, r := range page {
			if pair := []byte{byte(r), byte(r >> 8)}; big {
				out = append(out, pair[1], pair[0])
			} else {
				out = append(out, pair...)
			}
		}
		return out
	}
	bare := strings.TrimSuffix(strings.TrimPrefix(page, `{"data":`), "}")
	second := strings.Replace(strings.Replace(page, "first_name", "other", 1), "0123", "4567", 1)
	tests := []struct {
		name string
		data []byte
		want int
	}{
		{"plain", []byte(page), 1},
		{"byte-order mark", []byte("\ufeff" + page), 1},
		{"UTF-16 with mark", utf16("\xff\xfe", false), 1},
		{"UTF-16 big endian with mark", utf16("\xfe\xff", true), 1},
		{"UTF-16 without mark", utf16("", false), 1},
		{"UTF-16 big endian without mark", utf16("", true), 1},
		{"Windows-1252", bytes.ReplaceAll([]byte(page), []byte("é"), []byte{0xe9}), 1},
		{"bare list", []byte(bare), 1},
		{"two pages", []byte(page + "\n" + second), 2},
		{"two pages with a comma", []byte(page + ",\r\n" + second + "\n"), 2},
		{"two pages in a list", []byte("[" + page + "," + second + "]"), 2},
		{"the same page twice", []byte(page + page), 1},
		{"one field alone", []byte(bare[strings.Index(bare, ",{")+1 : len(bare)-1]), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := Read("personFields.json", tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Fields) != tt.want || s.Fields[0].Label != "Société d'été" || s.Fields[0].Object != ObjectContact || s.Object != ObjectContact {
				t.Errorf("got %v", lines(s))
			}
		})
	}
}
