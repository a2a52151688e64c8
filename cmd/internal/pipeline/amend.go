package pipeline

import (
	"bytes"
	"slices"
	"sort"

	"github.com/callready/callready/cmd/internal/correction"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize/phone"
)

// A correction takes effect where its cell is read: every pass sees the cell as if it held what the person wrote, and what
// becomes of all other cells follows from that.

// fit is a correction whose cell holds what it says.
type fit struct {
	line  int32
	field int
}

// act is what corrections do to a cell.
type act uint8

const (
	actNone    act = iota
	actReads       // it is read otherwise: as another text, or in another country
	actKeep        // it stays as it is
	actVacate      // it is read as empty
	actFill        // it is read as the value of another cell, which it gets
	actDropped     // what they asked for cannot be
)

// amend is what corrections make of a cell of the contact at hand.
type amend struct {
	act   act
	lines []int32
	text  []byte // of actFill the value
	from  int    // of actFill the field that it comes from
	code  string // why they are not followed
	more  string // and why the reading says so
}

// amended tells whether the cell of a field is read otherwise than it stands there.
func (r *reader) amended(f int) bool {
	return len(r.lines) > 0 && r.amends[f].act != actNone && r.amends[f].act != actDropped
}

// filled tells whether the cell of a field gets the value of another cell.
func (r *reader) filled(f int) bool { return len(r.lines) > 0 && r.amends[f].act == actFill }

// amend finds the corrections of record i, which is that row of the run or a repetition of it, and lays them over its cells.
func (r *reader) amend(b *record.Batch, i int, row uint32) {
	if r.Asks == nil {
		return
	}
	file, own := r.file, int(row)-r.before
	if own <= 0 { // a repetition of a row of an earlier file
		file = sort.SearchInts(r.starts, int(row)) - 1
		own = int(row) - r.starts[file]
	}
	key := r.value(b, i, r.Binding.Key)
	if r.lines = r.Asks.of(r.lines[:0], r, key, file, int64(own)); len(r.lines) == 0 {
		return
	}
	r.fits = r.fits[:0]
	clear(r.amends)
	for _, l := range r.lines {
		r.fit(b, i, l, string(key))
	}
	if r.skips(b, i) || r.refused(key) != "" {
		return
	}
	for _, ft := range r.fits {
		r.lay(b, i, ft)
	}
}

// fit notes the cells that hold what a correction says. One that was found by its row must be of that contact, too.
func (r *reader) fit(b *record.Batch, i int, l int32, key string) {
	q := &r.Asks.list[l]
	if q.wrong != "" || q.Value == "" {
		return
	}
	if q.Key == "" || r.Binding.Key < 0 || correction.Damaged(q.Key) {
		if q.Key != "" && !correction.Same(key, q.Key) || q.Who != "" && !correction.Same(r.display(b, i), q.Who) {
			return
		}
	}
	for _, f := range q.fields {
		if correction.Same(string(b.Value(i, r.Columns[f], &r.scratch)), q.Value) {
			r.fits = append(r.fits, fit{l, f})
		}
	}
}

// lay lays a correction over its cell. Of two that ask for different things none is followed.
func (r *reader) lay(b *record.Batch, i int, ft fit) {
	q, a := &r.Asks.list[ft.line], &r.amends[ft.field]
	want := actReads
	switch q.Kind {
	case correction.Keep:
		want = actKeep
	case correction.Clear, correction.Column:
		want = actVacate
	default:
	}
	a.lines = append(a.lines, ft.line)
	if len(a.lines) > 1 {
		first := &r.Asks.list[a.lines[0]]
		if a.act != actDropped && (a.act != want || want == actVacate && (first.Kind != q.Kind || first.col != q.col)) {
			r.drop(ft.field, CodeCorrectionConflict, "")
		}
		return
	}
	a.act = want
	if q.Kind == correction.Column {
		r.layMove(b, i, ft.field, q)
	}
}

// layMove lays a value over the column that a correction moves it to.
func (r *reader) layMove(b *record.Batch, i, f int, q *ask) {
	value := bytes.TrimSpace(b.Value(i, r.Columns[f], &r.scratch))
	if q.field < 0 {
		is := r.value(b, i, q.col)
		if len(is) > 0 && !bytes.Equal(is, value) && q.col != r.Asks.home && r.Binding.Columns[q.col].Role != profile.Note {
			r.drop(f, CodeCorrectionTarget, "")
		}
		return
	}
	if a := &r.amends[q.field]; a.act == actNone && len(a.lines) == 0 {
		*a = amend{act: actFill, text: value, from: f, lines: a.lines}
		return
	}
	r.drop(f, CodeCorrectionTarget, "")
}

// drop lets the corrections of a cell go, with what they would have done to another one.
func (r *reader) drop(f int, code, more string) {
	a := &r.amends[f]
	if a.act == actFill {
		r.amends[f] = amend{lines: a.lines, act: actDropped}
		f = a.from
		a = &r.amends[f]
	}
	a.act, a.code, a.more = actDropped, code, more
	for t := range r.amends {
		if o := &r.amends[t]; o.act == actFill && o.from == f {
			o.act = actDropped
		}
	}
}

// withdraw lets all corrections of the contact at hand go.
func (r *reader) withdraw(code string) {
	if len(r.lines) == 0 {
		return
	}
	for f := range r.amends {
		if a := &r.amends[f]; a.act != actNone && a.act != actDropped {
			r.drop(f, code, "")
		}
	}
}

