package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/callready/callready/dedupe"
)

// duplicates settles how contacts that stand several times are looked for.
func (c *cleaning) duplicates() error {
	c.opt.Duplicates.Off = c.o.Duplicates.value == "off"
	order, owner, err := dedupe.ParseSurvivor(c.o.Survivor)
	if err != nil {
		return usage(fmt.Errorf("--survivor: %w", err))
	}
	c.opt.Duplicates.Order, c.opt.Duplicates.Owner = order, owner
	if err := c.merge(); err != nil {
		return err
	}
	if c.o.Decisions == "" {
		return nil
	}
	data, err := os.ReadFile(c.o.Decisions)
	if err != nil {
		return usage(fmt.Errorf("--decisions: %w", err))
	}
	if c.opt.Duplicates.Decisions, err = parseDecisions(data); err != nil {
		return usage(fmt.Errorf("--decisions %s: %w", c.o.Decisions, err), "fill in the decision column of review/duplicates.csv with same or different")
	}
	return nil
}

// decisionColumns are the columns of a file of decisions; -1 for one that it lacks.
type decisionColumns struct{ group, key, other, decision, by, when int }

// parseDecisions reads answers about groups, a row for each record as in review/duplicates.csv, or about pairs of keys.
func parseDecisions(data []byte) (*dedupe.Decisions, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	head, _, _ := bytes.Cut(data, []byte("\n"))
	for _, sep := range []rune{';', '\t'} {
		if strings.Count(string(head), string(sep)) > strings.Count(string(head), string(r.Comma)) {
			r.Comma = sep
		}
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, errors.New("the file is empty")
	}
	at := func(name string) int {
		return slices.IndexFunc(rows[0], func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	cols := decisionColumns{at("group"), at("key"), at("other"), at("decision"), at("by"), at("when")}
	if cols.key < 0 || cols.decision < 0 || cols.group < 0 && cols.other < 0 {
		return nil, errors.New("it needs the columns group, key and decision, or key, other and decision")
	}
	return cols.read(rows[1:])
}

// answered is a record of a group with its answer.
type answered struct {
	key    string
	answer dedupe.Answer
}

// read takes over the answers of all rows.
func (c decisionColumns) read(rows [][]string) (*dedupe.Decisions, error) {
	out := &dedupe.Decisions{}
	groups := map[string][]answered{}
	var order []string
	said := map[string][2]string{} // by whom and when, by group
	for i, row := range rows {
		text := strings.TrimSpace(cellAt(row, c.decision))
		answer, ok := dedupe.ParseAnswer(text)
		if !ok {
			return nil, fmt.Errorf("row %d: the decision %q is neither same nor different", i+1, text)
		}
		key, by, when := plainCell(row, c.key), cellAt(row, c.by), cellAt(row, c.when)
		if other := plainCell(row, c.other); other != "" {
			out.Add(dedupe.Decision{Keys: []string{key, other}, Answer: answer, By: by, When: when})
			continue
		}
		id := cellAt(row, c.group)
		if id == "" || key == "" {
			if answer != dedupe.None {
				return nil, fmt.Errorf("row %d: there is a decision, but no group and key that it is about", i+1)
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
	return out, nil
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
	for i, a := range list {
		switch {
		case a.answer == dedupe.None:
		case a.answer == dedupe.Same && i > 0:
			out = append(out, dedupe.Decision{Keys: []string{list[0].key, a.key}, Answer: dedupe.Same})
		case a.answer == dedupe.Different:
			for j, o := range list {
				if j != i {
					out = append(out, dedupe.Decision{Keys: []string{a.key, o.key}, Answer: dedupe.Different})
				}
			}
		}
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
