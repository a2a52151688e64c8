package job

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var day = time.Date(2026, 5, 1, 2, 0, 0, 0, time.UTC)

// publish makes a run folder of a job.
func publish(t *testing.T, c *Config, r Record, created string) {
	t.Helper()
	r.Schema, r.Job, r.Run = RecordSchema, c.Name, c.RunName(r.Number, r.Started)
	data, err := r.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(c.Runs, r.Run)
	put(t, filepath.Join(dir, RecordName), string(data), day)
	if created != "" {
		put(t, filepath.Join(dir, "undo", "created.csv"), "\ufeffcallready_id;callready_parent;who;number;from\r\n"+created, day)
	}
}

func TestLock(t *testing.T) {
	c := newTestJob(t, "")
	now := func() time.Time { return day }
	l, err := c.Take(now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Take(now)
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID != os.Getpid() || !locked.Since.Equal(day) || !strings.Contains(err.Error(), "running already: process") {
		t.Errorf("the second one gets %v", err)
	}
	l.Release()
	// What a dead process left does not count: files are there, and nobody has them locked.
	put(t, filepath.Join(c.Private(), "holder.json"), `{"pid": 1}`, day)
	l, err = c.Take(now)
	if err != nil {
		t.Fatalf("after it was released: %v", err)
	}
	l.Release()
}

func TestKept(t *testing.T) {
	c := newTestJob(t, "keep = 2\n")
	for n := 1; n <= 4; n++ {
		publish(t, c, Record{Number: n, Started: day.AddDate(0, 0, -n), Write: WriteReport, Inputs: []RecordInput{{SHA256: "a"}, {SHA256: "b"}}}, "")
	}
	publish(t, c, Record{Number: 5, Started: day, Write: WriteUpdates, Inputs: []RecordInput{{SHA256: "c"}}}, "")
	put(t, filepath.Join(c.Runs, "n-latest-notes", "x"), "", day)
	kept, err := c.Kept()
	if err != nil || len(kept) != 5 || kept[4].Number != 5 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	for _, tt := range []struct {
		write string
		sums  []string
		want  int
	}{
		{WriteReport, []string{"a", "b"}, 4},
		{WriteReport, []string{"b"}, 4},
		{WriteReport, []string{"a", "c"}, 0},
		{WriteUpdates, []string{"a"}, 0},
		{WriteReport, []string{"c"}, 5},
		{WriteAll, []string{"c"}, 0},
	} {
		got := 0
		if k := Processed(kept, tt.write, tt.sums); k != nil {
			got = k.Number
		}
		if got != tt.want {
			t.Errorf("%s %v: processed by %d, want %d", tt.write, tt.sums, got, tt.want)
		}
	}
	waits := []Waiting{{Run: kept[0].Run, Count: 1}}
	if list := c.Expire(kept, waits, day); len(list) != 2 || list[0].Number != kept[1].Number {
		t.Errorf("one whose new contacts wait is to stay: %v expire", list)
	}
	for _, k := range c.Expire(kept, nil, day) {
		if err := c.Remove(&k); err != nil {
			t.Error(err)
		}
	}
	if kept, err = c.Kept(); err != nil || len(kept) != 2 || kept[0].Number != 4 {
		t.Errorf("of five, two are to stay: %v, %v", kept, err)
	}
	// A clock that was set back makes no run old, and the last one stays whatever its age.
	days := newTestJob(t, "keep = \"1 day\"\n")
	if got := days.Expire(kept, nil, day.AddDate(-1, 0, 0)); len(got) > 0 {
		t.Errorf("in the past %v expire", got)
	}
	if got := days.Expire(kept, []Waiting{{Run: kept[0].Run, Count: 1}}, day.AddDate(1, 0, 0)); len(got) != 1 {
		t.Errorf("much later %v expire", got)
	}
	put(t, filepath.Join(c.Runs, "n-0009-20260101", "x"), "", day)
	if _, err := c.Kept(); err == nil || !strings.Contains(err.Error(), "is no run of a job") {
		t.Errorf("a run without a record gives %v", err)
	}
}

func TestIssued(t *testing.T) {
	c := newTestJob(t, "")
	publish(t, c, Record{Number: 1, Started: day, Write: WriteAll, Afresh: 1}, "cr-1;101;Ana;+33655501234;import\r\ncr-2;102;Bob;+33655501235;held\r\n")
	kept, err := c.Kept()
	if err != nil {
		t.Fatal(err)
	}
	one, err := ReadIssued(kept, 1)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]string{"+33655501234": c.RunName(1, day)}, one.Numbers); d != "" {
		t.Errorf("numbers (-want +got):\n%s", d)
	}
	put(t, filepath.Join(kept[0].Path, IssuedName), string(one.Table(c.RunName(1, day), []string{"cr-1"})), day)
	if one, err = ReadIssued(kept, 1); err != nil || one.IDs["cr-1"] != c.RunName(1, day) || one.Len() != 1 {
		t.Errorf("got %v, %v", one, err)
	}
	if two := string(one.Table("n-2", []string{"cr-0", "cr-1"})); two != "callready_id,run\ncr-0,n-2\ncr-1,"+c.RunName(1, day)+"\n" {
		t.Errorf("the next run has %q", two)
	}
	// What was released of a run by hand is issued too.
	put(t, filepath.Join(kept[0].Path+"-refresh", "undo", "created.csv"), "callready_id,callready_parent,who,number,from\ncr-2,102,Bob,+33655501235,import\n", day)
	if one, err = ReadIssued(kept, 1); err != nil || one.IDs["cr-2"] == "" || one.Numbers["+33655501235"] == "" {
		t.Errorf("got %v, %v", one, err)
	}
	if later, err := ReadIssued(kept, 2); err != nil || later.Len()+len(later.Numbers) > 0 {
		t.Errorf("a job that began afresh still has %v, %v", later, err)
	}
	put(t, filepath.Join(kept[0].Path, IssuedName), "something else\n", day)
	if _, err := ReadIssued(kept, 1); err == nil {
		t.Error("a damaged list was taken for an empty one")
	}
}

func TestPoint(t *testing.T) {
	c := newTestJob(t, "")
	publish(t, c, Record{Number: 1, Started: day}, "")
	publish(t, c, Record{Number: 2, Started: day}, "")
	for n := 1; n <= 2; n++ {
		name, err := c.Point(c.RunName(n, day))
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS == "windows" {
			continue // There a text file may stand for the link.
		}
		if k, err := ReadKept(name); err != nil || k.Number != n {
			t.Errorf("it leads to %v, %v", k, err)
		}
	}
	if runtime.GOOS != "windows" {
		if err := os.Remove(c.Latest); err != nil {
			t.Fatal(err)
		}
		put(t, c.Latest, "mine", day)
		if _, err := c.Point(c.RunName(1, day)); err == nil {
			t.Error("a file that is no link was replaced")
		}
	}
}
