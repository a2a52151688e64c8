package finding

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
)

// TestCatalogue walks all entries of all areas.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	c, err := Load() // refuses misspelt and repeated codes, missing texts and severities
	if err != nil {
		t.Fatal(err)
	}
	needsExample := map[string]bool{"phone": true, "tables": true}
	flaw := regexp.MustCompile(`^\s|\s$|\s\n|  |\t|TODO|FIXME|%[sdvq]`)
	sentence := regexp.MustCompile(`[.?!»"]$`)
	last := ""
	for _, e := range c.All() {
		if e.Name <= last {
			t.Errorf("code %q comes after %q", e.Name, last)
		}
		last = e.Name
		if got, ok := c.Lookup(e.Name); !ok || got != e {
			t.Errorf("code %q: Lookup gives another entry", e.Name)
		}
		if got := c.Severity(e.Name); got != e.Severity || got == None {
			t.Errorf("code %q: severity %v", e.Name, got)
		}
		for what, text := range map[string]string{
			"en": e.Says(English), "fr": e.Says(French), "do_en": e.Todo(English), "do_fr": e.Todo(French),
		} {
			if m := flaw.FindString(text); m != "" {
				t.Errorf("codes/%s.toml: code %q: %s has %q in it", e.Area, e.Name, what, m)
			}
			if !sentence.MatchString(text) {
				t.Errorf("codes/%s.toml: code %q: %s does not end as a sentence: %q", e.Area, e.Name, what, text)
			}
		}
		if e.Says(English) == e.Says(French) {
			t.Errorf("codes/%s.toml: code %q says the same in both languages", e.Area, e.Name)
		}
		if needsExample[e.Area] && e.Example == "" {
			t.Errorf("codes/%s.toml: code %q has no example", e.Area, e.Name)
		}
	}
	for _, code := range []string{"bad-rows"} {
		if c.Severity(code) != Error {
			t.Errorf("code %q is %v, want error", code, c.Severity(code))
		}
	}
	if _, ok := c.Lookup("no-such-code"); ok {
		t.Error("found a code that does not exist")
	}
	if got := c.Severity("no-such-code"); got != None {
		t.Errorf("severity of a code that does not exist: %v", got)
	}
}

const goodEntry = `
[[code]]
name = "some-code"
severity = "info"
en = "Said."
fr = "Dit."
do_en = "Do."
do_fr = "Faites."
`

func TestLoad(t *testing.T) {
	t.Parallel()
	c, err := load(fstest.MapFS{
		"codes/phone.toml":  {Data: []byte(goodEntry + "example = \"01 99 00 12 34\"\n")},
		"codes/empty.toml":  {Data: []byte("# nothing yet\n")},
		"codes/README.md":   {Data: []byte("not a catalogue file")},
		"codes/tables.toml": {Data: []byte(strings.Replace(goodEntry, "some-code", "another1", 1))},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range c.All() {
		got = append(got, e.Area+" "+e.Name+" "+e.Severity.String()+" "+e.Says(English)+e.Todo(French)+e.Example)
	}
	want := []string{"tables another1 info Said.Faites.", "phone some-code info Said.Faites.01 99 00 12 34"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, old, new string // the change to a good entry
		want           string // in the error
	}{
		{"capital letter", "some-code", "Some-code", `code "Some-code": a code is small letters`},
		{"underscore", "some-code", "some_code", "a code is small letters"},
		{"hyphen at the end", "some-code", "some-", "a code is small letters"},
		{"digit first", "some-code", "1st", "a code is small letters"},
		{"no name", "some-code", "", "a code is small letters"},
		{"severity none", `"info"`, `"none"`, "has no severity"},
		{"no severity", `severity = "info"`, "", "has no severity"},
		{"unknown severity", `"info"`, `"fatal"`, `"fatal" is no severity`},
		{"no English", `en = "Said."`, "", "lacks a text in English"},
		{"no French advice", `do_fr = "Faites."`, "", "lacks a text in French"},
		{"unknown key", "do_fr", "does_fr", "does_fr"},
		{"no TOML", `"info"`, `info`, "codes/phone.toml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(goodEntry, tt.old, tt.new, 1)
			if text == goodEntry {
				t.Fatal("the test changes nothing")
			}
			_, err := load(fstest.MapFS{"codes/phone.toml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "phone.toml") {
				t.Errorf("error %v, want the file and %q in it", err, tt.want)
			}
		})
	}
	t.Run("twice", func(t *testing.T) {
		t.Parallel()
		_, err := load(fstest.MapFS{"codes/a.toml": {Data: []byte(goodEntry)}, "codes/b.toml": {Data: []byte(goodEntry)}})
		if err == nil || !strings.Contains(err.Error(), `codes/b.toml: code "some-code": is in codes/a.toml already`) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("the cause is kept", func(t *testing.T) {
		t.Parallel()
		_, err := load(fstest.MapFS{"codes/a.toml": {Data: []byte("[[code]]\nno = 1\n")}})
		if _, ok := errors.AsType[*toml.StrictMissingError](err); !ok {
			t.Errorf("error %v is no StrictMissingError", err)
		}
	})
}
