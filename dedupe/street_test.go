package dedupe

import "testing"

func TestStreetName(t *testing.T) {
	for street, want := range map[string]string{
		"27 vinberg street building 3":  "vinberg",
		"12 bis rue des lilas":          "lilas",
		"12 b rue de la republique":     "republique",
		"hauptstrasse 5":                "hauptstrasse",
		"strasse des 17 juni 135":       "juni",
		"calle mayor 4 3 planta":        "mayor",
		"industrial park 7":             "industrial",
		"5 b avenue":                    "avenue",
		"12":                            "",
		"":                              "",
		"zone industrielle le grandpre": "grandpre",
	} {
		if got := streetName(street); got != want {
			t.Errorf("%q is named by %q, want %q", street, got, want)
		}
	}
}
