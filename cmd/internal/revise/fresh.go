package revise

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// Fresh is an export that was made after the run.
type Fresh struct {
	Files   []tablefile.Table
	Places  [][]int32 // by file where the columns of the first one stand; nil where they stand as there
	Labels  []string  // names of the files as reports have them
	Binding *profile.Binding
}

// suffix is how many digits at its end make a number known inside a cell, however it is written.
const suffix = 7

// view is one pass over a fresh export.
type view struct {
	*plan
	f      *Fresh
	header []string
	cols   []int            // by column of the plan where the export has it, -1
	phones []int            // those of the contact, then those of others
	worked []int            // columns that show calls, notes, deals
	said   []int            // columns that a person fills
	made   map[string]*made // by callready_id
	ends   map[string][]end
	merged []int
	met    int
	digits []byte
}

// end is a number looked for by its last digits, and what is to be told of it.
type end struct {
	m    *made
	lean int // -1 for none
}

// compare reads a fresh export and notes what became of each record.
func (p *plan) compare(ctx context.Context, f *Fresh) error {
	v := &view{plan: p, f: f, header: f.Files[0].Header(), made: map[string]*made{}, ends: map[string][]end{}}
	if err := v.bind(); err != nil {
		return err
	}
	for i, file := range f.Files {
		places := []int32(nil)
		if i < len(f.Places) {
			places = f.Places[i]
		}
		err := records(ctx, file, func(b *record.Batch, k int) error {
			v.row(func(col int) string {
				if places != nil {
					col = int(places[col])
				}
				return b.String(k, col)
			})
			return nil
		})
		if err != nil {
			return err
		}
	}
	if v.met == 0 && len(p.contacts) > 0 {
		return refuse(profile.Text{English: "none of the %d records of the run is in this export: it is another one's", French: "aucune des %d fiches de l'exécution ne se trouve dans cet export : c'est celui d'autre chose"},
			profile.Text{English: "export the contacts that the run was about again, with the same columns", French: "exportez à nouveau les contacts dont il s'agissait, avec les mêmes colonnes"}, len(p.contacts))
	}
	return nil
}

// bind lays the columns of the run over those of the export.
func (v *view) bind() error {
	b := v.f.Binding
	for _, name := range v.columns {
		at := -1
		for i, h := range v.header {
			switch {
			case h != name:
			case at >= 0:
				return refuse(profile.Text{English: "the export has two columns called %q, which the run writes", French: "l'export a deux colonnes appelées %q, que l'exécution écrit"}, sameColumns(), name)
			default:
				at = i
			}
		}
		if at < 0 {
			return refuse(profile.Text{English: "the export has no column %q, which the run writes", French: "l'export n'a pas la colonne %q, que l'exécution écrit"}, sameColumns(), name)
		}
		v.cols = append(v.cols, at)
	}
	v.phones = slices.Concat(b.Phones, b.Others)
	for i := range b.Columns {
		c := &b.Columns[i]
		switch c.Role {
		case profile.Activity, profile.Engaged:
			v.worked = append(v.worked, i)
		case profile.First, profile.Last, profile.Full, profile.Title, profile.Email, profile.Company, profile.Address, profile.Phone, profile.Fax, profile.Note:
			v.said = append(v.said, i)
		default:
			if lists(c.Header) {
				v.merged = append(v.merged, i)
			}
		}
	}
	for _, m := range v.created {
		if m.id != "" {
			v.made[m.id] = m
		}
		v.look(m.number, end{m: m, lean: -1})
	}
	for i := range v.leans {
		v.look(v.leans[i].number, end{lean: i})
	}
	return nil
}

func sameColumns() profile.Text {
	return profile.Text{English: "export again with the same columns as before", French: "exportez à nouveau avec les mêmes colonnes qu'avant"}
}

// look has a number looked for in all phone cells.
func (v *view) look(number string, e end) {
	if d := onlyDigits(nil, number); len(d) >= suffix {
		s := string(d[len(d)-suffix:])
		v.ends[s] = append(v.ends[s], e)
	}
}

// row takes one record of the export.
func (v *view) row(cell func(int) string) {
	key := strings.TrimSpace(cell(v.f.Binding.Key))
	if key == "" {
		return
	}
	k := v.same(key)
	for _, col := range v.merged {
		for old := range strings.FieldsFuncSeq(cell(col), func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '|' }) {
			if c := v.contacts[v.same(old)]; c != nil && v.same(old) != k {
				c.into = key
			}
		}
	}
	if c := v.contacts[k]; c != nil {
		v.meet(c, cell)
	}
	v.numbers(k, cell)
	v.child(key, cell)
}

// meet notes what a record holds now.
func (v *view) meet(c *contact, cell func(int) string) {
	note := func(list []cellNow) bool {
		other := false
		for _, n := range list {
			now := cell(v.cols[n.col])
			other = other || c.seen && *n.now != now
			*n.now = now
		}
		return other
	}
	var list []cellNow
	for i := range c.cells {
		list = append(list, cellNow{c.cells[i].col, &c.cells[i].now})
	}
	for i := range c.clear {
		list = append(list, cellNow{c.clear[i].col, &c.clear[i].now})
	}
	if note(list) {
		c.twice = true
	}
	for _, col := range slices.Concat(v.phones, v.f.Binding.Faxes) {
		if !v.writes(c, col) {
			c.rest = append(onlyDigits(c.rest, cell(col)), '|')
		}
	}
	if !c.seen {
		v.met++
	}
	c.seen = true
}

