package pipeline

import (
	"strings"

	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// about gives a reason with those of several numbers that it is about, in brackets: of a cell with three numbers a person wants to
// know which one is the shared line. A reason that is about all of them, or about the cell, stays as it is.
func (s *scene) about(code, why string, numbers []phone.Number) string {
	var those []string
	for i := range numbers {
		if s.concerns(code, &numbers[i]) {
			those = append(those, numbers[i].E164)
		}
	}
	if len(those) == 0 || len(those) == len(numbers) {
		return why
	}
	return why + " [" + strings.Join(those, ", ") + "]"
}

// concerns tells whether a number of a cell is one that the cell is left for.
func (s *scene) concerns(code string, n *phone.Number) bool {
	switch code {
	case normalize.CodeShared:
		h := s.asks(n.E164)
		return h.Shared || s.elsewhere(h) && (h.Person != s.c.Person || h.Mail != 0 && s.c.Mail != 0 && h.Mail != s.c.Mail)
	case normalize.CodeTwice:
		h := s.asks(n.E164)
		return !h.Shared && s.elsewhere(h) && !h.Claims
	case normalize.CodeConfidence:
		return n.Confidence < s.Rules.MinConfidence
	case normalize.CodeFaxInCell:
		return n.Kind == "fax"
	case normalize.CodeAssistant:
		return n.Kind == "assistant"
	case normalize.CodeExtHome, normalize.CodeExtTaken:
		return n.Ext != ""
	default:
		return false
	}
}

// elsewhere tells whether another record answers for a number.
func (s *scene) elsewhere(h normalize.Holding) bool { return h.Row != 0 && h.Row != s.c.Row }