// retract lets the corrections go that turned out to be none; it reports whether there was one.
func (r *reader) retract() (some bool) {
	if len(r.lines) == 0 {
		return false
	}
	for f := range r.amends {
		if a := &r.amends[f]; a.code != "" && a.act != actDropped {
			r.drop(f, a.code, a.more)
			some = true
		}
	}
	return some
}

// reread reads a cell as its corrections have it. Where they come to nothing that may be written they get a code.
func (r *reader) reread(rd *phone.Reading, b *record.Batch, i, f int, ctx *phone.Context) {
	a := &r.amends[f]
	cell := b.Value(i, r.Columns[f], &r.scratch)
	a.code, a.more = "", ""
	switch a.act {
	case actVacate:
		*rd = phone.Reading{Numbers: rd.Numbers[:0]}
	case actKeep:
		r.cells.Read(rd, cell, ctx)
		if rd.Verdict != phone.Empty {
			rd.Verdict, rd.Codes = phone.Undecided, append([]string{CodeCorrectionKeep}, rd.Codes...)
		}
	case actFill:
		r.fill(rd, cell, a, ctx)
	case actReads:
		r.answers(rd, cell, a, ctx)
	case actNone, actDropped:
		r.cells.Read(rd, cell, ctx)
	}
}

// answers reads a cell as one or several corrections have it, which must come to the same.
func (r *reader) answers(rd *phone.Reading, cell []byte, a *amend, ctx *phone.Context) {
	for n, l := range a.lines {
		var other phone.Reading
		to := rd
		if n > 0 {
			to = &other
		}
		r.answer(to, cell, &r.Asks.list[l], ctx)
		switch {
		case !sure(to) && a.code == "":
			a.code = CodeCorrectionRefused
			if len(to.Codes) > 0 {
				a.more = to.Codes[0]
			}
		case n > 0 && !slices.EqualFunc(rd.Numbers, other.Numbers, func(x, y phone.Number) bool { return x.E164 == y.E164 && x.Ext == y.Ext }):
			a.code, a.more = CodeCorrectionConflict, ""
		}
	}
	if a.code != "" {
		rd.Verdict = phone.Undecided
	}
}

// answer reads a cell as a correction has it: its own text, or the cell's in another country.
func (r *reader) answer(rd *phone.Reading, cell []byte, q *ask, ctx *phone.Context) {
	if q.Kind == correction.Number {
		r.cells.Correct(rd, cell, []byte(q.Number), ctx)
		return
	}
	r.cells.Read(rd, cell, &phone.Context{Country: q.Region, Uncertain: q.Slip, Census: ctx.Census})
	credit(rd, CodeCorrectionCountry)
}

// credit says of the numbers of a reading that they are known by a correction.
func credit(rd *phone.Reading, code string) {
	if !sure(rd) {
		return
	}
	for i := range rd.Numbers {
		n := &rd.Numbers[i]
		n.From, n.Codes = phone.FromCorrection, append([]string{code}, n.Codes...)
	}
}

// fill reads the value that another cell hands over. It must be one plain number, and the cell empty or the same number.
func (r *reader) fill(rd *phone.Reading, cell []byte, a *amend, ctx *phone.Context) {
	r.cells.Read(rd, a.text, ctx)
	plain := sure(rd) && len(rd.Numbers) == 1 && len(rd.Notes) == 0 && rd.Numbers[0].Ext == ""
	if !plain {
		a.code = CodeCorrectionTarget
		if len(rd.Codes) > 0 {
			a.more = rd.Codes[0]
		}
		rd.Verdict = phone.Undecided
		return
	}
	if len(bytes.TrimSpace(cell)) == 0 {
		credit(rd, CodeCorrectionColumn)
		rd.Verdict = phone.Read
		return
	}
	e164 := rd.Numbers[0].E164
	if r.cells.Read(rd, cell, ctx); !sure(rd) || len(rd.Numbers) != 1 || rd.Numbers[0].E164 != e164 {
		a.code = CodeCorrectionTarget
	}
}

// sure tells whether a reading is of numbers alone that may be written.
func sure(rd *phone.Reading) bool {
	return (rd.Verdict == phone.Read || rd.Verdict == phone.Exact) && len(rd.Numbers) > 0 &&
		!slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return n.Confidence < phone.Likely })
}

// evident takes the countries of a corrected cell's numbers as evidence for the others: after the import they stand there in
// international form.
func (r *reader) evident(b *record.Batch, i, f int) {
	a := &r.amends[f]
	if a.act != actReads && a.act != actFill {
		return
	}
	r.reread(&r.sign, b, i, f, &phone.Context{Census: r.census})
	if a.code == "" && sure(&r.sign) {
		for _, n := range r.sign.Numbers {
			r.hint(n.Region, phone.FromSibling)
		}
	}
	a.code, a.more = "", ""
}

// said gives what the cell of a field is taken to hold where only its digits count.
func (r *reader) said(cell []byte, f int) []byte {
	if !r.amended(f) {
		return cell
	}
	switch a := &r.amends[f]; a.act {
	case actVacate:
		return nil
	case actFill:
		return a.text
	case actReads:
		if q := &r.Asks.list[a.lines[0]]; q.Kind == correction.Number {
			return []byte(q.Number)
		}
	default:
	}
	return cell
}
