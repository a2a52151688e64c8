package cli

import (
	"fmt"
	"os"
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

// String names the kind where a drawn one is shown.
func (k *kind) String() string {
	return fmt.Sprintf("%s, blank %s, %d phones", k.profile, k.blank, len(k.phones))
}

func hubspotKind() *kind {
	return &kind{
		profile: "hubspot", key: "Record ID", first: "First Name", last: "Last Name", mail: "Email", country: "Country/Region",
		firm: "Company Name", firmID: "Associated Company IDs", deals: "Associated Deal IDs", linkID: "callready_id", parent: "callready_parent",
		phones: []string{"Phone Number", "Mobile Phone Number", "WhatsApp Phone Number", "Fax Number"},
		reads:  []string{"Phone Number", "Mobile Phone Number"},
		blank:  profile.BlankKeeps, id: func(n int) string { return strconv.Itoa(100_000 + n) },
	}
}

func salesforceKind() *kind {
	return &kind{
		profile: "salesforce", key: "Id", first: "FirstName", last: "LastName", mail: "Email", country: "MailingCountry",
		firmID: "AccountId", linkID: "callready_id__c", parent: "callready_parent__c",
		phones: []string{"Phone", "MobilePhone", "OtherPhone", "HomePhone", "AssistantPhone"},
		reads:  []string{"Phone", "MobilePhone", "OtherPhone", "HomePhone", "AssistantPhone"},
		blank:  profile.BlankKeeps, clear: "#N/A", id: func(n int) string { return fmt.Sprintf("003A00000%06dAAA", n) },
	}
}

// pipedriveKind and zohoKind are programs of which it is not published what a blank does; the test decides it.
func pipedriveKind(blank profile.Blank) *kind {
	return &kind{
		profile: "pipedrive", key: "Person - ID", first: "Person - First name", last: "Person - Last name", mail: "Person - Email - Work",
		country: "Person - Country of Postal address", firm: "Person - Organization", deals: "Person - Open deals",
		linkID: "Person - callready_id", parent: "Person - callready_parent", blank: blank,
		phones: []string{"Person - Phone - Work", "Person - Phone - Home", "Person - Phone - Mobile", "Person - Phone - Other"},
		reads:  []string{"Person - Phone - Work", "Person - Phone - Home", "Person - Phone - Mobile", "Person - Phone - Other"},
		id:     func(n int) string { return strconv.Itoa(1200 + n) },
	}
}

func zohoKind(blank profile.Blank) *kind {
	return &kind{
		profile: "zoho", key: "Record Id", first: "First Name", last: "Last Name", mail: "Email", country: "Mailing Country",
		firm: "Account Name", firmID: "Account Name.id", linkID: "callready_id", parent: "callready_parent", blank: blank,
		phones: []string{"Phone", "Home Phone", "Other Phone", "Mobile", "Asst Phone", "Fax"},
		reads:  []string{"Phone", "Home Phone", "Other Phone", "Mobile"},
		id:     func(n int) string { return fmt.Sprintf("zcrm_51234%012d", n) },
	}
}

// genericKind is an export of a program of which nothing is known; the test decides what its import does with a blank. With
// more columns, updates come in one file with the unchanged cells filled in.
func genericKind(blank profile.Blank, more ...string) *kind {
	k := &kind{
		profile: "generic", key: "ID", first: "First name", last: "Last name", mail: "E-mail", country: "Country",
		firm: "Company", deals: "Deals", linkID: "callready_id", parent: "callready_parent", blank: blank,
		phones: append([]string{"Phone", "Mobile phone", "Private phone"}, more...),
		id:     func(n int) string { return fmt.Sprintf("C-%05d", n) },
	}
	k.reads = slices.Clone(k.phones)
	k.phones = append(k.phones, "Fax")
	return k
}

// dirtyNumber draws a number as people write it, or something that is none. Numbers come from a small pool, so that people
// share them.
func dirtyNumber() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{
		"01 99 00 12 34", "+33199001235", "0033 1 99 00 12 36", "06 55 50 12 34", "+33 (0)6 55 50 12 35", "655501236", "020 7946 0123",
		"+442079460124", "+33199001234", "33655501238", "\u202a06 55 50 12 39\u202c", "３３６５５５０１２４０", "33655501241.0", "3.36555012E+10", "06 55 50 XXXX", "n/a", "0000000000",
	})
}

