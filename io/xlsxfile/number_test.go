package xlsxfile

import (
	"testing"
)

func TestNumberText(t *testing.T) {
	tests := []struct{ name, stored, format, want string }{
		{"plain", "33199001234", "", "33199001234"},
		{"exponent", "3.3199001234E10", "", "33199001234"},
		{"short exponent", "3.3612E10", "", "33612000000"},
		{"exponent with plus", "3.3199001234e+10", "General", "33199001234"},
		{"point zero", "33199001234.0", "", "33199001234"},
		{"fraction", "1.50", "", "1.5"},
		{"small fraction", "1.5E-3", "", "0.0015"},
		{"noise", "0.30000000000000004", "", "0.3"},
		{"noise on a phone", "33199001234.000004", "", "33199001234"},
		{"long integer", "12345678901234567890", "", "12345678901234567890"},
		{"negative", "-12.0", "", "-12"},
		{"zero", "0", "", "0"},
		{"minus zero", "-0.0", "", "0"},
		{"huge", "1E+200", "", "1E+200"},
		{"no number", "abc", "", "abc"},
		{"careless zero", "0199001234", "", "0199001234"},
		{"careless plus", "+33199001234", "", "+33199001234"},
		{"zero before point", "0.5", "", "0.5"},

		{"ten places", "199001234", "0000000000", "0199001234"},
		{"ten places, exponent", "1.99001234E8", "0000000000", "0199001234"},
		{"French pairs", "199001234", `00" "00" "00" "00" "00`, "01 99 00 12 34"},
		{"French pairs, escaped", "199001234", `00\ 00\ 00\ 00\ 00`, "01 99 00 12 34"},
		{"French phone number", "199001234", `0#" "##" "##" "##" "##`, "01 99 00 12 34"},
		{"dots", "199001234", `00"."00"."00"."00"."00`, "01.99.00.12.34"},
		{"brackets", "2025550123", "(000) 000-0000", "(202) 555-0123"},
		{"country code in the format", "199001234", `"+33 "0`, "+33 199001234"},
		{"plus in the format", "33199001234", `+0`, "+33199001234"},
		{"locale", "199001234", `[$-40C]00" "00" "00" "00" "00`, "01 99 00 12 34"},
		{"too many digits", "33199001234", "0000000000", "33199001234"},
		{"two sections", "199001234", "0000000000;-0000000000", "0199001234"},
		{"condition met", "199001234", `[<=999999999]0000000000;000`, "0199001234"},
		{"condition not met", "1990012345", `[<=999999999]0000000000;"+"0`, "+1990012345"},
		{"colour", "199001234", "[Red]0000000000", "0199001234"},
		{"fax without padding", "5550100", "[<=9999999]###-####;(###) ###-####", "5550100"},
		{"thousands", "33199001234", "#,##0", "33199001234"},
		{"thousands by spaces", "33199001234", "#\\ ##0", "33199001234"},
		{"decimals", "12", "0.00", "12"},
		{"percent", "0.5", "0%", "0.5"},
		{"currency", "1234", `#,##0 "€"`, "1234"},
		{"unit", "12", `00" kg"`, "12"},
		{"text format", "33199001234", "@", "33199001234"},
		{"scientific format", "33199001234", "0.00E+00", "33199001234"},
		{"negative in places", "-12", "0000", "-12"},
		{"fraction in places", "12.5", "0000", "12.5"},

		{"date", "44000", "yyyy-mm-dd", "2020-06-18"},
		{"French date", "44000", "dd/mm/yyyy", "2020-06-18"},
		{"date with locale", "44000", "[$-F800]dddd, mmmm dd, yyyy", "2020-06-18"},
		{"month", "44000", "mmm-yy", "2020-06-18"},
		{"date of a time", "44000.75", "dd/mm/yyyy", "2020-06-18"},
		{"date and time", "44000.75", "dd/mm/yyyy hh:mm", "2020-06-18T18:00:00"},
		{"time", "0.75", "hh:mm", "18:00:00"},
		{"time in 12 hours", "0.25", "h:mm AM/PM", "06:00:00"},
		{"elapsed", "1.5", "[h]:mm:ss", "36:00:00"},
		{"fraction of seconds", "0.0000115741", "mm:ss.000", "00:00:01"},
		{"milliseconds", "0.000017361", "mm:ss.000", "00:00:01.500"},
		{"rounds to the second", "44000.4999999", "yyyy-mm-dd hh:mm:ss", "2020-06-18T12:00:00"},
		{"first of January 1900", "1", "yyyy-mm-dd", "1900-01-01"},
		{"28 February 1900", "59", "yyyy-mm-dd", "1900-02-28"},
		{"day that never was", "60", "yyyy-mm-dd", "1900-02-29"},
		{"1 March 1900", "61", "yyyy-mm-dd", "1900-03-01"},
		{"phone in a date format", "33199001234", "dd/mm/yyyy", "33199001234"},
		{"negative date", "-5", "dd/mm/yyyy", "-5"},
		{"date format with a quoted d", "12", `0" d"`, "12"},
		{"general with words", "12", `General" days"`, "12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st := newStyles(map[int]string{164: tt.format}, []int{0, 164})
			if got := string(st.appendNumber(nil, []byte(tt.stored), 1)); got != tt.want {
				t.Errorf("%q in %q is %q, want %q", tt.stored, tt.format, got, tt.want)
			}
		})
	}
}

func TestDatesFrom1904(t *testing.T) {
	st := newStyles(nil, []int{14})
	st.date04 = true
	if got := string(st.appendNumber(nil, []byte("42538"), 0)); got != "2020-06-18" {
		t.Errorf("42538 is %q, want 2020-06-18", got)
	}
	if got, ok := st.serial("2020-06-18", 0); !ok || got != "42538" {
		t.Errorf("2020-06-18 is %q, want 42538", got)
	}
}

// A format is read whatever it holds, and never makes less of a number.
func FuzzFormat(f *testing.F) {
	for _, code := range []string{`00" "00`, `[$-40C]0#\ ##`, `"`, `\`, `[`, `_`, `*`, `;;;@`, "[h]:mm", "[<=9]0;[>x]00", "yyyy.mm"} {
		f.Add(code, "199001234")
	}
	f.Fuzz(func(t *testing.T, code, number string) {
		st := newStyles(map[int]string{164: code}, []int{164})
		got := st.appendNumber(nil, []byte(number), 0)
		if len(got) > 2*len(number)+4*len(code)+2*maxExponent+40 {
			t.Errorf("%q in %q becomes %q", number, code, got)
		}
	})
}
