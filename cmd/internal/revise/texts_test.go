package revise

import (
	"strings"
	"testing"
)

// Every sentence has both languages, with the same arguments, and each state that is counted has its sentence.
func TestTexts(t *testing.T) {
	book, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range book.Names() {
		en, fr := book.Raw(name, "en"), book.Raw(name, "fr")
		if en == "" || fr == "" {
			t.Errorf("%s lacks a language", name)
		}
		for _, arg := range []string{"{n}", "{crm}", "{file}", "{files}", "{fresh}", "{token}", "{key}", "{number}", "{run}", "{what}", "{title}"} {
			if strings.Contains(en, arg) != strings.Contains(fr, arg) {
				t.Errorf("%s has %s in one language", name, arg)
			}
		}
	}
	for _, s := range states() {
		if name := "count." + s.what + "." + s.state; !book.In("en").Has(name) {
			t.Errorf("there is no %s", name)
		}
	}
}

// Two spellings of what a cell holds are one; others are not.
func TestState(t *testing.T) {
	for _, tt := range []struct {
		name          string
		old, new, now string
		want          standing
	}{
		{"as before", "01 99 00 12 34", "+33199001234", "01 99 00 12 34", before},
		{"as imported", "01 99 00 12 34", "+33199001234", "+33199001234", after},
		{"shown with spaces", "01 99 00 12 34", "+33199001234", "+33 1 99 00 12 34", after},
		{"before in the same digits", "+33 1 99 00 12 34", "+33199001234", "+33 1 99 00 12 34", before},
		{"trimmed", "01 99 00 12 34 ", "+33199001234", "01 99 00 12 34", before},
		{"line ends", "a\r\nb", "+33199001234", "a\nb", before},
		{"changed", "01 99 00 12 34", "+33199001234", "+33199001235", moved},
		{"emptied", "01 99 00 12 34", "+33199001234", "", moved},
		{"filled and blank before", "", "+33199001234", "", before},
		{"to be blank", "01 99 00 12 34", "", "", after},
		{"carried along", "x", "x", "y", same},
	} {
		c := cell{old: tt.old, new: tt.new, now: tt.now}
		if got := c.state(); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}
