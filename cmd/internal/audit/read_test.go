package audit

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/normalize/phone"
)

func TestDialer(t *testing.T) {
	r, err := phone.NewReader(phone.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := newDialer(r)
	for _, tt := range []struct{ in, region, want string }{
		{"33199001234", "", "+33199001234"}, // as exports of calls write it
		{"+33 1 99 00 12 34", "", "+33199001234"},
		{"0033199001234", "", "+33199001234"},
		{"01 99 00 12 34", "FR", "+33199001234"},
		{"01 99 00 12 34", "", ""},
		{"+1 202-555-0123", "", "+12025550123"},
		{"+33 6 39 98 12 34", "", "+33639981234"}, // not in the plan, but somebody called from it
		{"3949", "FR", ""},
		{"anonymous", "", ""},
		{"Sales", "", ""},
		{"", "", ""},
	} {
		if got := d.read(tt.in, tt.region); got != tt.want {
			t.Errorf("%q in %q: %q, want %q", tt.in, tt.region, got, tt.want)
		}
	}
}

func TestWorkflow(t *testing.T) {
	for _, tt := range []struct {
		name, setting, value string
		want                 workflow
	}{
		{"missed, nothing", "Inbound missed calls", "do nothing", workflow{logs: map[callType]tri{inboundMissed: no}}},
		{"answered, French", "Appel entrant répondu", "enregistrer", workflow{logs: map[callType]tri{inboundAnswered: yes}}},
		{"unanswered", "Outbound - not answered", "Log", workflow{logs: map[callType]tri{outboundUnanswered: yes}}},
		{"unanswered, French", "Appel sortant sans réponse", "ne rien faire", workflow{logs: map[callType]tri{outboundUnanswered: no}}},
		{"both outbound", "Outbound calls", "yes", workflow{logs: map[callType]tri{outboundAnswered: yes, outboundUnanswered: yes}}},
		{"voicemail", "Voicemail", "x", workflow{logs: map[callType]tri{voicemail: yes}}},
		{"voicemail, French", "Message vocal", "non", workflow{logs: map[callType]tri{voicemail: no}}},
		{"hours", "business_hours_only", "false", workflow{logs: map[callType]tri{}, hours: no}},
		{"unknown", "unknown_number", "a lead", workflow{logs: map[callType]tri{}, unknown: yes}},
		{"unknown, nothing", "Numéro inconnu", "rien", workflow{logs: map[callType]tri{}, unknown: no}},
		{"blank", "voicemail", "", workflow{logs: map[callType]tri{voicemail: unsaid}}},
	} {
		w := workflow{logs: map[callType]tri{}}
		w.set(tt.setting, tt.value)
		tt.want.read = 1
		if d := cmp.Diff(tt.want, w, cmp.AllowUnexported(workflow{})); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
	for name, tt := range map[string][3]string{
		"an unknown setting":               {"Colour", "blue", "Colour"},
		"a word that says nothing":         {"unknown_number", "depends", "unknown_number = depends"},
		"no word":                          {"unknown_number", "?", "unknown_number = ?"},
		"hours instead of a yes":           {"business_hours_only", "9-18", "business_hours_only = 9-18"},
		"a word that a call is not logged": {"inbound_answered", "maybe", "inbound_answered = maybe"},
	} {
		w := workflow{logs: map[callType]tri{}}
		if w.set(tt[0], tt[1]); len(w.others) != 1 || w.others[0] != tt[2] || w.unknown != unsaid || w.hours != unsaid || w.logs[inboundAnswered] != unsaid {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

func TestUserWords(t *testing.T) {
	for in, want := range map[string]tri{"Super Admin": yes, "System Administrator": yes, "Agent": no, "TRUE": yes, "non": no, "": unsaid, "Propriétaire du compte": yes} {
		if got := administrator(in); got != want {
			t.Errorf("administrator %q: %v, want %v", in, got, want)
		}
	}
	for in, want := range map[string]string{"a@example.com": "a@example.com", " a@example.com\u00a0": "a@example.com", "a\u200b@example.com": "a@example.com"} {
		if got := visible(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// A plan is enough, too low, or unknown where nobody published anything.
func TestPlan(t *testing.T) {
	dir := t.TempDir()
	run := func(profile, aircall, crm string) (Check, Check) {
		r := mustRun(t, Options{Profile: profile, AircallPlan: aircall, CRMPlan: crm, Temp: dir}, nil)
		return r.Checks[0], r.Checks[1]
	}
	for _, tt := range []struct {
		profile, aircall, crm string
		want, wantCRM         Status
	}{
		{"salesforce", "Professional", "Enterprise", Declared, Declared},
		{"salesforce", "aircall essentials", "Group Edition", Fail, Fail},
		{"salesforce", "Golden", "Platinum", NotChecked, NotChecked},
		{"hubspot", "Essentials", "Starter", NotChecked, NotChecked},
		{"auto", "Essentials", "Starter", NotChecked, NotChecked},
	} {
		a, c := run(tt.profile, tt.aircall, tt.crm)
		if a.Status != tt.want || c.Status != tt.wantCRM || a.Says == "" {
			t.Errorf("%s, %s and %s: %s (%s), %s", tt.profile, tt.aircall, tt.crm, a.Status, a.Says, c.Status)
		}
	}
}

// A file given for another option is refused with what it looks like.
func TestWrongFile(t *testing.T) {
	bad := company(t, "failing")
	set := map[string]func(o *Options, name string){
		"crm users": func(o *Options, n string) { o.CRMUsers = n }, "users": func(o *Options, n string) { o.AircallUsers = n },
		"numbers": func(o *Options, n string) { o.Numbers = n }, "connected": func(o *Options, n string) { o.Connected = n },
		"ivr": func(o *Options, n string) { o.IVR = n }, "workflow": func(o *Options, n string) { o.Workflow = n },
		"calls": func(o *Options, n string) { o.Calls = n }, "logged": func(o *Options, n string) { o.Logged = n }, "contacts": func(o *Options, n string) { o.Contacts = []string{n} },
		"schema": func(o *Options, n string) { o.Schemas = []string{n} },
	}
	files := map[source.Kind]string{
		source.Users: bad.CRMUsers, source.Numbers: bad.Numbers, source.IVR: bad.IVR, source.Workflow: bad.Workflow, source.Calls: bad.Calls,
		source.Logged: bad.Logged, source.Contacts: bad.Contacts[0], source.Schema: bad.Schemas[0],
	}
	fits := map[string][]source.Kind{
		"crm users": {source.Users}, "users": {source.Users}, "numbers": {source.Numbers}, "connected": {source.Numbers}, "ivr": {source.IVR},
		"workflow": {source.Workflow}, "calls": {source.Calls}, "logged": {source.Logged}, "contacts": {source.Contacts}, "schema": {source.Schema},
	}
	for option, take := range set {
		for kind, name := range files {
			if fits[option][0] == kind {
				continue
			}
			o := Options{Temp: t.TempDir()}
			take(&o, name)
			_, err := Run(context.Background(), o, nil)
			wrong, ok := errors.AsType[*source.WrongKindError](err)
			if !ok || wrong.Is != kind {
				t.Errorf("%s for %s: %v", kind, option, err)
			}
		}
	}
}

// Files that are damaged, empty or something else are an error in words, never a result.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"empty": "", "page": "<!doctype html><html><body>Sign in</body></html>", "cut": `{"users":[{"id":1,"email":"a@exa`, "nothing": `{"users":[]}`,
		"number": "42\n", "prose": "Dear colleague,\nplease find the users attached.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := Run(context.Background(), Options{CRMUsers: path, Temp: dir}, nil); err == nil {
			t.Errorf("%s is taken for a list of users: %+v", name, r.Checks[2])
		}
	}
	if _, err := Run(context.Background(), Options{Calls: filepath.Join(dir, "gone"), Temp: dir}, nil); err == nil {
		t.Error("a file that is not there is no error")
	}
}

// A target that is no number of the company is not taken for one that is not connected.
func TestRoutesToOthers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	o := Options{
		Numbers:   write("numbers.csv", "name,number,ivr\nWelcome,+33199001000,yes\nSales,+33199001001,\n"),
		Connected: write("connected.csv", "name,number\nWelcome,+33199001000\nSales,+33199001001\n"), Temp: dir,
	}
	for routes, want := range map[string]Status{
		"Welcome,1,Sales\n":                     Pass,
		"Welcome,1,Sales\nWelcome,2,Night team": NotChecked,
		"Welcome,1,+33 1 99 00 10 09\n":         Fail,
		"Welcome,1,Sales;+33 1 99 00 10 09\n":   Fail,
		",1,Sales\n":                            NotChecked,
	} {
		o.IVR = write("ivr.csv", "ivr,branch,routes to\n"+routes)
		for _, c := range mustRun(t, o, nil).Checks {
			if c.Name == "ivr-targets" && c.Status != want {
				t.Errorf("%q: %s (%s), want %s", routes, c.Status, c.Says, want)
			}
		}
	}
}

// Text copied off a screen is told by what it holds, and users by their columns where only the names would fit.
func TestSwappedText(t *testing.T) {
	bad, good := company(t, "failing"), company(t, "passing")
	mails := filepath.Join(t.TempDir(), "mails.txt")
	if err := os.WriteFile(mails, []byte("Ana Petit\tana@example.com\nBob Roux\tbob@example.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		take func(o *Options)
		is   source.Kind
	}{
		"numbers for users":              {func(o *Options) { o.AircallUsers = good.Numbers }, source.Numbers},
		"connected numbers for users":    {func(o *Options) { o.CRMUsers = bad.Connected }, source.Numbers},
		"users for numbers":              {func(o *Options) { o.Numbers = mails }, source.Users},
		"users for connected numbers":    {func(o *Options) { o.Connected = mails }, source.Users},
		"Aircall's users for connected":  {func(o *Options) { o.Connected = bad.AircallUsers }, source.Users},
		"the CRM's users for connected ": {func(o *Options) { o.Connected = good.CRMUsers }, source.Users},
	} {
		o := Options{Temp: t.TempDir()}
		c.take(&o)
		_, err := Run(context.Background(), o, nil)
		if wrong, ok := errors.AsType[*source.WrongKindError](err); !ok || wrong.Is != c.is {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Lists of users that were swapped are refused by their columns.
func TestSwappedUsers(t *testing.T) {
	for name, swap := range map[string]func(o *Options){
		"Aircall's for the CRM's": func(o *Options) { o.CRMUsers = o.AircallUsers },
		"the CRM's for Aircall's": func(o *Options) { o.AircallUsers = o.CRMUsers },
	} {
		o := company(t, "failing")
		swap(&o)
		_, err := Run(context.Background(), o, nil)
		if wrong, ok := errors.AsType[*source.WrongKindError](err); !ok || wrong.Is == "" || wrong.Is == wrong.Wanted {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A call of an IVR whose branch is not known has an end that is not connected only where all have.
func TestRoutesOfACall(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	o := Options{
		Numbers:  write("numbers.csv", "name,number,ivr\nWelcome,+33199001000,yes\nSales,+33199001001,\nSupport,+33199001002,\n"),
		IVR:      write("ivr.csv", "ivr,branch,routes to\nWelcome,1,Sales\nWelcome,2,Support\n"),
		Contacts: []string{write("contacts.csv", "Record ID,First Name,Last Name,Phone Number\n1,Ana,Lopez,+33199001201\n")}, Temp: dir,
	}
	for _, tt := range []struct {
		name, connected, branch string
		want                    bool
	}{
		{"the branch that is not connected", "Welcome\nSales\n", "2", true},
		{"the one that is", "Welcome\nSales\n", "1", false},
		{"one of both, and which is not known", "Welcome\nSales\n", "", false},
		{"none, and which is not known", "Welcome\n", "", true},
	} {
		o.Connected = write("connected.csv", "name\n"+tt.connected)
		o.Calls = write("calls.csv", "Call id,line,datetime (utc),direction,from,to,answered,ivr branch\nCA1,Welcome,2026-11-02 09:00:00,inbound,33199001201,33199001000,Yes,"+tt.branch+"\nshort\n")
		var k keep
		r := mustRun(t, o, &k)
		if len(k.lines) != 1 || strings.Contains(k.lines[0], CodeCallTarget) != tt.want {
			t.Errorf("%s: %q", tt.name, k.lines)
		}
		if !slices.ContainsFunc(r.Inputs, func(in Input) bool { return in.Option == "--calls" && in.Rows == 1 && in.Unread == 1 }) || len(r.Notes) == 0 {
			t.Errorf("%s: a record that could not be read is not said: %+v, %q", tt.name, r.Inputs, r.Notes)
		}
	}
}

func TestDirection(t *testing.T) {
	for in, want := range map[string]string{
		"inbound": inbound, "Outbound": outbound, "entrant": inbound, "sortant": outbound, "eingehend": inbound, "ausgehend": outbound, "entrante": inbound,
		"saliente": outbound, "in entrata": inbound, "in uscita": outbound, "entrada": inbound, "saída": outbound, "inkomend": inbound, "uitgaand": outbound,
		"przychodzące": inbound, "wychodzące": outbound, "": "",
	} {
		if got := direction(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
