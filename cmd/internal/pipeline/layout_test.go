package pipeline

import (
	"fmt"
	"math/bits"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

func TestLetters(t *testing.T) {
	for _, tt := range []struct {
		i    int
		want string
	}{{1, "b"}, {2, "c"}, {25, "z"}, {26, "ba"}, {27, "bb"}, {51, "bz"}, {52, "ca"}, {675, "zz"}, {676, "baa"}} {
		if got := letters(tt.i); got != tt.want {
			t.Errorf("letters(%d) = %q, want %q", tt.i, got, tt.want)
		}
	}
	seen := map[string]int{}
	for i := range 2000 {
		if j, ok := seen[letters(i)]; ok {
			t.Fatalf("letters(%d) and letters(%d) are both %q", j, i, letters(i))
		}
		seen[letters(i)] = i
	}
}

// bindTo lays a built-in profile, with another meaning of a blank, over a header.
func bindTo(t *testing.T, name string, blank profile.Blank, header string) *profile.Binding {
	t.Helper()
	p, err := profile.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	own := *p
	if blank != "" {
		own.Blank = blank
	}
	b, err := own.Bind(strings.Split(header, ","), nil, profile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Where what goes: the columns that updates may change, whether they come in sets, what a child carries.
func TestLayout(t *testing.T) {
	const generic, keeps, clears = profile.Generic, profile.BlankKeeps, profile.BlankClears
	for _, tt := range []struct {
		name      string
		profile   string
		blank     profile.Blank
		header    string
		opt       Options
		ext, note int
		want      string
	}{
		{
			"HubSpot", "hubspot", "", "Record ID,First Name,Last Name,Email,Mobile Phone Number,Phone Number",
			Options{},
			-1, -1,
			"updates Mobile Phone Number, Phone Number · child First Name, Last Name* · primary Phone Number · link",
		},
		{
			"a fax column is left out", "hubspot", "", "Record ID,Last Name,Phone Number,Fax Number",
			Options{},
			-1, -1,
			"updates Phone Number · child Last Name* · primary Phone Number · link",
		},
		{
			"a fax column on request", "hubspot", "", "Record ID,Last Name,Phone Number,Fax Number",
			Options{Fax: true},
			-1, -1,
			"updates Phone Number, Fax Number · child Last Name* · primary Phone Number · link",
		},
		{
			"homes of extensions and notes", "hubspot", "", "Record ID,Ext,Last Name,Phone Number,Remarks",
			Options{},
			1, 4,
			"updates Ext, Phone Number, Remarks · child Last Name* · primary Phone Number · link",
		},
		{
			"one home for both", "hubspot", "", "Record ID,Last Name,Phone Number,Remarks",
			Options{},
			3, 3,
			"updates Phone Number, Remarks · child Last Name* · primary Phone Number · link",
		},
		{
			"no link columns", "hubspot", "", "Record ID,Last Name,Phone Number",
			Options{NoLink: true},
			-1, -1,
			"updates Phone Number · child Last Name* · primary Phone Number",
		},
		{
			"the primary field is missing", "hubspot", "", "Record ID,Last Name,Mobile Phone Number",
			Options{},
			-1, -1,
			"updates Mobile Phone Number · child Last Name* · primary Phone Number · link",
		},
		{
			"Salesforce sets a token", "salesforce", "", "Id,AccountId,FirstName,LastName,Email,Phone,MobilePhone,CreatedDate",
			Options{},
			-1, -1,
			"updates Phone, MobilePhone · child AccountId, FirstName, LastName* · primary Phone · clear #N/A · link",
		},
		{
			"unknown blanks: sets", generic, "", "ID,First name,Last name,Phone,Mobile",
			Options{},
			-1, -1,
			"updates Phone, Mobile · child First name, Last name* · primary Phone · by set · link",
		},
		{
			"unknown blanks, four columns: sets", generic, "", "ID,Last name,Phone,Mobile,Phone 2,Phone 3",
			Options{},
			-1, -1,
			"updates Phone, Mobile, Phone 2, Phone 3 · child Last name* · primary Phone · by set · link",
		},
		{
			"unknown blanks, five columns: one file", generic, "", "ID,Last name,Phone,Mobile,Phone 2,Phone 3,Phone 4",
			Options{},
			-1, -1,
			"updates Phone, Mobile, Phone 2, Phone 3, Phone 4 · child Last name* · primary Phone · refill · link",
		},
		{
			"blanks clear", generic, clears, "ID,Last name,Phone",
			Options{},
			-1, -1,
			"updates Phone · child Last name* · primary Phone · by set · blanks clear · link",
		},
		{
			"blanks keep", generic, keeps, "ID,Last name,Phone",
			Options{},
			-1, -1,
			"updates Phone · child Last name* · primary Phone · link",
		},
		{
			"Google: labels go along, and have their place in new contacts", "google", "", "First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
			Options{},
			-1, -1,
			"updates Phone 1 - Label, Phone 1 - Value, Phone 2 - Label, Phone 2 - Value · child First Name, Last Name* · primary Phone 1 - Value labelled Phone 1 - Label · by set · link",
		},
		{
			"Dynamics wants its hidden columns back", "dynamics", "", "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Last Name,Business Phone",
			Options{},
			-1, -1,
			"(Do Not Modify) Contact, (Do Not Modify) Row Checksum, (Do Not Modify) Modified On, Business Phone · updates Business Phone · child Last Name* · primary Business Phone · by set · link",
		},
		{
			"Zendesk wants the name, in its order", "zendesk", "", "name,email,organization,phone",
			Options{},
			-1, -1,
			"name, email, phone · updates phone · child  · primary phone · by set · blanks clear · link",
		},
		{
			"a whole name", generic, "", "ID,Name,Phone",
			Options{},
			-1, -1,
			"updates Phone · child Name* · primary Phone · by set · link",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := bindTo(t, tt.profile, tt.blank, tt.header)
			_, columns := Fields(b)
			if diff := cmp.Diff(tt.want, drawn(b, newLayout(b, columns, &tt.opt, tt.ext, tt.note))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// drawn writes a layout in a line. The column that takes the label has a star.
func drawn(b *profile.Binding, l *layout) string {
	s := ""
	if len(l.carry) > 0 {
		s = strings.Join(l.updateHeader(b, ^uint64(0)), ", ") + " · "
	}
	s += "updates " + strings.Join(heads(b, l.columns), ", ") + " · child "
	var sSb161 strings.Builder
	for i, col := range l.child {
		if i > 0 {
			sSb161.WriteString(", ")
		}
		sSb161.WriteString(b.Columns[col].Header)
		if i == l.childAt {
			sSb161.WriteString("*")
		}
	}
	s += sSb161.String()
	s += " · primary " + l.primary
	if l.label >= 0 {
		s += " labelled " + b.Columns[l.label].Header
	}
	var sSb171 strings.Builder
	for _, f := range []struct {
		is   bool
		word string
	}{{l.clear != "", "clear " + l.clear}, {l.bySet, "by set"}, {l.refill, "refill"}, {l.blanks, "blanks clear"}, {l.link, "link"}} {
		if f.is {
			sSb171.WriteString(" · " + f.word)
		}
	}
	s += sSb171.String()
	return s
}

// Each column has a bit of its own, so a set of columns and its mask tell each other.
func TestBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.SliceOfNDistinct(rapid.IntRange(0, 300), 1, 60, rapid.ID[int]).Draw(t, "columns")
		l := &layout{columns: columns}
		var all uint64
		for i, col := range columns {
			bit := l.bit(col)
			if bits.OnesCount64(bit) != 1 || bits.TrailingZeros64(bit) != i {
				t.Fatalf("column %d at %d has the bit %b", col, i, bit)
			}
			if all&bit != 0 {
				t.Fatalf("column %d shares its bit", col)
			}
			all |= bit
		}
	})
}

func TestImportFormat(t *testing.T) {
	for _, tt := range []struct {
		name string
		file profile.File
		want string
	}{
		{"by default", profile.File{}, `',' "\n" bom=false`},
		{"semicolon, CRLF, BOM", profile.File{Delimiter: ";", LineEnd: "crlf", BOM: true}, `';' "\r\n" bom=true`},
		{"LF by name", profile.File{LineEnd: "lf"}, `',' "\n" bom=false`},
	} {
		f := importFormat(&tt.file)
		if got := fmt.Sprintf("%q %q bom=%v", f.Delimiter, f.LineEnd, f.BOM); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func heads(b *profile.Binding, columns []int) []string {
	var list []string
	for _, col := range columns {
		list = append(list, b.Columns[col].Header)
	}
	return list
}
