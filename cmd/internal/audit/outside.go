package audit

import (
	"cmp"
	"slices"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/dedupe"
)

// outside counts the numbers that stand in no read field of any contact: what a field that is not read holds beside another
// contact, such as one that was split off, is found by that contact.
func (c *contacts) outside() {
	slices.SortFunc(c.strays, func(x, y stray) int {
		return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.row, y.row))
	})
	rows := map[uint32]bool{} // contact → a clean leaves one of its numbers outside
	for i := 0; i < len(c.strays); {
		n := 1
		for i+n < len(c.strays) && c.strays[i+n].key == c.strays[i].key {
			n++
		}
		if e, _ := c.index.Find(c.strays[i].key); int(e.Holders) <= n {
			for _, s := range c.strays[i : i+n] {
				c.counts.columns[s.field].outside++
				rows[s.row] = rows[s.row] || !s.fix || n > 1 // A number of several people is a shared line, and stays where it is.
			}
		}
		i += n
	}
	c.strays = nil
	c.counts.outside = int64(len(rows))
	for _, stuck := range rows {
		if stuck {
			c.counts.outsideStuck++
		}
	}
}

// rowsAgain knows the record ids that several rows have, and of these rows which stand there once more, cell for cell: such a
// row is no contact, as for a clean.
type rowsAgain struct {
	ids  []uint64            // of all rows, while they are surveyed
	seen map[uint64][]uint64 // id that several rows have → contents of those that came so far
}

// contentsMost bounds how many contents of one id are known: what has more is no record id.
const contentsMost = 100

func (t *rowsAgain) note(id []byte) {
	if len(id) > 0 {
		t.ids = append(t.ids, dedupe.Hash64(id))
	}
}

// ready ends the survey.
func (t *rowsAgain) ready() {
	slices.Sort(t.ids)
	t.seen = map[uint64][]uint64{}
	for i := 1; i < len(t.ids); i++ {
		if t.ids[i] == t.ids[i-1] {
			t.seen[t.ids[i]] = nil
		}
	}
	t.ids = nil
}

// again tells whether a row stands there once more.
func (t *rowsAgain) again(c *contacts, r *source.Row) bool {
	if len(t.seen) == 0 {
		return false
	}
	id := r.Cell(c.binding.Key)
	if len(id) == 0 {
		return false
	}
	key := dedupe.Hash64(id)
	rows, several := t.seen[key]
	if !several {
		return false
	}
	var cells []byte
	for col := range c.files[0].Header() {
		cells = append(append(cells, r.Cell(col)...), 0)
	}
	content := dedupe.Hash64(cells)
	if slices.Contains(rows, content) {
		return true
	}
	if len(rows) < contentsMost {
		t.seen[key] = append(rows, content)
	}
	return false
}
