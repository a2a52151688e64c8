package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
)

// crmKinds are the CRMs with a key of which only the columns are known here: what their import does with a blank, each test
// assumes both ways where the profile does not know it.
func crmKinds() map[string]*kind {
	mail := func(n int) string { return fmt.Sprintf("new%d@example.com", n) }
	kinds := map[string]*kind{
		"zoho": {
			key: "Record Id", first: "First Name", last: "Last Name", mail: "Email", phones: []string{"Phone", "Home Phone", "Other Phone", "Mobile", "Asst Phone", "Fax"},
			reads: []string{"Phone", "Home Phone", "Other Phone", "Mobile"}, id: func(n int) string { return fmt.Sprintf("zcrm_5112000000%06d", n) },
		},
		"pipedrive": {
			key: "Person - ID", first: "Person - First name", last: "Person - Last name", mail: "Person - Email - Work",
			phones: []string{"Person - Phone - Work", "Person - Phone - Home", "Person - Phone - Mobile", "Person - Phone - Other"},
		},
		"dynamics": {
			key: "(Do Not Modify) Contact", first: "First Name", last: "Last Name", mail: "Email", phones: []string{"Business Phone", "Mobile Phone", "Fax"},
			reads: []string{"Business Phone", "Mobile Phone"}, id: func(n int) string { return fmt.Sprintf("5e001003-1a2b-4c3d-8e4f-%012d", n) },
		},
		"odoo": {
			key: "External ID", last: "Name", mail: "Email", phones: []string{"Phone", "Mobile"}, blank: profile.BlankClears,
			id: func(n int) string { return fmt.Sprintf("__import__.contact_%d", n) }, guards: "=-+",
		},
		"freshsales": {key: "Freshworks CRM ID", first: "First name", last: "Last name", mail: "Email", phones: []string{"Work", "Mobile"}},
		"freshdesk":  {key: "Email", last: "Full name", phones: []string{"Work phone", "Mobile phone", "Other phone numbers"}, id: mail},
		"bitrix24": {
			key: "ID", first: "First Name", last: "Last Name", mail: "Work E-mail", phones: []string{"Work Phone", "Mobile", "Fax", "Home Phone", "Other Phone Number"},
			reads: []string{"Work Phone", "Mobile", "Home Phone", "Other Phone Number"},
		},
		"zendesk":   {key: "email", last: "name", phones: []string{"phone"}, blank: profile.BlankClears, id: mail},
		"intercom":  {key: "User ID", last: "Name", mail: "Email", phones: []string{"Phone"}},
		"mailchimp": {key: "Email Address", first: "First Name", last: "Last Name", phones: []string{"Phone Number"}, id: mail},
		"brevo":     {key: "CONTACT ID", first: "FIRSTNAME", last: "LASTNAME", mail: "EMAIL", phones: []string{"SMS", "LANDLINE_NUMBER"}, blank: profile.BlankKeeps},
		"close": {
			key: "id", first: "primary_contact_first_name", last: "primary_contact_last_name", mail: "primary_contact_primary_email",
			phones: []string{"primary_contact_primary_phone", "primary_contact_other_phones"}, id: func(n int) string { return fmt.Sprintf("lead_%d", n) },
		},
	}
	for name, k := range kinds {
		k.profile, k.linkID, k.parent = name, "callready_id", "callready_parent"
		if k.reads == nil {
			k.reads = k.phones
		}
		if k.id == nil {
			k.id = func(n int) string { return strconv.Itoa(100_000 + n) }
		}
	}
	return kinds
}

// The exports of the CRMs with a key go through the model: after the import there is nothing more to do, nothing is lost, and
// the undo files bring back what was.
func TestCRMs(t *testing.T) {
	for name, k := range crmKinds() {
		blanks := []profile.Blank{k.blank}
		if k.blank == "" {
			blanks = []profile.Blank{profile.BlankKeeps, profile.BlankClears}
		}
		for _, blank := range blanks {
			for _, split := range []string{"auto", "one", "readable", "off"} {
				t.Run(fmt.Sprintf("%s, blank %s, %s", name, blank, split), func(t *testing.T) {
					t.Parallel()
					own := *k
					own.blank = blank
					checkImport(t, newSession(t), openCRM(t, &own, name), []string{"-q", "--profile", name, "--region", "FR", "--split", split})
				})
			}
		}
	}
}

// openCRM fills a model with one of the invented exports.
func openCRM(t *testing.T, k *kind, name string) *crm {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(exportsDir, "crm", name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(data))
	if line, _, _ := strings.Cut(string(data), "\n"); strings.Count(line, ";") > strings.Count(line, ",") {
		r.Comma = ';'
	}
	all, err := r.ReadAll()
	if err != nil || len(all) < 10 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	c := &crm{kind: k, heads: all[0]}
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, v := range rec {
			if record.Guarded(v, k.guards) {
				v = v[1:]
			}
			row[c.heads[i]] = v
		}
		c.records = append(c.records, row)
	}
	return c
}
