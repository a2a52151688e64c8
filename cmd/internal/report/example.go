package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// shownFamily is a family as rows of a table.
type shownFamily struct {
	Who, Key value
	Place    string // file and row
	Group    string // of duplicates, how sure it is
	Rows     []shownChange
	More     string
	// What the filters look for, as words that are parted by spaces: acts, reasons, regions, confidences, numbers of columns.
	Acts, Reasons, Regions, Sure, Columns string
	Order                                 int
}

// shownChange is one line of the journal as a row.
type shownChange struct {
	Column   value
	Act      string
	Class    string // of the act
	Child    bool   // it is about a new contact
	Written  bool   // something new is written
	Record   string // of a record that is listed, where it stands
	Old, New value
	Blank    string // in place of the old value, where there was none
	Stays    string // in place of the new value, where nothing is written
	Where    string // which new contact the number went to, or who has it
	To       value  // which column it went to
	Reasons  []string
	Evidence []string
}

// teller turns lines of the journal into what the page shows.
type teller struct {
	words.Voice
	texts   Texts
	several bool           // the run has several files, so that a row alone says little
	columns map[string]int // numbers of the columns, in the order in which they are met
	heads   []string       // their names
}

func newTeller(v words.Voice, s *summary.Summary, o *PageOptions) *teller {
	return &teller{Voice: v, texts: o.Texts, several: len(s.Inputs) > 1, columns: map[string]int{}}
}

// reasonsOf gives what a line is filed under: its codes, or its act where it has none.
func reasonsOf(e *journal.Event) []string {
	if len(e.Codes) == 0 {
		return []string{plain + e.Act}
	}
	return e.Codes
}

// plain stands before the act of a line that has no code; no code begins so.
const plain = "act."

// family shows a family; order is its place among all.
func (t *teller) family(f *Family, order int) *shownFamily {
	x := &shownFamily{Order: order}
	var acts, reasons, regions, sure, columns []string
	var shown []int             // lines with a row of their own
	remarked := map[int][]int{} // by such a line those that only remark on its cell
	for i := range f.Events {
		e := &f.Events[i]
		if i == 0 {
			t.whose(x, e)
		}
		if at := beside(f, i); at >= 0 {
			remarked[at] = append(remarked[at], i)
		} else {
			shown = append(shown, i)
		}
		acts = append(acts, e.Act)
		reasons = append(reasons, reasonsOf(e)...)
		regions = append(regions, e.Region...)
		sure = append(sure, e.Confidence...)
		if e.Column != "" {
			columns = append(columns, strconv.Itoa(t.column(e.Column)))
		}
	}
	for _, i := range shown {
		row := t.change(&f.Events[i])
		for _, j := range remarked[i] {
			t.remark(&row, &f.Events[j])
		}
		x.Rows = append(x.Rows, row)
	}
	slices.SortStableFunc(x.Rows, func(a, b shownChange) int { return rankBool(a.Child) - rankBool(b.Child) })
	x.Acts, x.Reasons, x.Regions, x.Sure, x.Columns = each(acts), each(reasons), each(regions), each(sure), each(columns)
	if f.More > 0 {
		x.More = t.Say("html.more", "n", f.More)
	}
	return x
}

func rankBool(b bool) int {
	if b {
		return 1
	}
	return 0
}

