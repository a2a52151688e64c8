package phone

import (
	"bytes"
	"slices"
	"strings"
)

// FromCorrection is the source of a number that a person wrote for a cell.
const FromCorrection Source = "correction"

// Correct reads what a person wrote for a cell instead of what stands there, with the country evidence of its contact, into
// out as [Worker.Read] does. A number is checked like any other. In addition a plus that a spreadsheet took off is put back
// where that makes the only number; where the digits are a number with and without it, or may be a mistyped national number of
// the contact's country, neither is taken. Several choices, as
// [Reading] joins its candidates in a list for people, are none. The numbers are FromCorrection, at the confidence that they have
// by themselves; the verdict is Exact where the cell has the number already.
func (w *Worker) Correct(out *Reading, cell, text []byte, ctx *Context) {
	text = bytes.TrimSpace(text)
	if bytes.Contains(text, []byte(" | ")) {
		*out = Reading{Verdict: Undecided, Codes: []string{CodeCorrectionChoice}}
		return
	}
	w.Read(out, text, ctx)
	if digits := eaten(string(text)); digits != "" {
		var plus Reading
		(&Worker{r: w.r, once: true}).Read(&plus, []byte("+"+digits), ctx)
		switch is, was := sure(out), sure(&plus); {
		case !was:
		case !is && w.r.atHome(digits, ctx):
			*out = plus
		case !is:
			*out = Reading{Verdict: Undecided, Codes: []string{CodeCorrectionPlus}, Candidates: []string{plus.Numbers[0].E164}}
		case out.Numbers[0].E164 != plus.Numbers[0].E164:
			*out = Reading{
				Verdict: Undecided, Codes: []string{CodeCorrectionPlus},
				Candidates: []string{out.Numbers[0].E164, plus.Numbers[0].E164},
			}
		}
	}
	if !sure(out) {
		if out.Verdict != Empty {
			out.Verdict = Undecided
		}
		return
	}
	out.Verdict = Read
	for i := range out.Numbers {
		n := &out.Numbers[i]
		n.From, n.Codes = FromCorrection, append([]string{CodeCorrectionNumber}, n.Codes...)
	}
	if n := &out.Numbers[0]; len(out.Numbers) == 1 && n.Ext == "" && len(out.Notes) == 0 && string(cell) == n.E164 {
		out.Verdict = Exact
	}
}

// atHome tells whether digits that are a number behind a plus may be taken for one: they begin with the calling code of the
// contact's country, or are more than a person types of a national number.
func (r *Reader) atHome(digits string, ctx *Context) bool {
	const national = 10
	land := r.land(ctx.Country)
	return len(digits) > national || land != nil && strings.HasPrefix(digits, land.codeText)
}

// sure tells whether a reading is of numbers alone that may be written.
func sure(rd *Reading) bool {
	return (rd.Verdict == Read || rd.Verdict == Exact) && len(rd.Numbers) > 0 &&
		!slices.ContainsFunc(rd.Numbers, func(n Number) bool { return n.Confidence < Likely })
}

// eaten gives the digits of a text that is nothing else, as a spreadsheet shows a number whose plus it took off, and that
// may be a number with its calling code; else "".
func eaten(text string) string {
	s := undoSheet(strings.TrimSpace(text))
	if s.gone != "" || len(s.text) < 8 || len(s.text) > 15 || s.text[0] == '0' || strings.Trim(s.text, "0123456789") != "" {
		return ""
	}
	return s.text
}
