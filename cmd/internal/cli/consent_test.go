package cli

import (
	"strings"
	"testing"
)

// Where consent columns of a group do not agree, the stricter value is proposed beside the record that stays, whichever it is.
func TestStricterConsent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ one, two, want, code string }{
		"the other refuses":        {"false", "true", "Do not call: true", ""},
		"the one that stays does":  {"true", "false", "Do not call: true", ""},
		"a refusal beside a blank": {"", "true", "Do not call: true", ""},
		"a permission is no news":  {"", "false", "", ""},
		"both agree":               {"true", "true", "", ""},
		"nobody understands":       {"false", "perhaps", "Do not call: ?", "not understood"},
		"a formula":                {"", "=1+1", "Do not call: ?", "not understood"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			in := s.write("in.csv", "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Do not call,Job Title\n"+
				"101,Ottoline,Featherstonehaugh,ottoline@example.com,,06 39 98 12 34,"+tt.one+",Director\n"+
				"102,Ottoline,Featherstonehaugh,ottoline@example.com,,06 39 98 12 34,"+tt.two+",\n")
			s.must("clean", "-q", "--region", "FR", "--profile", "hubspot", "--survivor", "oldest", "-o", s.path("run"), in)
			list := rows(s, "run/review/duplicates.csv")
			if len(list) != 2 || list[0]["role"] != "survivor" || list[0]["key"] != "101" {
				t.Fatalf("the group is %v", list)
			}
			if got := list[0]["stricter"]; got != tt.want {
				t.Errorf("stricter = %q, want %q", got, tt.want)
			}
			if got := list[1]["stricter"]; got != "" {
				t.Errorf("the duplicate proposes %q", got)
			}
			if got := strings.Contains(list[1]["reasons"], "not understood"); got != (tt.code != "") {
				t.Errorf("reasons = %q", list[1]["reasons"])
			}
		})
	}
}
