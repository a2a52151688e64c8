package audit

import (
	"os"
	"path/filepath"
	"testing"
)

// Calls that nothing attaches fail no check, nor do those for which the integration makes a record; a stranger's call fails one where
// it is not known what the integration does.
func TestAside(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	o := Options{
		Contacts: []string{write("contacts.csv", "Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,Country/Region\n1,Ana,Petit,+33199001201,,France\n")},
		Calls: write("calls.csv", "Call id,line,datetime (utc),direction,from,to,answered\nCA1,Sales,2026-11-02 09:00:00,inbound,33199001201,33199001001,Yes\n"+
			"CA2,Sales,2026-11-02 09:10:00,inbound,anonymous,33199001001,Yes\nCA3,Sales,2026-11-02 09:20:00,inbound,33199001299,33199001001,Yes\n"+
			"CA4,Sales,2026-11-02 09:30:00,outbound,33199001001,3949,Yes\n"),
		Logged: write("logged.csv", "Activity date,Call external ID,Title\n2026-11-02 09:00:00,CA1,call\n2026-11-02 09:20:00,CA3,call\n"), Temp: dir,
	}
	for value, want := range map[string]Check{
		"contact": {Status: Pass, Count: 0, Of: 1}, "nothing": {Status: Fail, Count: 1, Of: 2}, "": {Status: Fail, Count: 1, Of: 2},
	} {
		o.Workflow = write("workflow.csv", "setting,value\ninbound_answered,log\nunknown_number,"+value+"\n")
		for _, c := range mustRun(t, o, nil).Checks {
			switch c.Name {
			case "calls-matched":
				if c.Status != want.Status || c.Count != want.Count || c.Of != want.Of || c.Says == "" {
					t.Errorf("unknown_number %q: %s, %d of %d, %q", value, c.Status, c.Count, c.Of, c.Says)
				}
			case "calls-logged":
				if c.Status != Pass || c.Of != 2 || c.Says == "" {
					t.Errorf("logged: %s, %d of %d, %q", c.Status, c.Count, c.Of, c.Says)
				}
			}
		}
	}
}

// A number in a field that is not read fails where no other field or contact has it, and only a fax is nobody's business; a row that
// stands there once more is one contact.
func TestOutside(t *testing.T) {
	dir := t.TempDir()
	const head = "Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,WhatsApp Phone Number,Fax Number,Country/Region,Number of Associated Deals\n"
	for _, tt := range []struct {
		name, rows         string
		outside, withPhone int64
		status             Status
	}{
		{"nowhere else", "1,Ana,Petit,+33199001201,,+33655501201,,France,0\n", 1, 1, Fail},
		{"in a field that is read too", "1,Ana,Petit,+33199001201,+33655501201,+33655501201,,France,0\n", 0, 1, Pass},
		{"on another contact", "1,Ana,Petit,+33199001201,,+33655501201,,France,0\n2,Bob,Roux,+33655501201,,,,France,0\n", 0, 2, Pass},
		{"on two contacts, read of neither", "1,Ana,Petit,,,+33655501201,,France,0\n2,Bob,Roux,,,+33655501201,,France,0\n", 2, 2, Fail},
		{"a fax", "1,Ana,Petit,+33199001201,,,+33199001299,France,0\n", 0, 1, Pass},
		{"the same row again", "1,Ana,Petit,,,+33655501201,,France,0\n1,Ana,Petit,,,+33655501201,,France,0\n", 1, 1, Fail},
		{"the same id with other cells", "1,Ana,Petit,,,+33655501201,,France,0\n1,Ana,Petit,,,+33655501202,,France,0\n", 2, 2, Fail},
	} {
		path := filepath.Join(dir, "contacts.csv")
		if err := os.WriteFile(path, []byte(head+tt.rows), 0o600); err != nil {
			t.Fatal(err)
		}
		res := mustRun(t, Options{Contacts: []string{path}, Profile: "hubspot", Temp: dir}, nil)
		for _, c := range res.Checks {
			if c.Name == "fields-read" && (c.Status != tt.status || c.Count != tt.outside || c.Of != tt.withPhone) {
				t.Errorf("%s: %s, %d of %d, want %s, %d of %d", tt.name, c.Status, c.Count, c.Of, tt.status, tt.outside, tt.withPhone)
			}
		}
		if res.Contacts.WithNumber != tt.withPhone {
			t.Errorf("%s: %+v", tt.name, *res.Contacts)
		}
	}
}
