package report

import (
	"cmp"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// RowOptions are how a journal becomes rows of a spreadsheet. The zero value is English, with codes unexplained.
type RowOptions struct {
	Lang     string // "en" or "fr"
	Texts    Texts
	Harmless func(string) string // makes a value safe to open in a spreadsheet; nil leaves it as it is
	// Demands adds the mandatory fields of the summary, which the journal does not have.
	Demands bool
}

// sheetPart is where a line of the journal stands in a spreadsheet.
type sheetPart int

const (
	partChanges sheetPart = iota
	partNew
	partNeeds
	partDuplicates
	partRequired
	partOther
	sheetParts
)

// partNames are the parts as a CSV file calls them; the sentences rows.sheet.NAME are their titles in a workbook.
var partNames = [sheetParts]string{"changes", "new-contacts", "needs-you", "duplicates", "required", "other"}

// partOf gives the part of a line.
func partOf(e *journal.Event) sheetPart {
	switch e.Act {
	case journal.Rewrite, journal.Upgrade, journal.Copy, journal.Move, journal.Merge:
		return partChanges
	case journal.Split:
		if e.Child > 0 {
			return partNew
		}
		return partChanges
	case journal.Keep:
		return partNeeds
	case journal.Duplicate:
		return partDuplicates
	case journal.Required:
		return partRequired
	}
	return partOther
}

// row is a line of the journal in words.
type row struct {
	Part                        sheetPart
	Key, Who, Column, Old, New  string
	To, What, Why, Evidence, Do string
	Codes, Group, Match, Holder string
	HolderFile, File, Row, Line string
	Numbers, Severity           string
}

// rower turns lines into rows.
type rower struct {
	words.Voice
	texts    Texts
	harmless func(string) string
	reasons  map[string]reason
	evidence map[string]string
	acts     map[string]string
	buf      []byte
}

// reason is what a list of codes says.
type reason struct{ codes, why, do, severity string }

// Bounds of what a rower remembers; journals have a few hundred lists of codes.
const mostReasons = 20_000

func newRower(s *summary.Summary, o *RowOptions) *rower {
	r := &rower{
		Voice: voice(o.Lang, s), texts: orUnexplained(o.Texts), harmless: o.Harmless,
		reasons: map[string]reason{}, evidence: map[string]string{}, acts: map[string]string{},
	}
	if r.harmless == nil {
		r.harmless = func(s string) string { return s }
	}
	for _, act := range journal.Acts() {
		r.acts[act] = r.Say("act." + act)
	}
	return r
}

// row gives a line in words.
func (r *rower) row(e *journal.Event) row {
	why := r.reason(e)
	out := row{
		Part: partOf(e), Key: r.harmless(e.Key), Who: r.harmless(e.Who), Column: r.harmless(e.Column), Old: r.harmless(e.Old), New: r.harmless(e.New),
		To: r.to(e), What: cmp.Or(r.acts[e.Act], e.Act), Why: why.why, Evidence: r.proof(e), Do: why.do, Codes: why.codes, Severity: why.severity,
		Group: e.Group, Match: e.Match, File: r.harmless(e.File), Row: count(e.Row), Line: count(e.Line), Holder: count(e.Holder),
	}
	if e.Holder > 0 {
		out.HolderFile = r.harmless(cmp.Or(e.HolderFile, e.File))
	}
	if len(e.Numbers) > 0 {
		out.Numbers = r.harmless(strings.Join(e.Numbers, "; "))
	}
	return out
}

// count writes a number, nothing for none.
func count(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// to says where the text went, where that is not the source cell.
func (r *rower) to(e *journal.Event) string {
	switch {
	case e.Child > 0 && e.Held:
		return r.Say("rows.to.childheld", "n", e.Child)
	case e.Child > 0:
		return r.Say("rows.to.child", "n", e.Child)
	case e.Holder == 0:
		return r.harmless(e.ToColumn)
	}
	place := r.Say("rows.place", "n", e.Holder)
	if e.HolderFile != "" {
		place = r.Say("rows.placeof", "n", e.Holder, "file", words.Plain(spoken(r.Voice, e.HolderFile)))
	}
	switch {
	case e.Act == journal.Merge:
		return r.Say("rows.to.merge", "place", place)
	case e.Act == journal.Duplicate && e.Match == "possible":
		return r.Say("rows.to.pair", "place", place)
	case e.Act == journal.Duplicate:
		return r.Say("rows.to.survivor", "place", place)
	}
	return r.Say("rows.to.holder", "place", place)
}

// reason gives the sentences of the codes of a line, and of a line without codes what its act means.
func (r *rower) reason(e *journal.Event) reason {
	r.buf = append(append(r.buf[:0], e.Act...), 0)
	for _, code := range e.Codes {
		r.buf = append(append(r.buf, code...), ' ')
	}
	if out, ok := r.reasons[string(r.buf)]; ok {
		return out
	}
	out := reason{codes: strings.Join(e.Codes, " ")}
	var why, do, idle []string
	worst := len(ranks)
	for _, code := range e.Codes {
		why = append(why, says(r.Voice, r.texts, code))
		severity := r.texts.Severity(code)
		if rank(severity) < worst {
			worst, out.severity = rank(severity), severity
		}
		switch todo := r.texts.Todo(code, r.Lang); {
		case todo == "":
		case severity != "info":
			do = append(do, todo)
		case e.Act == journal.Keep:
			idle = append(idle, todo) // Mostly nothing, which is worth saying only alone.
		}
	}
	if name := "rows.plain." + e.Act; len(why) == 0 && r.Has(name) {
		why = append(why, r.Say(name))
	}
	if len(do) == 0 {
		do = idle
	}
	out.why, out.do = strings.Join(why, " "), strings.Join(do, " ")
	if len(r.reasons) < mostReasons {
		r.reasons[string(r.buf)] = out
	}
	return out
}

// proof says of each number of a line its country, where that came from, and how sure it is.
func (r *rower) proof(e *journal.Event) string {
	if len(e.Numbers) == 0 {
		return ""
	}
	r.buf = r.buf[:0]
	for i := range e.Numbers {
		for _, list := range [...][]string{e.Region, e.From, e.Confidence, e.Type} {
			if i < len(list) {
				r.buf = append(r.buf, list[i]...)
			}
			r.buf = append(r.buf, ',')
		}
	}
	if out, ok := r.evidence[string(r.buf)]; ok {
		return out
	}
	var all []string
	for i := range e.Numbers {
		var parts []string
		for _, f := range [...]struct {
			prefix string
			list   []string
		}{{"", e.Region}, {"type.", e.Type}, {"from.", e.From}, {"confidence.", e.Confidence}} {
			if i < len(f.list) && f.list[i] != "" && f.list[i] != "unknown" {
				parts = append(parts, named(r.Voice, f.prefix, f.list[i]))
			}
		}
		if text := strings.Join(parts, ", "); len(all) == 0 || all[len(all)-1] != text {
			all = append(all, text)
		}
	}
	out := strings.Join(all, "; ")
	if len(r.evidence) < mostReasons {
		r.evidence[string(r.buf)] = out
	}
	return out
}

// demands gives a row for each mandatory field.
func (r *rower) demands(s *summary.Summary) []row {
	list := demands(r.Voice, s.Required, r.texts)
	out := make([]row, len(list))
	for i, d := range list {
		out[i] = row{
			Part: partRequired, Column: r.harmless(d.Field), What: r.acts[journal.Required], Why: d.Effect, Do: d.Fix,
			Codes: s.Required.Fields[i].Code, Severity: d.Severity, File: r.harmless(d.Where),
		}
	}
	return out
}

// each calls a function with every row of a journal, those of the mandatory fields last.
func (r *rower) each(s *summary.Summary, events iter.Seq2[journal.Event, error], o *RowOptions, do func(*row) error) error {
	for e, err := range events {
		if err != nil {
			return err
		}
		line := r.row(&e)
		if err := do(&line); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	if !o.Demands {
		return nil
	}
	for _, line := range r.demands(s) {
		if err := do(&line); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	return nil
}
