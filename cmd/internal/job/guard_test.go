package job

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	count := func(n int64) Limit { return Limit{Set: true, Count: n} }
	share := func(p float64) Limit { return Limit{Set: true, Percent: p} }
	now := Figures{Rows: 1000, Contacts: 990, Changed: 100, Created: 20, Held: 5, Rejected: 10}
	for _, tt := range []struct {
		name   string
		limits Limits
		last   *Figures
		want   string // "" for none
	}{
		{"no limits", Limits{}, nil, ""},
		{"a count that is kept", Limits{Changed: count(100)}, nil, ""},
		{"a count", Limits{Changed: count(99)}, nil, "100 of 990 contacts would change"},
		{"a share", Limits{Changed: share(10)}, nil, "max_changed = 10%"},
		{"a share that is kept", Limits{Changed: share(10.2)}, nil, ""},
		{"none at all", Limits{New: count(0)}, nil, "new contacts: 25 for 990"},
		{"held ones count", Limits{New: count(24)}, nil, "new contacts: 25 for 990"},
		{"rejected", Limits{Rejected: share(0.5)}, nil, "10 of 1000 records cannot be read"},
		{"two reasons", Limits{Changed: count(1), New: count(1)}, nil, "max_new_contacts"},
		{"no last run", Limits{FewerRows: share(1)}, nil, ""},
		{"half the rows", Limits{FewerRows: share(30)}, &Figures{Rows: 2000}, "records: 1000 after 2000"},
		{"more rows", Limits{FewerRows: share(30)}, &Figures{Rows: 500}, ""},
		{"as many", Limits{FewerRows: count(0), MoreChanged: count(0), MoreNew: count(0), MoreRejected: count(0)}, &now, ""},
		{"more changes", Limits{MoreChanged: share(50)}, &Figures{Changed: 60}, "after 60 in the last run"},
		{"few more changes", Limits{MoreChanged: share(50)}, &Figures{Changed: 91}, ""},
		{"more rejected", Limits{MoreRejected: count(9)}, &Figures{}, "max_more_rejected = 9"},
		{"a handful more of nothing", Limits{MoreRejected: share(100)}, &Figures{Rejected: 1}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.limits.Judge(now, tt.last)
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	for _, tt := range []struct {
		name      string
		now, last []string
		want      string
	}{
		{"the same", []string{"a", "b"}, []string{"a", "b"}, ""},
		{"another order", []string{"b", "a"}, []string{"a", "b"}, ""},
		{"one more", []string{"a", "c", "b"}, []string{"a", "b"}, ""},
		{"gone", []string{"a"}, []string{"a", "b"}, `"b" of the last run is gone`},
		{"renamed", []string{"a", "c"}, []string{"a", "b"}, `"c" is new in its place`},
	} {
		err := Columns(tt.now, tt.last)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}