// writes tells whether the run writes a cell of a record.
func (v *view) writes(c *contact, col int) bool {
	for i := range c.cells {
		if v.cols[c.cells[i].col] == col {
			return true
		}
	}
	return false
}

type cellNow struct {
	col int
	now *string
}

// numbers notes who has the numbers that were looked for.
func (v *view) numbers(key string, cell func(int) string) {
	if len(v.ends) == 0 {
		return
	}
	b := v.f.Binding
	for k, col := range v.phones {
		v.digits = onlyDigits(v.digits[:0], cell(col))
		for i := 0; i+suffix <= len(v.digits); i++ {
			for _, e := range v.ends[string(v.digits[i:i+suffix])] {
				switch {
				case e.lean >= 0 && v.leans[e.lean].key != key:
					v.leans[e.lean].held = true
				case e.lean >= 0:
				case k < len(b.Phones) && v.same(e.m.parent) == key:
					e.m.atHome = true
					e.m.read = e.m.read || b.Columns[col].Read || !b.Readable || col == b.Primary
				}
			}
		}
	}
}

// child notes a record that is a new contact of the run, or may be.
func (v *view) child(key string, cell func(int) string) {
	b := v.f.Binding
	text := func(col int) string {
		if col < 0 {
			return ""
		}
		return strings.TrimSpace(cell(col))
	}
	if m := v.made[text(b.Child)]; m != nil {
		m.found = append(m.found, v.judge(m, key, true, cell))
		return
	}
	if len(v.byNumber) == 0 {
		return
	}
	for _, col := range b.Phones {
		m := v.byNumber[number(cell(col))]
		if m == nil || v.same(m.parent) == v.same(key) {
			continue
		}
		parent := text(b.Parent)
		switch {
		case parent != "" && v.same(parent) == v.same(m.parent):
			m.found = append(m.found, v.judge(m, key, true, cell))
		case parent != "" || text(b.Child) != "" || v.contacts[v.same(key)] != nil:
		case v.looksLike(m, cell):
			m.found = append(m.found, v.judge(m, key, false, cell))
		}
		return
	}
}

// looksLike tells whether a record without link columns has the name that the new contact was given, and no e-mail address.
func (v *view) looksLike(m *made, cell func(int) string) bool {
	for _, col := range v.f.Binding.Email {
		if strings.TrimSpace(cell(col)) != "" {
			return false
		}
	}
	names := 0
	for i, h := range m.header {
		col := slices.Index(v.header, h)
		if col < 0 || !slices.Contains([]profile.Role{profile.First, profile.Last, profile.Full}, v.f.Binding.Columns[col].Role) {
			continue
		}
		if !equal(m.cells[i], cell(col)) {
			return false
		}
		if m.cells[i] != "" {
			names++
		}
	}
	return names > 0
}

// judge says what happened to a new contact since it was made.
func (v *view) judge(m *made, key string, sure bool, cell func(int) string) found {
	f := found{key: key, sure: sure}
	for _, col := range v.f.Binding.Phones {
		f.holds = f.holds || number(cell(col)) == m.number
	}
	note := func(why fate, col int) {
		if f.why < why {
			f.why, f.what = why, nil
		}
		if f.why == why {
			f.what = append(f.what, v.header[col])
		}
	}
	for _, col := range v.worked {
		if s := strings.TrimSpace(cell(col)); s != "" && s != "0" && !strings.EqualFold(s, "false") {
			note(worked, col)
		}
	}
	if m.header == nil { // What it was given is not known.
		return f
	}
	for _, col := range v.said {
		now := cell(col)
		was, given := "", false
		if i := slices.Index(m.header, v.header[col]); i >= 0 {
			was, given = m.cells[i], true
		}
		if !given && v.header[col] == v.primary() {
			was = m.number
		}
		if !equal(was, now) && (was == "" || number(now) != was) {
			note(edited, col)
		}
	}
	return f
}

// primary gives the field under which new contacts have their number where the run knows it.
func (v *view) primary() string { return v.Summary.Profile.Primary }

// lists tells whether a column lists the records that were merged into one.
func lists(header string) bool {
	switch fold(header) {
	case "merged object ids", "merged contact ids", "merged record ids", "hs_merged_object_ids", "merged vids", "merged ids":
		return true
	}
	return false
}

// fold makes texts comparable: small letters, single spaces.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// equal tells whether two cells hold the same but for white space at their ends and the kind of line ends.
func equal(a, b string) bool { return a == b || tidy(a) == tidy(b) }

func tidy(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// number gives a cell as a number without the marks that a CRM may show it with; "" for one that is none in international form.
func number(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < suffix || s[0] != '+' {
		return ""
	}
	if strings.Trim(s[1:], "0123456789") == "" {
		return s
	}
	d := []byte{'+'}
	for _, r := range s[1:] {
		switch {
		case r >= '0' && r <= '9':
			d = append(d, byte(r))
		case strings.ContainsRune(" .-()\u00a0\u202f", r):
		default:
			return ""
		}
	}
	return string(d)
}

func onlyDigits(dst []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			dst = append(dst, byte(r))
		case r >= utf8.RuneSelf && unicode.IsDigit(r):
			n := 0 // Digits of other scripts come in tens.
			for unicode.IsDigit(r - rune(n) - 1) {
				n++
			}
			dst = append(dst, byte('0'+n%10))
		}
	}
	return dst
}
