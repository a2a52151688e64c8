package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/finding"
)

// The order of the rows of calls, contacts and logged records never changes what is said of a call.
func TestOrderDoesNotMatter(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		calls, contacts, logged := drawn(rt)
		seed := rapid.Uint64().Draw(rt, "seed")
		first := explained(rt, dir, calls, contacts, logged)
		r := rand.New(rand.NewPCG(seed, 1))
		for _, list := range [][]string{calls, contacts, logged} {
			rest := list[1:]
			r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		}
		second := explained(rt, dir, calls, contacts, logged)
		if first != second {
			rt.Fatalf("another order, another explanation:\n%s\n---\n%s", first, second)
		}
	})
}

// drawn draws a small company: few numbers and moments, so that many things coincide.
func drawn(t *rapid.T) (calls, contacts, logged []string) {
	number := func(label string) int { return rapid.IntRange(0, 5).Draw(t, label) }
	calls = []string{"Call id (internal),Call id,line,datetime (utc),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),voicemail"}
	for i := range rapid.IntRange(1, 12).Draw(t, "calls") {
		at := time.Date(2026, 11, 2, 9, rapid.IntRange(0, 20).Draw(t, "minute"), 0, 0, time.UTC)
		calls = append(calls, fmt.Sprintf("%d,CA%032x,Sales,%s,FR,inbound,3319900120%d,33199001001,Yes,,Ana,60,", 100+i, i, at.Format("2006-01-02 15:04:05"), number("number")))
	}
	contacts = []string{"Id,FirstName,LastName,Phone,MobilePhone,WhatsApp__c,MailingCountry,LastModifiedDate"}
	for i := range rapid.IntRange(1, 8).Draw(t, "contacts") {
		cell := func(label string) string {
			n := number(label)
			return rapid.SampledFrom([]string{
				"", fmt.Sprintf("+3319900120%d", n), fmt.Sprintf("01.99.00.12.0%d", n), fmt.Sprintf("01 99 00 12 0%d / 01 99 00 12 0%d", n, (n+1)%6),
				fmt.Sprintf("01 99 00 12 0%d ?", n),
			}).Draw(t, label+" form")
		}
		contacts = append(contacts, fmt.Sprintf("003%012dAAA,A%d,B,%s,%s,%s,France,2026-10-0%dT08:00:00Z", i, i, cell("phone"), cell("mobile"), cell("other"), 1+number("day")))
	}
	logged = []string{"Call Object,Phone,Created Date"}
	for range rapid.IntRange(0, 8).Draw(t, "logged") {
		id := ""
		if rapid.Bool().Draw(t, "by id") {
			id = fmt.Sprintf("CA%032x", rapid.IntRange(0, 12).Draw(t, "id"))
		}
		at := time.Date(2026, 11, 2, 9, rapid.IntRange(0, 20).Draw(t, "logged minute"), 30, 0, time.UTC)
		logged = append(logged, fmt.Sprintf("%s,+3319900120%d,%s", id, number("logged number"), at.Format(time.RFC3339)))
	}
	return calls, contacts, logged
}

