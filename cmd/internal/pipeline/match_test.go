package pipeline

import (
	"testing"

	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

func TestSpaced(t *testing.T) {
	for text, want := range map[string]bool{
		"+33 1 99 00 12 34": true, "01 99 00 12 34": true, "0199001234": true, "+33199001234": true,
		"01.99.00.12.34": false, "(01) 99": false, "01-99": false, "01\u00a099": false, "++33": false, "": false, "+": false, "x": false,
	} {
		if got := spaced([]byte(text)); got != want {
			t.Errorf("spaced(%q) = %v", text, got)
		}
	}
}

// How the integration sees a contact, before a run and after it: its worst cell counts.
func TestClasses(t *testing.T) {
	reader, err := phone.NewReader(phone.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		cells   [3]string // phone and mobile, which are read, and a second phone, which is not
		accepts string
		policy  normalize.Policy
		before  class
		after   class
	}{
		{"no phone", [3]string{}, "", normalize.Readable, noPhone, noPhone},
		{"a word", [3]string{"n/a"}, "", normalize.Readable, noPhone, noPhone},
		{"in E.164", [3]string{"+33199001234"}, "", normalize.Readable, inE164, inE164},
		{"written otherwise", [3]string{"01.99.00.12.34"}, "", normalize.Readable, unmatched, inE164},
		{"spaces, which are not accepted", [3]string{"01 99 00 12 34"}, "", normalize.Readable, unmatched, inE164},
		{"spaces, which are accepted", [3]string{"01 99 00 12 34"}, "spaced", normalize.Readable, accepted, inE164},
		{"dots are not spaces", [3]string{"01.99.00.12.34"}, "spaced", normalize.Readable, unmatched, inE164},
		{"two numbers are not accepted", [3]string{"01 99 00 12 34 02 61 91 12 34"}, "spaced", normalize.Readable, unmatched, inE164},
		{"one cell fine, one not", [3]string{"+33199001234", "06.55.50.12.34"}, "", normalize.Readable, unmatched, inE164},
		{"unreadable", [3]string{"06 55 50 XX XX"}, "", normalize.Readable, unmatched, unmatched},
		{"one readable, one not", [3]string{"01.99.00.12.34", "06 55 50 XX XX"}, "", normalize.Readable, unmatched, unmatched},
		{"unread field", [3]string{"", "", "+33199001234"}, "", normalize.Readable, unmatched, inE164},
		{"unread field, the number stands in a read one", [3]string{"+33199001234", "", "+33199001234"}, "", normalize.Readable, inE164, inE164},
		{"left for a person, the number stands elsewhere", [3]string{"+33199001234 demander Léa", "+33199001234"}, "", normalize.Readable, unmatched, unmatched},
		{"two in a cell, off", [3]string{"01 99 00 12 34 / 02 61 91 12 34"}, "", normalize.Off, unmatched, unmatched},
		{"two in a cell, one is split off", [3]string{"01 99 00 12 34 / 02 61 91 12 34"}, "", normalize.One, unmatched, inE164},
		{"spaced and left for a person", [3]string{"99 99 99 99 99"}, "spaced", normalize.Readable, unmatched, unmatched},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rules := &normalize.Rules{Policy: tt.policy, Whole: true, MinConfidence: phone.Likely, Fields: []normalize.Field{
				{Kind: "work", Read: true, Primary: true}, {Kind: "mobile", Read: true}, {Kind: "other"},
			}}
			c := &normalize.Contact{Row: 1, Person: 1, Fields: rules.Fields}
			var texts [][]byte
			for _, cell := range tt.cells {
				texts = append(texts, []byte(cell))
				c.Readings = append(c.Readings, reader.Read([]byte(cell), phone.Context{Country: "FR"}))
			}
			plan := rules.Settle(c, func(string) normalize.Holding { return normalize.Holding{} })
			before, after := classes(c, texts, &plan, tt.accepts)
			if before != tt.before || after != tt.after {
				t.Errorf("%q: %s then %s, want %s then %s", tt.cells, word(before), word(after), word(tt.before), word(tt.after))
			}
		})
	}
}

func word(c class) string {
	return [...]string{"no phone", "E.164", "accepted", "unmatched"}[c]
}
