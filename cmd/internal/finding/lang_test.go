package finding

import "testing"

func TestLangFrom(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		env  map[string]string
		want Lang
	}{
		{"nothing set", nil, English},
		{"French", map[string]string{"LANG": "fr_FR.UTF-8"}, French},
		{"French of Canada in capitals", map[string]string{"LANG": "FR_CA"}, French},
		{"bare", map[string]string{"LANG": "fr"}, French},
		{"with a hyphen", map[string]string{"LANG": "fr-BE"}, French},
		{"Frisian is not French", map[string]string{"LANG": "fry_NL"}, English},
		{"German", map[string]string{"LANG": "de_DE.UTF-8"}, English},
		{"messages before LANG", map[string]string{"LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, French},
		{"LC_ALL before all", map[string]string{"LC_ALL": "C", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, English},
		{"an empty one counts as unset", map[string]string{"LC_ALL": "", "LANG": "fr_FR"}, French},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := LangFrom(func(name string) string { return tt.env[name] }); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLangFlag(t *testing.T) {
	t.Parallel()
	var l Lang
	if l.String() != "en" || l.Pick("yes", "oui") != "yes" {
		t.Errorf("the zero value is %q, want English", l)
	}
	if err := l.Set("fr"); err != nil || l != French || l.Pick("yes", "oui") != "oui" {
		t.Errorf("after Set(fr): %q, %v", l, err)
	}
	for _, word := range []string{"", "FR", "de", "french"} {
		if err := l.Set(word); err == nil || l != French {
			t.Errorf("Set(%q) gives %v and leaves %q", word, err, l)
		}
	}
}