// explained runs an audit and gives a line for each call, sorted.
func explained(t *rapid.T, dir string, calls, contacts, logged []string) string {
	write := func(name string, lines []string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	k := &keep{}
	_, err := Run(context.Background(), Options{
		Calls: write("calls.csv", calls), Contacts: []string{write("contacts.csv", contacts)}, Logged: write("logged.csv", logged), Profile: "salesforce", Temp: dir,
	}, k)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(k.lines)
	return strings.Join(append(k.lines, k.needs...), "\n")
}

// keep keeps what a sink is told, without the rows' places.
type keep struct{ lines, needs []string }

func (k *keep) Call(c *Call) error {
	k.lines = append(k.lines, fmt.Sprintln(c.ID, c.Number, c.Cause, c.Logged, c.Fixed, c.Contacts, c.Contact, c.Column, c.Unclear))
	return nil
}

func (k *keep) Number(n *Number) error {
	k.needs = append(k.needs, fmt.Sprintln(n.Number, n.Calls, n.Cause, n.Contacts, n.Contact, n.Column, n.Cell))
	return nil
}

// Records are joined with calls by number and time, within what clocks may differ by, and in another time zone where most
// agree on one.
func TestMatch(t *testing.T) {
	call := func(minute int, duration int32) raw {
		return raw{key: 1, duration: duration, Call: Call{ID: strconv.Itoa(minute), Time: time.Date(2026, 11, 2, 9, minute, 0, 0, time.UTC)}}
	}
	record := func(hour, minute int) int64 { return time.Date(2026, 11, 2, hour, minute, 0, 0, time.UTC).Unix() }
	for _, tt := range []struct {
		name    string
		calls   []raw
		records []int64
		want    []bool
		lone    int64
		shift   int64
	}{
		{"at the start", []raw{call(0, 60)}, []int64{record(9, 0)}, []bool{true}, 0, 0},
		{"at the end", []raw{call(0, 600)}, []int64{record(9, 10)}, []bool{true}, 0, 0},
		{"too late", []raw{call(0, 60)}, []int64{record(9, 30)}, []bool{false}, 1, 0},
		{"too early", []raw{call(30, 60)}, []int64{record(9, 0)}, []bool{false}, 1, 0},
		{"one record, two calls", []raw{call(0, 60), call(2, 60)}, []int64{record(9, 1)}, []bool{true, false}, 0, 0},
		{"one call, two records", []raw{call(0, 60)}, []int64{record(9, 0), record(9, 1)}, []bool{true}, 1, 0},
		{"an hour off", []raw{call(0, 60), call(20, 60), call(40, 60)}, []int64{record(10, 0), record(10, 20), record(10, 40)}, []bool{true, true, true}, 0, -3600},
		{"one alone is no time zone", []raw{call(0, 60)}, []int64{record(10, 0)}, []bool{false}, 1, 0},
	} {
		j := newJoined()
		for i := range tt.calls {
			j.add(&tt.calls[i])
		}
		for _, at := range tt.records {
			j.records = append(j.records, moment{key: 1, from: at, to: at, call: -1})
		}
		j.match()
		if !slices.Equal(j.logged, tt.want) || j.lone != tt.lone || j.shift != tt.shift {
			t.Errorf("%s: %v, %d alone, %d seconds off; want %v, %d, %d", tt.name, j.logged, j.lone, j.shift, tt.want, tt.lone, tt.shift)
		}
	}
}

// A sample is the same whatever the order of the calls, and never larger than it may be.
func TestSample(t *testing.T) {
	calls := make([]Call, 50)
	for i := range calls {
		calls[i] = Call{ID: strconv.Itoa(i), Cause: causes[i%3], Logged: "no"}
	}
	one, two := NewSample(), NewSample()
	for i := range calls {
		one.Add(&calls[i])
		two.Add(&calls[len(calls)-1-i])
	}
	if a, b := fmt.Sprint(one.Calls()), fmt.Sprint(two.Calls()); a != b {
		t.Errorf("%s\n%s", a, b)
	}
	if n := len(one.Calls()); n != 3*samplesMost {
		t.Errorf("%d calls", n)
	}
}

// Masked leaves the calling code and the end; nothing else of a number can be read.
func TestMasked(t *testing.T) {
	for in, want := range map[string]string{"+33199001234": "+3319*****34", "3949": "3949", "anonymous": "anonymous", "": ""} {
		if got := Masked(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// What a spreadsheet would run is written as text; numbers stay as they are.
func TestTablesGuard(t *testing.T) {
	var calls, needs bytes.Buffer
	s := &Tables{Calls: &calls, Needs: &needs}
	if err := s.Call(&Call{Row: 1, User: "=1+1", Number: "+33199001234", Cause: CodeCallMatched}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	row := readCSV(t, &calls)[0]
	if row["user"] != "'=1+1" || row["number"] != "+33199001234" {
		t.Errorf("%q", row)
	}
}

// A number is in E.164, in a form that the integration finds today, or in one that it does not; what is accepted differs from
// integration to integration, and the classes agree in the check of the format and in the causes of calls.
func TestThreeClasses(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, lines ...string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for cell, want := range map[string][2]string{ // HubSpot, Salesforce
		"+33199001201":         {CodeCallMatched, CodeCallMatched},
		"+33 1 99 00 12 01":    {CodeCallAccepted, CodeCallForm},
		"33199001201":          {CodeCallAccepted, CodeCallForm},
		"0033199001201":        {CodeCallAccepted, CodeCallForm},
		"01 99 00 12 01":       {CodeCallAccepted, CodeCallForm},
		"01.99.00.12.01":       {CodeCallForm, CodeCallForm},
		"(01) 99-00-12-01":     {CodeCallForm, CodeCallForm},
		"01 99 00 12 01 (Ana)": {CodeCallForm, CodeCallForm},
	} {
		calls := write("calls.csv", "Call id,datetime (utc),direction,from,to,answered,line", "CA1,2026-11-02 09:00:00,inbound,33199001201,33199001001,Yes,Sales")
		for i, contacts := range []string{
			write("hubspot.csv", "Record ID,First Name,Last Name,Email,Phone Number,Country/Region", "1,Ana,One,a@example.com,"+cell+",France"),
			write("salesforce.csv", "Id,FirstName,LastName,Email,Phone,MailingCountry", "003000000000001AAA,Ana,One,a@example.com,"+cell+",France"),
		} {
			r := mustRun(t, Options{Contacts: []string{contacts}, Calls: calls, Temp: dir}, nil)
			if len(r.Calls.Causes) != 1 || r.Calls.Causes[0].Code != want[i] {
				t.Errorf("%q in %s: %+v, want %s", cell, r.CRM, r.Calls.Causes, want[i])
			}
			for _, c := range r.Checks {
				if fails := want[i] == CodeCallForm; c.Name == "contacts-format" && (c.Status == Fail) != fails {
					t.Errorf("%q in %s: the format is %s (%s)", cell, r.CRM, c.Status, c.Says)
				}
			}
		}
	}
}

// Without what the CRM logged nothing says of a call that it was not logged.
func TestWouldNotMatch(t *testing.T) {
	o := company(t, "failing")
	o.Logged = ""
	for _, lang := range []finding.Lang{finding.English, finding.French} {
		o.Lang = lang
		var calls, needs, text, page bytes.Buffer
		sink := &Tables{Calls: &calls, Needs: &needs, Lang: lang}
		r := mustRun(t, o, sink)
		if err := errors.Join(sink.Close(), Text(&text, r, Look{}), HTML(&page, r)); err != nil {
			t.Fatal(err)
		}
		book, err := Texts()
		if err != nil {
			t.Fatal(err)
		}
		column := book.In(lang.String()).Say("col.not-logged")
		for _, row := range readCSV(t, &calls) {
			if row["logged"] != "" || row["cause"] == CodeCallUnexplained {
				t.Errorf("a call is said to be logged or not: %v", row)
			}
		}
		if strings.Contains(page.String(), ">"+column+"<") || strings.Contains(text.String(), "("+column) || r.Calls.NotLogged != 0 || r.Calls.Compared {
			t.Errorf("%s: %q without --logged", lang, column)
		}
	}
}
