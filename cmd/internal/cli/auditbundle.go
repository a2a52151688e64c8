package cli

import (
	"encoding/csv"
	"fmt"

	"github.com/callready/callready/cmd/internal/audit"
)

// support writes the folder for the integration's support.
func (s *auditSink) support(o *auditFlags, res *audit.Result) (where string, err error) {
	folder := s.bundle
	if err := auditFiles(folder, res); err != nil {
		return "", err
	}
	table, err := folder.File("calls-sample.csv")
	if err != nil {
		return "", err
	}
	w := csv.NewWriter(table)
	rows := [][]string{{"uuid", "call_id", "time", "direction", "type", "line", "number", "user", "cause", "logged"}}
	for _, c := range s.sample.Calls() {
		number, line := c.Number, c.Line
		if !o.Unmasked {
			number = audit.Masked(number)
			if !c.Directed() { // Which of the two numbers is the company's own is not sure.
				line = audit.Masked(line)
			}
		}
		rows = append(rows, audit.Guard([]string{c.UUID, c.ID, c.Stamp, c.Direction, c.Type, line, number, c.User, c.Cause, c.Logged}))
	}
	if err := w.WriteAll(rows); err != nil {
		return "", err
	}
	read, err := folder.File("README.txt")
	if err != nil {
		return "", err
	}
	text, err := audit.BundleText(res, o.Unmasked)
	if err != nil {
		return "", err
	}
	if _, err := fmt.Fprint(read, text); err != nil {
		return "", err
	}
	return folder.Publish()
}
