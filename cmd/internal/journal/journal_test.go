package journal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
)

var rewrite = journal.Event{
	Act: journal.Rewrite, File: "contacts.csv", Row: 12, Line: 14, Key: "501", Who: "Léa Martin",
	Column: "Phone Number", Col: 5, Old: "01 99 00 12 34", New: "+33199001234",
	Numbers: []string{"+33199001234"}, Ext: []string{""}, Labels: []string{""}, Region: []string{"FR"},
	Type: []string{"fixed"}, From: []string{"country"}, Confidence: []string{"certain"}, Codes: []string{"trunk-zero"},
}

var split = journal.Event{
	Act: journal.Split, File: "contacts.xlsx", Sheet: "Export", Row: 3, Line: 4, Key: "502", Who: "Tom Reed",
	Column: "Mobile", Col: 7, Old: "+33199001234 / 06 39 98 12 34", New: "+33639981234", ToColumn: "Phone", Child: 1,
	Parent: "502", Held: true, Numbers: []string{"+33639981234"}, Ext: []string{"12"}, Labels: []string{"mob."},
	Region: []string{"FR"}, Type: []string{"mobile"}, From: []string{"sibling"}, Confidence: []string{"likely"},
	Codes: []string{"separator-cut", "child-held"},
}

func TestAppend(t *testing.T) {
	tests := []struct {
		name  string
		event journal.Event
		want  string
	}{
		{"nothing but an act", journal.Event{Act: "flag"}, `{"act":"flag"}`},
		{"a rewrite", rewrite, `{"act":"rewrite","file":"contacts.csv","row":12,"line":14,"key":"501","who":"Léa Martin","column":"Phone Number","col":5,"old":"01 99 00 12 34","new":"+33199001234","numbers":["+33199001234"],"ext":[""],"labels":[""],"region":["FR"],"type":["fixed"],"from":["country"],"confidence":["certain"],"codes":["trunk-zero"]}`},
		{
			"arrays of unequal length are evened out",
			journal.Event{Act: "copy", Numbers: []string{"+1", "+2"}, Ext: []string{"7"}, Region: []string{"FR", "DE", "IT"}},
			`{"act":"copy","numbers":["+1","+2"],"ext":["7",""],"labels":["",""],"region":["FR","DE"],"type":["",""],"from":["",""],"confidence":["",""]}`,
		},
		{"arrays without a number are left out", journal.Event{Act: "flag", Region: []string{"FR"}}, `{"act":"flag"}`},
		{"a holder in another file", journal.Event{Act: "split", File: "b.csv", Holder: 3, HolderFile: "a.csv"}, `{"act":"split","file":"b.csv","holder":3,"holder_file":"a.csv"}`},
		{"a holder", journal.Event{Act: "split", Holder: 99}, `{"act":"split","holder":99}`},
		{"quotes and controls", journal.Event{Act: "keep", Old: "a\"b\\c\nd\re\tf\x00g\x1f\x7f"}, `{"act":"keep","old":"a\"b\\c\nd\re\tf\u0000g\u001f` + "\x7f" + `"}`},
		{"line separators of scripts", journal.Event{Act: "keep", Old: "a\u2028b\u2029\u2027c"}, `{"act":"keep","old":"a\u2028b\u2029` + "\u2027" + `c"}`},
		{"bytes that are not UTF-8", journal.Event{Act: "keep", Old: "\xffa\xc3"}, `{"act":"keep","old":"` + "\uFFFDa\uFFFD" + `"}`},
		{"a replacement character of the input stays", journal.Event{Act: "keep", Old: "a\uFFFDb"}, `{"act":"keep","old":"` + "a\uFFFDb" + `"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(tt.event.Append([]byte("before:")))
			if diff := cmp.Diff("before:"+tt.want+"\n", got); diff != "" {
				t.Errorf("Append (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	buf := make([]byte, 0, 4096)
	if n := testing.AllocsPerRun(100, func() { buf = split.Append(buf[:0]) }); n != 0 {
		t.Errorf("Append allocates %v times, want 0", n)
	}
}

// anyEvent draws events with hostile texts; its arrays have equal length.
func anyEvent(t *rapid.T) journal.Event {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{"", "\u2028", "\u202e+33", "<script>", "=1+1", "\x00\"\\", "\xed\xa0\x80"}))
	n := rapid.IntRange(0, 3).Draw(t, "numbers")
	list := func(name string, n int) []string { return rapid.SliceOfN(text, n, n).Draw(t, name) }
	return journal.Event{
		Act:  rapid.SampledFrom(journal.Acts()).Draw(t, "act"),
		File: text.Draw(t, "file"), Sheet: text.Draw(t, "sheet"), Row: rapid.Int64().Draw(t, "row"), Line: rapid.Int64().Draw(t, "line"),
		Key: text.Draw(t, "key"), Who: text.Draw(t, "who"), Column: text.Draw(t, "column"), Col: rapid.Int().Draw(t, "col"),
		Old: text.Draw(t, "old"), New: text.Draw(t, "new"), ToColumn: text.Draw(t, "to"), Child: rapid.Int().Draw(t, "child"),
		Parent: text.Draw(t, "parent"), Holder: rapid.Int64().Draw(t, "holder"), HolderFile: text.Draw(t, "holder file"), Held: rapid.Bool().Draw(t, "held"),
		Numbers: list("e164", n), Ext: list("ext", n), Labels: list("labels", n), Region: list("region", n), Type: list("type", n),
		From: list("from", n), Confidence: list("confidence", n), Codes: list("codes", rapid.IntRange(0, 3).Draw(t, "n codes")),
	}
}

// utf8Only gives the event as JSON can hold it.
func utf8Only(e journal.Event) journal.Event {
	fix := func(s string) string {
		if utf8.ValidString(s) {
			return s
		}
		return string([]rune(s))
	}
	for _, s := range []*string{&e.File, &e.Sheet, &e.Key, &e.Who, &e.Column, &e.Old, &e.New, &e.ToColumn, &e.Parent, &e.HolderFile} {
		*s = fix(*s)
	}
	for _, list := range []*[]string{&e.Numbers, &e.Ext, &e.Labels, &e.Region, &e.Type, &e.From, &e.Confidence, &e.Codes} {
		fixed := make([]string, len(*list))
		for i, s := range *list {
			fixed[i] = fix(s)
		}
		*list = fixed
	}
	return e
}

func TestAppendReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(anyEvent), 0, 4).Draw(t, "events")
		var buf []byte
		for i := range want {
			from := len(buf)
			buf = want[i].Append(buf)
			if line := buf[from:]; !json.Valid(line) || bytes.IndexByte(line, '\n') != len(line)-1 || !utf8.Valid(line) {
				t.Fatalf("%q is not one line of valid JSON in UTF-8", line)
			}
			want[i] = utf8Only(want[i])
		}
		got, err := all(iotest.OneByteReader(bytes.NewReader(buf)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	})
}

// TestAppendAgrees holds the encoder against the standard library's.
func TestAppendAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.Custom(anyEvent).Draw(t, "event")
		var want, got any
		std, err := json.Marshal(utf8Only(e))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(json.Unmarshal(std, &want), json.Unmarshal(e.Append(nil), &got)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("not as encoding/json has it (-want +got):\n%s", diff)
		}
	})
}

func all(r io.Reader) ([]journal.Event, error) {
	var events []journal.Event
	for e, err := range journal.Read(r) {
		if err != nil {
			return events, err
		}
		events = append(events, e)
	}
	return events, nil
}

func TestRead(t *testing.T) {
	long := strings.Repeat("x", 200<<10) // longer than the reader's buffer
	tests := []struct {
		name, input string
		want        int // events
		err         string
	}{
		{"nothing", "", 0, ""},
		{"no line feed at the end", `{"act":"flag"}`, 1, ""},
		{"blank lines and CRLF", "{\"act\":\"flag\"}\r\n\n  \n{\"act\":\"keep\"}\n", 2, ""},
		{"fields of a later version", `{"act":"flag","mood":{"x":1}}`, 1, ""},
		{"a very long line", `{"act":"keep","old":"` + long + `"}` + "\n" + `{"act":"flag"}` + "\n", 2, ""},
		{"cut in the middle", "{\"act\":\"flag\"}\n{\"act\":\"ke", 1, "journal line 2 is damaged"},
		{"not JSON", "{\"act\":\"flag\"}\n\nnumber\n", 1, "journal line 3 is damaged"},
		{"no act", "{}\n", 0, "journal line 1 has no act"},
		{"wrong type", `{"act":"flag","row":"x"}`, 0, "journal line 1 is damaged"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := all(strings.NewReader(tt.input))
			if len(got) != tt.want {
				t.Errorf("%d events, want %d", len(got), tt.want)
			}
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v, want %q", err, tt.err)
			}
		})
	}
}

func TestReadStops(t *testing.T) {
	broken := errors.New("broken disk")
	_, err := all(io.MultiReader(strings.NewReader("{\"act\":\"flag\"}\n"), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want the reader's", err)
	}
	n := 0
	for range journal.Read(strings.NewReader("{\"act\":\"flag\"}\n{\"act\":\"flag\"}\n")) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d events after break, want 1", n)
	}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := os.ReadFile("schemas/journal.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("journal.json", parsed); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("journal.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchema(t *testing.T) {
	s := schema(t)
	move := rewrite
	move.Act, move.ToColumn = journal.Move, "Mobile"
	kept := journal.Event{Act: journal.Keep, File: "c.csv", Row: 1, Line: 2, Column: "Phone", Col: 1, Old: "ask Léa", Codes: []string{"no-number"}}
	lack := journal.Event{Act: journal.Required, File: "c.csv", Row: 1, Line: 2, Column: "Segment", Col: 4, Codes: []string{"required-blank"}}
	change := func(e journal.Event, do func(*journal.Event)) journal.Event { do(&e); return e }
	tests := []struct {
		name  string
		event journal.Event
		ok    bool
	}{
		{"rewrite", rewrite, true},
		{"split", split, true},
		{"move", move, true},
		{"keep", kept, true},
		{"quarantine", journal.Event{Act: journal.Quarantine, File: "c.csv", Row: 3, Line: 9, Codes: []string{"too-few-fields"}}, true},
		{"required, blank", lack, true},
		{"required, a filler", change(lack, func(e *journal.Event) { e.Old, e.Codes = "n/a", []string{"required-filler"} }), true},
		{"required without its field", change(lack, func(e *journal.Event) { e.Column = "" }), false},
		{"required that writes", change(lack, func(e *journal.Event) { e.New = "retail" }), false},
		{"no act", journal.Event{}, false},
		{"unknown act", change(rewrite, func(e *journal.Event) { e.Act = "guess" }), false},
		{"rewrite without a new text", change(rewrite, func(e *journal.Event) { e.New = "" }), false},
		{"rewrite without numbers", change(rewrite, func(e *journal.Event) { e.Numbers = nil }), false},
		{"number not in E.164", change(rewrite, func(e *journal.Event) { e.Numbers = []string{"0199001234"} }), false},
		{"move without destination", change(move, func(e *journal.Event) { e.ToColumn = "" }), false},
		{"keep that writes", change(kept, func(e *journal.Event) { e.New = "+33199001234" }), false},
		{"keep without a reason", change(kept, func(e *journal.Event) { e.Codes = nil }), false},
		{"code that is no code", change(kept, func(e *journal.Event) { e.Codes = []string{"No Number"} }), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var doc any
			if err := json.Unmarshal(tt.event.Append(nil), &doc); err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); (err == nil) != tt.ok {
				t.Errorf("valid = %v (%v), want %v", err == nil, err, tt.ok)
			}
		})
	}
}

// TestSchemaNamesEverything finds a field or an act that the schema does not know.
func TestSchemaNamesEverything(t *testing.T) {
	s := schema(t)
	full := split
	full.Holder, full.HolderFile, full.Group, full.Match = 7, "other.csv", "e7c05245c14774af", "exact"
	var doc map[string]any
	if err := json.Unmarshal(full.Append(nil), &doc); err != nil {
		t.Fatal(err)
	}
	for name := range doc {
		if s.Properties[name] == nil {
			t.Errorf("the schema does not name the field %q", name)
		}
	}
	if len(doc) != len(s.Properties) {
		t.Errorf("a full event has %d fields, the schema %d", len(doc), len(s.Properties))
	}
	for _, act := range journal.Acts() {
		if err := s.Properties["act"].Validate(act); err != nil {
			t.Errorf("the schema does not know the act %q", act)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	buf := make([]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		buf = rewrite.Append(buf[:0])
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkRead(b *testing.B) {
	var data []byte
	for range 1000 {
		data = rewrite.Append(data)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := all(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("{\"act\":\"flag\"}\n"))
	f.Add(rewrite.Append(split.Append(nil)))
	f.Add([]byte("{\"act\":\"keep\",\"old\":\"\\u2028\\ud800\"}\r\n\n{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		events, _ := all(bytes.NewReader(data))
		var buf []byte
		for i := range events {
			buf = events[i].Append(buf)
		}
		again, err := all(bytes.NewReader(buf))
		if err != nil || len(again) != len(events) {
			t.Errorf("%d events read back as %d (%v)", len(events), len(again), err)
		}
	})
}