// each gives words that are there, each once.
func each(list []string) string {
	var out []string
	for _, s := range list {
		s = strings.Join(strings.Fields(words.Plain(s)), "_")
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// column gives the number of a column.
func (t *teller) column(head string) int {
	n, ok := t.columns[head]
	if !ok {
		n = len(t.heads)
		t.columns[strings.Clone(head)] = n
		t.heads = append(t.heads, head)
	}
	return n
}

// whose says which contact it is.
func (t *teller) whose(x *shownFamily, e *journal.Event) {
	x.Who, x.Key = newValue(t.Voice, e.Who), newValue(t.Voice, e.Key)
	if e.Who == "" {
		x.Who, x.Key = x.Key, value{}
	}
	x.Place = t.place(e)
	if e.Match != "" {
		x.Group = named(t.Voice, "match.", e.Match)
	}
}

// place says in which row a record stands.
func (t *teller) place(e *journal.Event) string {
	switch {
	case e.Row > 0 && t.several:
		return t.Say("html.rowof", "n", e.Row, "file", fileName(t.Voice, e.File, maxName))
	case e.Row > 0:
		return t.Say("html.row", "n", e.Row)
	}
	return ""
}

// beside gives the line in whose row a line stands that only remarks on its cell, -1 where it has a row of its own.
func beside(f *Family, i int) int {
	remarks := func(act string) bool { return act == journal.Flag || act == journal.Shared }
	e := &f.Events[i]
	if !remarks(e.Act) {
		return -1
	}
	return slices.IndexFunc(f.Events, func(o journal.Event) bool {
		return !remarks(o.Act) && o.Col == e.Col && o.Column == e.Column && o.Old == e.Old
	})
}

// remark adds what a line remarks to the row of its cell.
func (t *teller) remark(x *shownChange, e *journal.Event) {
	for _, code := range e.Codes {
		if says := shown(says(t.Voice, t.texts, code)); !slices.Contains(x.Reasons, says) {
			x.Reasons = append(x.Reasons, says)
		}
	}
	var own shownChange
	if t.where(&own, e); own.Where != "" {
		x.Reasons = append(x.Reasons, own.Where)
	}
}

// change shows one line.
func (t *teller) change(e *journal.Event) shownChange {
	v := t.Voice
	x := shownChange{Act: named(v, "act.", e.Act), Class: each([]string{e.Act}), Child: e.Child > 0, Column: newValue(v, e.Column), To: newValue(v, e.ToColumn)}
	if e.ToColumn == e.Column {
		x.To = value{}
	}
	switch e.Act {
	case journal.Keep:
		x.Old, x.Stays = newValue(v, e.Old), t.Say("html.stays")
	case journal.Flag, journal.Shared:
		x.Old, x.Stays = newValue(v, e.Old), t.Say("html.same")
	default:
		gone, added := compared(e.Old, e.New)
		x.Old, x.New, x.Written = marked(v, e.Old, gone), marked(v, e.New, added), e.Column != ""
		if e.New == "" && x.Written {
			x.Stays = t.Say("html.emptied")
		}
		if e.Old == "" && x.Written {
			x.Blank = t.Say("html.blank")
		}
	}
	if e.Column == "" && e.Row > 0 {
		x.Column, x.Record = newValue(v, cmp.Or(e.Who, e.Key)), t.place(e)
	}
	t.where(&x, e)
	for i, code := range e.Codes {
		if !slices.Contains(e.Codes[:i], code) {
			x.Reasons = append(x.Reasons, shown(says(v, t.texts, code)))
		}
	}
	for i := range e.Numbers {
		if i == 3 {
			x.Evidence = append(x.Evidence, "…")
			break
		}
		if s := evidence(v, e, i); s != "" && !slices.Contains(x.Evidence, s) {
			x.Evidence = append(x.Evidence, s)
		}
	}
	return x
}

// where says which new contact a number went to, or which record has it or stays.
func (t *teller) where(x *shownChange, e *journal.Event) {
	name := "html.holder"
	switch e.Act {
	case journal.Duplicate:
		name = "html.twin"
	case journal.Merge:
		name = "html.merged"
	case journal.Flag, journal.Shared:
		name = "html.too"
	}
	switch {
	case e.Child > 0 && e.Held:
		x.Where = t.Say("html.childheld", "n", e.Child)
	case e.Child > 0:
		x.Where = t.Say("html.child", "n", e.Child)
	case e.Holder > 0 && e.HolderFile != "":
		x.Where = t.Say(name+"of", "n", e.Holder, "file", fileName(t.Voice, e.HolderFile, maxName))
	case e.Holder > 0:
		x.Where = t.Say(name, "n", e.Holder)
	}
}

// fileName gives the name of a file in that many characters.
func fileName(v words.Voice, name string, most int) string {
	head, cut := words.Clip(words.Plain(spoken(v, name)), most)
	if cut > 0 {
		head += "…"
	}
	return head
}

// evidence says of one number what its country is, where that came from, how sure it is, what kind of line it is, and what else the cell said.
func evidence(v words.Voice, e *journal.Event, i int) string {
	at := func(list []string) string {
		if i < len(list) {
			return list[i]
		}
		return ""
	}
	var parts []string
	add := func(s string) {
		if s != "" {
			head, _ := words.Clip(s, 60)
			parts = append(parts, head)
		}
	}
	if region := at(e.Region); region != "" {
		add(country(v, region))
	}
	if from := at(e.From); from != "" {
		add(named(v, "by.", from))
	}
	if sure := at(e.Confidence); sure != "" {
		add(named(v, "confidence.", sure))
	}
	if len(parts) > 0 && at(e.Type) != "" {
		add(named(v, "type.", at(e.Type)))
	}
	if label := at(e.Labels); label != "" {
		add(v.Say("html.label", "label", words.Plain(label)))
	}
	if ext := at(e.Ext); ext != "" {
		add(v.Say("html.ext", "ext", words.Plain(ext)))
	}
	return strings.Join(parts, ", ")
}