// phoneCell draws a phone cell. Numbers in E.164 are often alone in theirs: what a call finds before a run is what a run can lose.
func phoneCell() *rapid.Generator[string] {
	number := dirtyNumber()
	exact := rapid.SampledFrom([]string{"+33199001234", "+33199001235", "+33199001236", "+33655501234", "+33655501235", "+442079460123", "+442079460124"})
	return rapid.Custom(func(t *rapid.T) string {
		s := number.Draw(t, "number")
		switch rapid.IntRange(0, 12).Draw(t, "shape") {
		case 0, 1, 2:
			return ""
		case 3:
			return s + rapid.SampledFrom([]string{" / ", ";", " ou ", "\n", " - ", ", "}).Draw(t, "sep") + number.Draw(t, "second")
		case 4:
			return rapid.SampledFrom([]string{"Tél. : ", "mob. ", "T: "}).Draw(t, "label") + s
		case 5:
			return s + rapid.SampledFrom([]string{" poste 12", " x34", " (Léa)", " demander Léa", " fax"}).Draw(t, "tail")
		case 6, 7, 8:
			return exact.Draw(t, "exact")
		case 9:
			return exact.Draw(t, "exact") + rapid.SampledFrom([]string{" / ", ";", "\n"}).Draw(t, "sep") + exact.Draw(t, "second")
		default:
			return s
		}
	})
}

// drawCRM draws a few contacts with dirty phone cells.
func drawCRM(t *rapid.T, k *kind) *crm {
	own := *k
	k = &own
	if rapid.Bool().Draw(t, "homes") {
		k.ext, k.note = "Ext", "Remarks"
	}
	c := &crm{kind: k, links: rapid.Bool().Draw(t, "links come back")}
	cell := phoneCell()
	for i := range rapid.IntRange(1, 8).Draw(t, "contacts") {
		r := map[string]string{
			k.first:   rapid.SampledFrom([]string{"Ana", "Bob", ""}).Draw(t, "first"),
			k.last:    rapid.SampledFrom([]string{"Lopez", "Muller", ""}).Draw(t, "last"),
			k.mail:    rapid.SampledFrom([]string{"", "ana@example.com", "bob@example.com"}).Draw(t, "mail"),
			k.country: rapid.SampledFrom([]string{"France", "France", "UK", "", "Frnace"}).Draw(t, "country"),
			k.deals:   rapid.SampledFrom([]string{"", "", "", "77"}).Draw(t, "deals"),
		}
		if r[k.mail] != "" && (r[k.first] == "" || r[k.last] == "") {
			// See TestKnown: two records with one word for a name and one e-mail are one person, but a child has no e-mail.
			r[k.mail] = fmt.Sprintf("only%d@example.com", i)
		}
		if n := rapid.IntRange(0, 3).Draw(t, "firm"); n > 1 {
			r[k.firm], r[k.firmID] = [...]string{"Opale", "Quartz"}[n-2], fmt.Sprintf("001A0000000000%d", n)
		}
		if k.ext != "" {
			r[k.ext] = rapid.SampledFrom([]string{"", "", "34"}).Draw(t, "ext")
			r[k.note] = rapid.SampledFrom([]string{"", "", "old", "demander Léa"}).Draw(t, "note")
		}
		for _, h := range k.phones {
			r[h] = cell.Draw(t, h)
		}
		if k.key != "" {
			r[k.key] = k.id(i)
		}
		delete(r, "")
		c.records = append(c.records, r)
	}
	return c
}

// drawFlags draws the flags of a run that change what happens to numbers.
func drawFlags(t *rapid.T, c *crm) []string {
	flags := []string{"-q", "--profile", c.profile, "--region", "FR", "--split", rapid.SampledFrom([]string{"auto", "one", "readable", "off"}).Draw(t, "split")}
	for _, f := range []string{"--drop-extras", "--fax", "--split-engaged"} {
		if rapid.Bool().Draw(t, f) {
			flags = append(flags, f)
		}
	}
	if c.ext != "" && rapid.Bool().Draw(t, "--ext-column") {
		flags = append(flags, "--ext-column", c.ext)
	}
	if c.note != "" && rapid.Bool().Draw(t, "--note-column") {
		flags = append(flags, "--note-column", c.note)
	}
	return flags
}

// scratch is a session in a fresh folder below dir, for one check of a property.
func scratch(t *rapid.T, dir string) *session {
	d, err := os.MkdirTemp(dir, "run-*")
	if err != nil {
		t.Fatal(err)
	}
	return &session{t: t, dir: d}
}
