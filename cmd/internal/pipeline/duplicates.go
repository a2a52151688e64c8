package pipeline

import (
	"context"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
)

// What the sorters of blocks and of persons hold before they spill, in bytes.
const (
	blocksMemory = 16 << 20
	blocksEach   = 14 // blocks that a record is in, about
	pairsMemory  = 4 << 20
	peopleMemory = 8 << 20
)

// Duplicates says whether and how records of one person are looked for.
type Duplicates struct {
	Off       bool
	Order     []dedupe.Order    // for the record that stays; nil: the most complete one, of equal ones the oldest
	Decisions *dedupe.Decisions // remembered answers; nil for none
	Owner     string            // whose records should stay, where Order asks for an owner
	Merge     bool              // prepare the merges
}

// people finds the records of one person in three passes over what was kept: the first counts the blocks that a record
// belongs to, the second judges the pairs of the blocks that several records have, the third closes groups.
type people struct {
	*settler
	cols    *peopleColumns
	members *spill.Fixed[membership] // of blocks that several records have
	crowded map[dedupe.Block]struct{}
	rows    rowSet         // records of blocks that several have, then those of pairs
	crowd   rowSet         // records of blocks that too many have
	made    rowSet         // records that a telephony integration made
	deaf    []dedupe.Order // criteria for the record that stays that decided nothing
	keyed   map[string]uint32
	hang    dedupe.Components
	loose   *spill.Fixed[[2]uint64] // records of pairs that are only possible, with the pair
	counts  summary.Duplicates
	herded  int64   // bytes of persons that are to be judged
	merge   *merger // nil where no merge is prepared
}

// FindsDuplicates tells whether a run looks for records of one person: not where nobody wants it, nor of companies, nor of
// people that cannot stand twice in their CRM.
func (j *Job) FindsDuplicates() bool {
	b := j.Binding
	switch b.Profile.Object {
	case "", "contact", "lead":
	default:
		return false
	}
	return !j.Options.Duplicates.Off && (b.First >= 0 || b.Last >= 0 || b.Full >= 0 || len(b.Email) > 0)
}

// find looks for pairs of records of one person.
func (p *people) find(ctx context.Context) error {
	p.counts.Contradictions = int64(len(p.opt.Duplicates.Decisions.Contradictions()))
	if err := p.group(ctx); err != nil {
		return err
	}
	p.loose = spill.NewFixed[[2]uint64](p.Temp, pairsMemory)
	herds := spill.New(p.Temp, peopleMemory)
	defer herds.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	if err := p.gather(ctx, herds); err != nil {
		return err
	}
	p.rows, p.crowd = nil, nil
	_ = p.members.Close() // its temporary file goes with the folder it lies in
	return p.judge(ctx, herds)
}

// someone tells whether record i is a contact, and no company.
func (r *reader) someone(b *record.Batch, i int) bool {
	return b.Records[i].Kind == record.Data && !r.continues(b, i) && !r.isFirm(b, i)
}

// blocked is a record in a block: the block, the record and the sketch of its name.
type blocked [3]uint64

// grouped is what one batch says of blocks.
type grouped struct {
	blocks []blocked
	keys   []string // of decisions
	rows   []uint32 // their records
	made   []uint32 // records that a telephony integration made
	person dedupe.Person
	buf    []dedupe.Block
}

// membership is a record, the first record of a block that it is in, and the block.
type membership [3]uint64

// group finds out which blocks several records have.
func (p *people) group(ctx context.Context) error {
	sorter := spill.NewParted[blocked](p.Temp, blocksMemory, blocksEach*p.Pass.rows)
	defer sorter.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	decisions := p.opt.Duplicates.Decisions
	p.keyed = map[string]uint32{}
	err := pass(ctx, p.Pass, "people", look{}, func(r *reader, b *record.Batch, out *grouped) error {
		out.blocks, out.keys, out.rows, out.made = out.blocks[:0], out.keys[:0], out.rows[:0], out.made[:0]
		for i := range b.Records {
			if !r.someone(b, i) {
				continue
			}
			row := rowOf(&b.Records[i])
			r.somebody(b, i, row, p.cols, &out.person)
			out.buf = dedupe.Blocks(&out.person, out.buf[:0])
			for _, block := range out.buf {
				out.blocks = append(out.blocks, blocked{uint64(block), uint64(row), uint64(out.person.Sketch())})
			}
			if _, made := dedupe.Telephony(&out.person); made {
				out.made = append(out.made, row)
			}
			if decisions.About(out.person.Key) {
				out.keys, out.rows = append(out.keys, out.person.Key), append(out.rows, row)
			}
		}
		return nil
	}, func(out *grouped) error {
		p.counts.Made += int64(len(out.made))
		for _, row := range out.made {
			p.made.add(row)
		}
		for i, key := range out.keys {
			if _, ok := p.keyed[key]; !ok {
				p.keyed[key] = out.rows[i]
			}
		}
		for _, b := range out.blocks {
			if err := sorter.Add(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	answers, astray := decisions.Astray(func(key string) bool { return p.keyed[key] != 0 })
	p.counts.Answers, p.counts.Astray = int64(answers), int64(astray)
	return p.several(ctx, sorter)
}

// several takes note of the records that have a block in common with others.
func (p *people) several(ctx context.Context, blocks *spill.Parted[blocked]) error {
	p.crowded = map[dedupe.Block]struct{}{}
	p.members = spill.NewFixed[membership](p.Temp, pairsMemory)
	g, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	var taking sync.Mutex
	for range p.Workers {
		g.Go(func() error {
			m := meeting{people: p, taking: &taking}
			var memory spill.PartBuffer[blocked]
			for i := int(next.Add(1)) - 1; i < blocks.Len(); i = int(next.Add(1)) - 1 {
				if err := m.part(until(ctx, blocks.Part(i, &memory))); err != nil {
					return err
				}
			}
			return m.hand()
		})
	}
	return g.Wait()
}

// duplicates finds the records of one person and writes them; it gives nil where nobody asks for them.
// Of the criteria for the record that stays it gives those that decided nothing.
func (s *settler) duplicates(ctx context.Context, k *sink) (found *summary.Duplicates, deaf []dedupe.Order, err error) {
	if !s.seeks {
		return nil, nil, nil
	}
	p := &people{settler: s, cols: s.people}
	if s.opt.Duplicates.Merge && s.lay.key >= 0 {
		p.merge, p.counts.Merge = newMerger(s.Binding, s.Columns), &summary.Merge{} // which settles records once more
	} else {
		s.index = nil // which has done its work, and takes more than all of this
		roomy(s.distinct)
	}
	defer p.close()
	if err := p.find(ctx); err != nil {
		return nil, nil, err
	}
	if err := p.write(ctx, k); err != nil {
		return nil, nil, err
	}
	return &p.counts, p.deaf, nil
}

// appendColumns appends the columns that say who somebody is, and where records of one person are looked for those that are
// compared, beside those that are kept anyway.
func (c *peopleColumns) appendColumns(cols []int, compared bool) []int {
	if compared {
		cols = append(cols, c.compared...)
	}
	return append(cols, c.title, c.street, c.city, c.postcode, c.birth, c.ident, c.created, c.owner)
}

// close removes temporary files.
func (p *people) close() {
	if p.members != nil {
		_ = p.members.Close()
	}
	if p.loose != nil {
		_ = p.loose.Close()
	}
}
