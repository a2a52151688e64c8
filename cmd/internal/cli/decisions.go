package cli

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/callready/callready/dedupe"
)

// duplicates settles how contacts that stand several times are looked for.
func (c *cleaning) duplicates(ctx context.Context) error {
	c.opt.Duplicates.Off = c.o.Duplicates.value == "off"
	order, owner, err := dedupe.ParseSurvivor(c.o.Survivor)
	if err != nil {
		return usage(fmt.Errorf("--survivor: %w", err))
	}
	c.opt.Duplicates.Order, c.opt.Duplicates.Owner = order, owner
	if err := c.merge(); err != nil {
		return err
	}
	if len(c.o.Decisions) == 0 {
		return nil
	}
	all := new(dedupe.Decisions)
	c.opt.Duplicates.Decisions = all
	for _, name := range c.o.Decisions {
		err := readDecisions(ctx, name, c.o.PasswordFile, all)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return usage(fmt.Errorf("--decisions %s: %w", name, err), "fill in the decision column of review/duplicates.csv with same or different")
		}
	}
	return nil
}

// readDecisions reads answers about groups, a row for each record as in review/duplicates.csv, or about pairs of keys.
func readDecisions(ctx context.Context, name, passwordFile string, out *dedupe.Decisions) error {
	var cols decisionColumns
	var rows [][]string
	err := handed(ctx, name, passwordFile, func(header []string) (err error) {
		cols, err = columnsOfDecisions(header)
		return err
	}, func(_ int, row []string) error {
		rows = append(rows, slices.Clone(row))
		return nil
	})
	if err != nil {
		return err
	}
	_, err = unlessDone(ctx, func() (struct{}, error) { return struct{}{}, cols.read(rows, out) })
	return err
}

// decisionColumns are the columns of a file of decisions; -1 for one that it lacks.
type decisionColumns struct{ group, key, other, decision, by, when int }

// columnsOfDecisions finds the columns by their header.
func columnsOfDecisions(header []string) (decisionColumns, error) {
	at := func(name string) int {
		return slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	// In review/duplicates.csv the columns of the export stand behind its own, and may have the same names.
	if own := at("differs"); at("group") >= 0 && own >= 0 {
		header = header[:own]
	}
	cols := decisionColumns{at("group"), at("key"), at("other"), at("decision"), at("by"), at("when")}
	if cols.key < 0 || cols.decision < 0 || cols.group < 0 && cols.other < 0 {
		return cols, errors.New("it needs the columns group, key and decision, or key, other and decision")
	}
	return cols, nil
}

// dated is how a date begins whose order is that of its letters.
var dated = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)

// answered is a record of a group with its answer.
type answered struct {
	key    string
	answer dedupe.Answer
}

// read takes over the answers of all rows.
func (c decisionColumns) read(rows [][]string, out *dedupe.Decisions) error {
	groups := map[string][]answered{}
	var order []string
	said := map[string][2]string{} // by whom and when, by group
	for i, row := range rows {
		text := strings.TrimSpace(cellAt(row, c.decision))
		answer, ok := dedupe.ParseAnswer(text)
		if !ok {
			return fmt.Errorf("row %d: the decision %q is neither same nor different", i+1, text)
		}
		key, by, when := plainCell(row, c.key), cellAt(row, c.by), cellAt(row, c.when)
		if when != "" && !dated.MatchString(when) {
			return fmt.Errorf("row %d: %q is no date such as 2026-11-23, by which the later of two answers is known", i+1, when)
		}
		if other := plainCell(row, c.other); other != "" {
			out.Add(dedupe.Decision{Keys: []string{key, other}, Answer: answer, By: by, When: when})
			continue
		}
		id := cellAt(row, c.group)
		if id == "" || key == "" {
			if answer != dedupe.None {
				return fmt.Errorf("row %d: there is a decision, but no group and key that it is about", i+1)
			}
			continue
		}
		if _, ok := groups[id]; !ok {
			order = append(order, id)
		}
		groups[id] = append(groups[id], answered{key, answer})
		if when != "" || by != "" {
			said[id] = [2]string{by, when}
		}
	}
	for _, id := range order {
		for _, d := range decided(groups[id]) {
			d.By, d.When = said[id][0], said[id][1]
			out.Add(d)
		}
	}
	return nil
}

// decided gives the answers about a group. One in the first row, or the same in every row, is about all of them; in another
// row it is about this record and the others: it is not the same person as any, or it is the same as the first.
func decided(list []answered) []dedupe.Decision {
	all := dedupe.Decision{Answer: list[0].answer}
	same := true
	for _, a := range list {
		all.Keys = append(all.Keys, a.key)
		same = same && (a.answer == list[0].answer || a.answer == dedupe.None)
	}
	if same && list[0].answer != dedupe.None {
		return []dedupe.Decision{all}
	}
	var out []dedupe.Decision
	different := dedupe.Decision{Answer: dedupe.Different}
	for i, a := range list {
		switch {
		case a.answer == dedupe.Same && i > 0:
			out = append(out, dedupe.Decision{Keys: []string{list[0].key, a.key}, Answer: dedupe.Same})
			different.With = append(different.With, a.key)
		case a.answer == dedupe.Different:
			different.Keys = append(different.Keys, a.key)
		default:
			different.With = append(different.With, a.key)
		}
	}
	if len(different.Keys) > 0 {
		out = append(out, different)
	}
	return out
}

func cellAt(row []string, col int) string {
	if col < 0 || col >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[col])
}

// plainCell takes off the apostrophe that review files put before what a spreadsheet would take for a formula.
func plainCell(row []string, col int) string {
	s := cellAt(row, col)
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}
