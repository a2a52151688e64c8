package finding

import (
	"encoding/json"
	"testing"
)

func TestSeverity(t *testing.T) {
	t.Parallel()
	for s, word := range map[Severity]string{None: "none", Info: "info", Warning: "warning", Error: "error"} {
		if s.String() != word {
			t.Errorf("%d is spelt %q, want %q", s, s, word)
		}
		var back Severity
		if err := back.Set(word); err != nil || back != s {
			t.Errorf("Set(%q) = %v, %v", word, back, err)
		}
		text, err := json.Marshal(s)
		if err != nil || string(text) != `"`+word+`"` {
			t.Errorf("JSON of %v is %s, %v", s, text, err)
		}
	}
	s := Warning
	for _, word := range []string{"", "Error", "errors", "fatal", "3"} {
		if err := s.Set(word); err == nil || s != Warning {
			t.Errorf("Set(%q) gives %v and leaves %v", word, err, s)
		}
	}
	if got := Severity(9).String(); got != "severity 9" {
		t.Errorf("an unknown severity is spelt %q", got)
	}
}

func TestSeverityReaches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		s, limit Severity
		want     bool
	}{
		{Info, None, false},
		{Error, None, false},
		{None, None, false},
		{Info, Info, true},
		{Info, Warning, false},
		{Warning, Warning, true},
		{Error, Warning, true},
		{Warning, Error, false},
		{None, Info, false},
	}
	for _, tt := range tests {
		if got := tt.s.Reaches(tt.limit); got != tt.want {
			t.Errorf("%v reaches %v: %v, want %v", tt.s, tt.limit, got, tt.want)
		}
	}
}
