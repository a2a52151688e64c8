package pipeline

import (
	"context"
	"errors"
	"io"

	"github.com/callready/callready/cmd/internal/spill"
)

// holdersMost bounds the holders of one number that are looked at together; the rest are listed without being weighed.
const holdersMost = 10_000

// linesMost is how many holders make a batch of shared numbers; a number's holders stay together.
const linesMost = 512

// sharedLines gives the numbers of several people with their holders, in batches. Of a number with more than holdersMost
// holders come several lines, one after the other.
type sharedLines struct {
	from   *spill.Cursor
	ahead  spill.Record // begins the next line
	more   bool         // there is one ahead
	follow bool         // which goes on with the number of the last one
	whole  func(p *person) bool
}

// sharedBatch is some lines; its memory is used again.
type sharedBatch struct {
	lines []line
	n     int // of them in use
}

func newSharedLines(from *spill.Cursor, whole func(p *person) bool) (s *sharedLines, err error) {
	s = &sharedLines{from: from, whole: whole}
	return s, s.advance()
}

// advance asks for the next record.
func (s *sharedLines) advance() (err error) {
	s.ahead, s.more, err = s.from.Next()
	return err
}

// Read fills a batch.
func (s *sharedLines) Read(b *sharedBatch) error {
	b.n = 0
	for holders := 0; s.more && holders < linesMost; b.n++ {
		if b.n == len(b.lines) {
			b.lines = append(b.lines, line{})
		}
		l := &b.lines[b.n]
		*l = line{E164: string(s.ahead.Key), Holders: l.Holders[:0], follows: s.follow, crowd: s.follow}
		if err := s.fill(l); err != nil {
			return err
		}
		holders += len(l.Holders)
	}
	if b.n == 0 {
		return io.EOF
	}
	return nil
}

// fill takes the holders of a line, as many as are looked at together.
func (s *sharedLines) fill(l *line) error {
	for s.follow = false; s.more && string(s.ahead.Key) == l.E164; {
		if len(l.Holders) == holdersMost {
			l.crowd, s.follow = true, true
			return nil
		}
		p, ok := unpack(string(s.ahead.Value))
		if !ok || !s.whole(&p) {
			return errors.New("a temporary file is damaged")
		}
		l.Holders = append(l.Holders, p)
		if err := s.advance(); err != nil {
			return err
		}
	}
	return nil
}

// lines says what kind of line each shared number is, several at a time, and writes them in order.
func (w *sharedWriter) lines(ctx context.Context) error {
	source, err := newSharedLines(w.sorter.Cursor(), func(p *person) bool {
		return p.Column >= 0 && p.Column < len(w.bindingOf(p).Columns)
	})
	if err != nil {
		return err
	}
	return scan(ctx, source, make([]struct{}, w.Workers), func(_ struct{}, b *sharedBatch, out *[]line) error {
		*out = b.lines[:b.n]
		for i := range *out {
			if l := &(*out)[i]; !l.follows { // What kind of line it is shows in its first holders.
				if err := l.weigh(w.opt.Duplicates.Decisions); err != nil {
					return err
				}
			}
		}
		return nil
	}, func(ls *[]line) error {
		for i := range *ls {
			if err := w.write(&(*ls)[i]); err != nil {
				return err
			}
		}
		return nil
	})
}
