package when_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/when"
)

func TestClock(t *testing.T) {
	want := time.Date(2026, 11, 2, 9, 5, 0, 0, time.UTC)
	for _, tt := range []struct {
		in    string
		order when.Order
		ok    bool
	}{
		{"2026-11-02T09:05:00Z", when.DayFirst, true},
		{"2026-11-02T10:05:00+01:00", when.DayFirst, true},
		{"2026-11-02T09:05:00.000Z", when.DayFirst, true},
		{"2026-11-02T09:05:00.000+0000", when.DayFirst, true},
		{"2026-11-02 09:05:00", when.DayFirst, true},
		{"2026-11-02 09:05", when.DayFirst, true},
		{"2026-11-02 09:05:00 UTC", when.DayFirst, true},
		{"02/11/2026 09:05", when.DayFirst, true},
		{"11/02/2026 9:05 AM", when.MonthFirst, true},
		{"11/2/2026, 9:05 am", when.MonthFirst, true},
		{"02.11.2026 09:05", when.DayFirst, true},
		{"1793610300", when.DayFirst, true},
		{"1793610300000", when.DayFirst, true},
		{"1793610300.0", when.DayFirst, true},
		{"yesterday", when.DayFirst, false},
		{"12", when.DayFirst, false},
		{"", when.DayFirst, false},
	} {
		got, ok := (&when.Clock{Order: tt.order}).Parse(tt.in)
		if ok != tt.ok || ok && !got.Equal(want) {
			t.Errorf("%q: %v %v", tt.in, got, ok)
		}
	}
	for name, tt := range map[string]struct {
		dates []string
		want  when.Order
	}{
		"day first":   {[]string{"02/11/2026", "13/11/2026"}, when.DayFirst},
		"month first": {[]string{"11/02/2026", "11/13/2026"}, when.MonthFirst},
		"American":    {[]string{"11/02/2026 9:05 AM"}, when.MonthFirst},
		"not known":   {[]string{"02/11/2026"}, when.DayFirst},
	} {
		if got := when.OrderOf(tt.dates); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestSortable(t *testing.T) {
	for in, want := range map[string]string{
		"2025-01-02": "2025-01-02", "2025-01-02 10:00": "2025-01-02 10:00", "2025-01-02T10:00:00.000Z": "2025-01-02T10:00:00.000Z",
		"2025-01-02T10:00:00+02:00": "2025-01-02T08:00:00", "2025-01-02 2:05 PM": "2025-01-02T14:05:00", "2025-50-01": "",
		" 23/10/2025 14:05 ": "2025-10-23T14:05:00", "23.10.2025": "2025-10-23T00:00:00", "": "", "yesterday": "", "2025-13-40": "",
	} {
		if got := new(when.Clock).Sortable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func ExampleClock() {
	c := when.NewClock([][]string{{"10/23/2025 2:05 PM"}}, 0)
	fmt.Println(c.Sortable("11/02/2025 9:00 AM"))
	// Output: 2025-11-02T09:00:00
}
