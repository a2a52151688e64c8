package dedupe

import "testing"

func TestNewMail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		role     bool
	}{
		{"Lea.Moreau@Example.COM", "lea.moreau@example.com", false},
		{" <lea+news@example.com> ", "lea@example.com", false},
		{"l.e.a@googlemail.com", "lea@gmail.com", false},
		{"info@example.com", "info@example.com", true},
		{"Compta.Paris@example.com", "compta.paris@example.com", true},
		{"kontakt@example.com", "kontakt@example.com", true},
		{"uk-sales2@example.com", "uk-sales2@example.com", true},
		{"no-reply@example.com", "no-reply@example.com", true},
		{"isabel.info@example.com", "isabel.info@example.com", true},
		{"salesh@example.com", "salesh@example.com", false},
		{"lea", "", false},
		{"@example.com", "", false},
		{"lea moreau@example.com", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			m, ok := newMail(tt.in)
			if got := m.local + "@" + m.domain; ok != (tt.want != "") || ok && got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if no := m.kind == role || m.kind == nobody; no != tt.role {
				t.Errorf("no person's: %v", no)
			}
		})
	}
}
