package state

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"iter"
	"strings"

	"github.com/callready/callready/cmd/internal/spill"
)

// printBytes is the length of the hash that tells findings apart.
const printBytes = 16

// comparison holds the findings of a run beside those of the run before. Both are walked in the order of their hashes, so memory
// is that of the sorter, however many there are.
type comparison struct {
	s        *Store
	mac      hash.Hash
	now      *spill.Sorter // print → code, key, column
	fresh    *spill.Spool  // records of now that were not there before, print in front
	gone     *spill.Spool  // prints that are not there any more
	delta    Delta
	severity map[string]string
}

func newComparison(s *Store, dir string) *comparison {
	return &comparison{
		s: s, mac: hmac.New(sha256.New, s.salt), now: spill.New(dir, s.opt.Memory), fresh: spill.NewSpool(dir), gone: spill.NewSpool(dir),
		delta:    Delta{New: map[string]int64{}, Gone: map[string]int64{}, Standing: map[string]int64{}, Acknowledged: map[string]int64{}},
		severity: map[string]string{},
	}
}

func (c *comparison) close() {
	// The files are temporary.
	_ = errors.Join(c.now.Close(), c.fresh.Close(), c.gone.Close())
}

// take sorts the findings of the run.
func (c *comparison) take(ctx context.Context, findings iter.Seq[Finding]) error {
	var key, value []byte
	n := 0
	for f := range findings {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		f.Key = c.s.keep(f.Key)
		key = c.print(key[:0], &f)
		value = append(value[:0], f.Code...)
		value = append(append(value, 0), f.Key...)
		value = append(append(value, 0), f.Column...)
		if err := c.now.Add(key, value); err != nil {
			return err
		}
		if f.Severity != "" {
			c.severity[f.Code] = f.Severity
		}
	}
	return nil
}

// print appends the hash of a finding.
func (c *comparison) print(dst []byte, f *Finding) []byte {
	c.mac.Reset()
	for _, part := range []string{f.Code, f.Key, f.Column, f.Fingerprint} {
		c.mac.Write([]byte(part))
		c.mac.Write([]byte{0})
	}
	var sum [sha256.Size]byte
	return append(dst, c.mac.Sum(sum[:0])[:printBytes]...)
}

// compare finds out what is new and what went away, and writes it.
func (c *comparison) compare(ctx context.Context, tx *sql.Tx, job, seq, last int64) error {
	known, err := acknowledged(ctx, tx, job, stamp(c.s.opt.Now()))
	if err != nil {
		return err
	}
	if err := c.merge(ctx, tx, job, known); err != nil {
		return err
	}
	if err := c.retire(ctx, tx, job, last); err != nil {
		return err
	}
	return c.insert(ctx, tx, job, seq)
}

// merge walks both side by side.
func (c *comparison) merge(ctx context.Context, tx *sql.Tx, job int64, known acks) error {
	rows, err := tx.QueryContext(ctx, "SELECT print, code FROM finding WHERE job = ? ORDER BY print", job)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	var old, code sql.RawBytes
	more := rows.Next()
	read := func() error {
		if !more {
			return rows.Err()
		}
		return rows.Scan(&old, &code)
	}
	leave := func() error { // the old one went away
		c.delta.Gone[string(code)]++
		if err := c.gone.Add(old); err != nil {
			return err
		}
		more = rows.Next()
		return read()
	}
	if err := read(); err != nil {
		return err
	}
	var before, rec []byte
	for r, err := range c.now.Sorted() {
		if err != nil {
			return err
		}
		if string(before) == string(r.Key) {
			continue
		}
		before = append(before[:0], r.Key...)
		for more && string(old) < string(r.Key) {
			if err := leave(); err != nil {
				return err
			}
		}
		name, rest, _ := strings.Cut(string(r.Value), "\x00")
		key, _, _ := strings.Cut(rest, "\x00")
		standing := more && string(old) == string(r.Key)
		switch {
		case known.has(name, key):
			c.delta.Acknowledged[name]++
		case standing:
			c.delta.Standing[name]++
		default:
			c.delta.New[name]++
		}
		if standing {
			more = rows.Next()
			if err := read(); err != nil {
				return err
			}
			continue
		}
		rec = append(append(rec[:0], r.Key...), r.Value...)
		if err := c.fresh.Add(rec); err != nil {
			return err
		}
	}
	for more {
		if err := leave(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// insert writes the findings that are new.
func (c *comparison) insert(ctx context.Context, tx *sql.Tx, job, seq int64) error {
	b := newBulk(ctx, tx, "INSERT INTO finding (job, print, code, record, field, first) VALUES ", 6, "")
	defer b.close()
	for rec, err := range c.fresh.All() {
		if err != nil {
			return err
		}
		code, rest, _ := strings.Cut(string(rec[printBytes:]), "\x00")
		key, column, _ := strings.Cut(rest, "\x00")
		if err := b.add(job, bytes.Clone(rec[:printBytes]), code, key, column, seq); err != nil {
			return err
		}
	}
	return b.flush()
}

// retire puts the findings that went away with the past ones; last is the run that had them last.
func (c *comparison) retire(ctx context.Context, tx *sql.Tx, job, last int64) error {
	args := make([]any, 0, bulkRows+2)
	some := func() error {
		if len(args) == 0 {
			return nil
		}
		where := " FROM finding WHERE job = ? AND print IN (" + strings.Repeat("?,", len(args)-1) + "?)"
		move := "INSERT INTO past (job, print, code, record, field, first, last) SELECT job, print, code, record, field, first, ?" + where //nolint:gosec // marks for arguments
		if _, err := tx.ExecContext(ctx, move, append([]any{last, job}, args...)...); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE"+where, append([]any{job}, args...)...)
		args = args[:0]
		return err
	}
	for old, err := range c.gone.All() {
		if err != nil {
			return err
		}
		if args = append(args, bytes.Clone(old)); len(args) < bulkRows {
			continue
		}
		if err := some(); err != nil {
			return err
		}
	}
	return some()
}
