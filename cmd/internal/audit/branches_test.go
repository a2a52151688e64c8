package audit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A check that can fail for several reasons fails for each of them, and names it.
func TestEveryReason(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	crm := write("crm.csv", "Email,Name,IsActive,Profile Name\nana@example.com,Ana,true,System Administrator\nbob@example.com,Bob,true,Standard User\ncleo@example.com,Cleo,false,System Administrator\n")
	users := "Name,Email,Role\nAna,ana@example.com,Admin\nBob,bob@example.com,Agent\nCleo,cleo@example.com,Admin\n"
	for _, tt := range []struct {
		name, check, says string
		opt               Options
		want              Status
	}{
		{"who has no e-mail has no twin", "users-twins", "Dora (row 4) has no e-mail", Options{AircallUsers: write("a.csv", users+"Dora,,Agent\n"), CRMUsers: crm}, Fail},
		{"an inactive installer", "installer-crm", "cleo@example.com is inactive", Options{CRMUsers: crm, Installer: "cleo@example.com"}, Fail},
		{"an installer who is no administrator", "installer-crm", "bob@example.com is no administrator", Options{CRMUsers: crm, Installer: "bob@example.com"}, Fail},
		{"the same in Aircall", "installer-aircall", "bob@example.com is no administrator", Options{AircallUsers: write("b.csv", users), Installer: "bob@example.com"}, Fail},
		{"an installer who is one", "installer-crm", "", Options{CRMUsers: crm, Installer: "ana@example.com"}, Pass},
		{"the main field is not in the export", "fields-primary", "the export has no column Phone", Options{
			Contacts: []string{write("c.csv", "Id,FirstName,LastName,Email,MobilePhone,MailingCountry\n003000000000001AAA,Ana,Petit,ana@example.com,+33655501201,France\n")}, Profile: "salesforce",
		}, Fail},
	} {
		tt.opt.Temp = dir
		for _, c := range mustRun(t, tt.opt, nil).Checks {
			if c.Name == tt.check && (c.Status != tt.want || !strings.Contains(strings.Join(c.Evidence, "\n"), tt.says)) {
				t.Errorf("%s: %s, %q, %q", tt.name, c.Status, c.Says, c.Evidence)
			}
		}
	}
}
