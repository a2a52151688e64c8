package pipeline

import "testing"

func TestMayNameCountry(t *testing.T) {
	for _, tt := range []struct {
		cell string
		want bool
	}{
		{"", false},
		{"+33 1 99 00 12 34", true},
		{"Tel. (+33) 199001234", true},
		{"0033199001234", true},
		{"(00) 33 1 99", true},
		{"33199001234", true},
		{"41778410917.0", true},
		{"0199001234", false},
		{"0199001234 / 0655501234", false},
		{"199001234", false},
	} {
		if got := mayNameCountry([]byte(tt.cell)); got != tt.want {
			t.Errorf("%q: %t, want %t", tt.cell, got, tt.want)
		}
	}
}
