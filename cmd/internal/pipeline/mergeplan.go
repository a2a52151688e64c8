package pipeline

import (
	"context"
	"slices"
	"strings"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
)

// filling is a cell of the record that stays, with what it gets.
type filling struct {
	col      int
	old, new string
	from     *twin
}

// mergePlan says what becomes of the records of a group: the first stays, the others go.
type mergePlan struct {
	stays   *twin
	fills   []filling
	goes    []*twin
	lost    [][]string // by record that goes, what the one that stays does not get
	differs [][]string // the columns in which it says something else
	codes   [][]string // what to know about it
}

// planMerge prepares the merge of a group into its first record; nil where an import cannot name that one, or there is no other
// left.
func (p *people) planMerge(ctx context.Context, list []*twin) (*mergePlan, error) {
	stays := list[0]
	if !stays.later.usable {
		return nil, nil
	}
	plan := &mergePlan{stays: stays}
	members := []dedupe.Member{stays.future()}
	for _, t := range list[1:] {
		if t.later.usable {
			plan.goes = append(plan.goes, t)
			members = append(members, t.future())
		}
	}
	if len(plan.goes) == 0 {
		return nil, nil
	}
	m := p.merge
	fields := dedupe.PlanTogether(members, 0, p.order(), m.rules, m.together)
	now := slices.Clone(stays.later.now)
	unclear, byHand := false, false
	for i := range fields {
		f := &fields[i]
		unclear = unclear || f.Unclear
		if f.New == f.Old {
			continue
		}
		if m.fates[f.Column] != fills {
			byHand = byHand || m.rules[f.Column] != dedupe.Fill && m.rules[f.Column] != dedupe.Leave
			continue
		}
		plan.fill(f.Column, f.Old, f.New, plan.goes[f.From-1])
		now[f.Column] = f.New
	}
	p.carryNumbers(plan, now)
	for _, t := range plan.goes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lost, differs := p.missing(plan, now, t)
		var codes []string
		for _, c := range []struct {
			is   bool
			code string
		}{{t.later.engaged, CodeMergeEngaged}, {unclear, dedupe.CodeConsentUnclear}, {byHand, CodeMergeRefusal}, {len(lost) > 0, CodeMergeLost}, {len(differs) > 0, CodeMergeDiffers}} {
			if c.is {
				codes = append(codes, c.code)
			}
		}
		plan.lost, plan.differs, plan.codes = append(plan.lost, lost), append(plan.differs, differs), append(plan.codes, codes)
	}
	return plan, nil
}

func (plan *mergePlan) fill(col int, old, value string, from *twin) {
	plan.fills = append(plan.fills, filling{col, old, value, from})
}

// future is the record as it will be, for a plan.
func (t *twin) future() dedupe.Member {
	m := t.member
	m.Values = t.later.now
	return m
}

// carryNumbers gives the record that stays the numbers that only the others have, and those by which only the others are found: in
// the same field where that is blank, else in a blank one of the same kind, else in any blank one that is read. A cell that this run writes already is not touched, so
// that no two import files speak of one cell.
func (p *people) carryNumbers(plan *mergePlan, now []string) {
	s := plan.stays.later
	for _, t := range plan.goes {
		for col, fate := range p.merge.fates {
			number := t.later.now[col]
			if fate != dials || !t.later.sure[col] && !t.later.edited[col] || !isNumber(number) || !p.lacks(s, t.later, col, number) {
				continue
			}
			to := p.room(plan.stays, now, col)
			if to < 0 || !p.calls(to) && slices.Contains(s.numbers, number) {
				continue
			}
			plan.fill(to, "", number, t)
			now[to] = number
			s.numbers = append(s.numbers, number)
			if p.calls(to) {
				s.called = append(s.called, number)
			}
			if from, label := p.Binding.LabelOf(col), p.Binding.LabelOf(to); from >= 0 && label >= 0 && !s.edited[label] {
				if v := t.later.now[from]; v != now[label] {
					plan.fill(label, now[label], v, t)
					now[label] = v
				}
			}
		}
	}
}

// room gives the column of the record that stays that takes a number of another's column, -1 for none.
func (p *people) room(stays *twin, now []string, col int) int {
	free := func(c int) bool { return strings.TrimSpace(now[c]) == "" && !stays.later.edited[c] }
	if free(col) {
		return col
	}
	if !slices.Contains(p.merge.own, col) {
		return -1
	}
	for _, kin := range [2]bool{true, false} {
		for _, c := range p.merge.own {
			if free(c) && (p.calls(c) || !p.calls(col)) && (!kin || p.Binding.Columns[c].Kind == p.Binding.Columns[col].Kind) {
				return c
			}
		}
	}
	return -1
}

// missing tells what of a record that goes the one that stays does not get, and in which columns the two say different things.
func (p *people) missing(plan *mergePlan, now []string, t *twin) (lost, differs []string) {
	for col, fate := range p.merge.fates {
		value := strings.TrimSpace(t.later.now[col])
		if value == "" || fate == stands || fate == tags {
			continue
		}
		head := p.Binding.Columns[col].Header
		switch same := now[col] == value || alike(now[col], value); {
		case same:
		case fate == dials:
			if p.lacks(plan.stays.later, t.later, col, value) {
				lost = append(lost, head+": "+value)
			}
		case slices.Contains(p.Binding.Email, col):
			if !slices.ContainsFunc(p.Binding.Email, func(c int) bool { return strings.EqualFold(strings.TrimSpace(now[c]), value) }) {
				lost = append(lost, head+": "+value)
			}
		case p.merge.rules[col] == dedupe.Consent && strings.TrimSpace(now[col]) == "": // a grant is nobody's but the record's that has it
		case strings.TrimSpace(now[col]) == "":
			lost = append(lost, head+": "+value)
		case t.made && (col == p.Binding.First || col == p.Binding.Last || col == p.Binding.Full): // its name is no name
		case p.Binding.Columns[col].Role != profile.Other: // two of those differ in what the CRM counts itself
			differs = append(differs, head)
		}
	}
	return lost, differs
}

// isNumber tells whether a text is one number in E.164 and nothing else.
func isNumber(s string) bool {
	return len(s) >= 8 && len(s) <= 16 && s[0] == '+' && s[1] != '0' && strings.Trim(s[1:], "0123456789") == ""
}

// splitNumbers gives the numbers in E.164 that a written cell holds.
func splitNumbers(cell string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(cell, func(r rune) bool { return r != '+' && (r < '0' || r > '9') }), func(s string) bool { return !isNumber(s) })
}
