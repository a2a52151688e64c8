package phone

import (
	"slices"
	"strings"
)

// frenchPlan are the regions that dial each other nationally with a leading zero and share one plan of national
// prefixes, although their calling codes differ.
var frenchPlan = []string{"FR", "RE", "GP", "MQ", "GF", "YT", "BL", "MF"}

// overseasPrefixes gives the calling code behind a prefix of the French national plan, without the zero.
var overseasPrefixes = []struct{ prefix, code string }{
	{"262", "262"},
	{"692", "262"},
	{"693", "262"},
	{"263", "262"},
	{"269", "262"},
	{"639", "262"},
	{"590", "590"},
	{"690", "590"},
	{"691", "590"},
	{"594", "594"},
	{"694", "594"},
	{"596", "596"},
	{"696", "596"},
	{"697", "596"},
}

// isFrench tells whether a region shares the French national plan.
func isFrench(region string) bool {
	return slices.Contains(frenchPlan, region)
}

// overseas reads nine digits of the French national plan, without the zero, that the region itself does not have:
// 692 12 34 56 is +262, and 6 39 98 12 34 in a contact of Réunion is +33. It returns nil if the plan knows none.
func (r *Reader) overseas(nsn string) *answer {
	if len(nsn) != 9 || nsn[0] == '0' {
		return nil
	}
	for _, p := range overseasPrefixes {
		if !strings.HasPrefix(nsn, p.prefix) {
			continue
		}
		if a := r.ask("+"+p.code+nsn, ""); a.valid {
			return a
		}
	}
	if a := r.ask("+33"+nsn, ""); a.valid {
		return a
	}
	return nil
}
