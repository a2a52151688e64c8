package report

import (
	"html"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
)

// value is a text from the file, cut into what can be shown and marks for what cannot be seen.
type value struct {
	Parts []words.Part
	More  string // "+12" where characters are left out
}

func newValue(v words.Voice, s string) value {
	head, cut := words.Clip(s, maxValue)
	out := value{Parts: words.Parts(head)}
	if cut > 0 {
		out.More = "+" + v.Number(int64(cut))
	}
	return out
}

// example is one line of the journal as a row of a table.
type example struct {
	Who      value
	Place    string // file and row
	Column   value
	Act      string
	Old, New value
	Where    string // which new contact the number went to
	To       value  // which column it went to
	Evidence []string
	Why      string
}

// newExample shows a line; several says that the run has several files, so that a row alone says little.
func newExample(v words.Voice, e *journal.Event, several bool) example {
	x := example{
		Who: newValue(v, e.Who), Column: newValue(v, e.Column), Act: named(v, "act.", e.Act),
		Old: newValue(v, e.Old), New: newValue(v, e.New), To: newValue(v, e.ToColumn),
	}
	if e.Who == "" {
		x.Who = newValue(v, e.Key)
	}
	switch {
	case e.Row > 0 && several:
		x.Place = v.Say("html.rowof", "n", e.Row, "file", fileName(v, e.File, maxName))
	case e.Row > 0:
		x.Place = v.Say("html.row", "n", e.Row)
	}
	switch {
	case e.Child > 0 && e.Held:
		x.Where = v.Say("html.childheld", "n", e.Child)
	case e.Child > 0:
		x.Where = v.Say("html.child", "n", e.Child)
	case e.HolderFile != "":
		x.Where = v.Say("html.holderof", "n", e.Holder, "file", fileName(v, e.HolderFile, maxName))
	case e.Holder > 0:
		x.Where = v.Say("html.holder", "n", e.Holder)
	}
	for i := range e.Numbers {
		if i == 3 {
			x.Evidence = append(x.Evidence, "…")
			break
		}
		x.Evidence = append(x.Evidence, evidence(v, e, i))
	}
	return x
}

// fileName gives the name of a file in that many characters.
func fileName(v words.Voice, name string, most int) string {
	head, cut := words.Clip(words.Plain(spoken(v, name)), most)
	if cut > 0 {
		head += "…"
	}
	return head
}

// evidence says of one number what its country is, where that came from, and how sure it is.
func evidence(v words.Voice, e *journal.Event, i int) string {
	var parts []string
	for _, f := range []struct {
		prefix string
		list   []string
	}{{"", e.Region}, {"from.", e.From}, {"confidence.", e.Confidence}} {
		if i < len(f.list) && f.list[i] != "" {
			head, _ := words.Clip(named(v, f.prefix, f.list[i]), 40)
			parts = append(parts, head)
		}
	}
	return strings.Join(parts, ", ")
}

// budget bounds the bytes that examples take on the page.
type budget struct{ left int }

// spend takes what an example costs, or tells that it is too much.
func (b *budget) spend(e *example) bool {
	n := 420 + len(html.EscapeString(e.Place)) + len(html.EscapeString(e.Where)) + len(html.EscapeString(e.Why)) + len(html.EscapeString(e.Act))
	for _, v := range []*value{&e.Who, &e.Column, &e.Old, &e.New, &e.To} {
		for _, p := range v.Parts {
			n += len(html.EscapeString(p.Text))
			if p.Name != "" {
				n += len(`<span class="inv" title="U+10FFFF"></span>`)
			}
		}
	}
	for _, s := range e.Evidence {
		n += len(html.EscapeString(s)) + len("<br>")
	}
	if n > b.left {
		return false
	}
	b.left -= n
	return true
}
