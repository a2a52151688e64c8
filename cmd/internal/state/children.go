package state

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"time"

	"github.com/callready/callready/cmd/internal/spill"
)

// Seen is what an export says of the children that were issued.
type Seen struct {
	Imported int64 // are in it for the first time, or again
	Gone     int64 // were in an earlier one and are not in it
	Unknown  int64 // are in it, but the state did not issue them
}

// Issued gives the ids of the children of a job that were issued and not yet seen in an export, in order.
func (s *Store) Issued(ctx context.Context, job string) (iter.Seq2[string, error], error) {
	id, _, err := jobID(ctx, s.db, job)
	if err != nil {
		return nil, s.wrap(ctx, err)
	}
	return func(yield func(string, error) bool) {
		rows, err := s.db.QueryContext(ctx, "SELECT id FROM child WHERE job = ? AND state = ? ORDER BY id", id, Issued)
		if err != nil {
			yield("", s.wrap(ctx, err))
			return
		}
		defer rows.Close() //nolint:errcheck // it was only read
		for rows.Next() {
			var child string
			if err := rows.Scan(&child); err != nil {
				yield("", s.wrap(ctx, err))
				return
			}
			if !yield(child, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield("", s.wrap(ctx, err))
		}
	}, nil
}

// SeenChildren says which children an export of all contacts has: these are marked as imported, and those that an earlier export
// had and this one has not as gone. It must not be called for an export that does not have the column.
func (s *Store) SeenChildren(ctx context.Context, job string, ids iter.Seq[string]) (Seen, error) {
	dir, remove, err := s.scratch()
	if err != nil {
		return Seen{}, err
	}
	defer remove()
	var seen Seen
	sorted := spill.New(dir, s.opt.Memory)
	defer sorted.Close() //nolint:errcheck // it is temporary
	change := spill.NewSpool(dir)
	defer change.Close() //nolint:errcheck // it is temporary
	for id := range ids {
		if err := sorted.Add([]byte(id), nil); err != nil {
			return seen, err
		}
	}
	err = s.within(ctx, func(tx *sql.Tx) error {
		jid, err := makeJob(ctx, tx, job)
		if err != nil {
			return err
		}
		if err := seen.merge(ctx, tx, jid, sorted, change); err != nil {
			return err
		}
		set, err := tx.PrepareContext(ctx, "UPDATE child SET state = ? WHERE job = ? AND id = ?")
		if err != nil {
			return err
		}
		defer set.Close() //nolint:errcheck // it ends with the transaction anyway
		for rec, err := range change.All() {
			if err != nil {
				return err
			}
			state := Imported
			if rec[0] == 0 {
				state = Gone
			}
			if _, err := set.ExecContext(ctx, state, jid, string(rec[1:])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Seen{}, err
	}
	return seen, nil
}

// merge walks the children of the export beside those of the job, and notes what changes: 1 and the id for one that is there now,
// 0 and the id for one that is not any more.
func (seen *Seen) merge(ctx context.Context, tx *sql.Tx, job int64, sorted *spill.Sorter, change *spill.Spool) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, state FROM child WHERE job = ? ORDER BY id", job)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	var id, state string
	var more bool
	next := func() error {
		if more = rows.Next(); !more {
			return rows.Err()
		}
		return rows.Scan(&id, &state)
	}
	absent := func() error {
		if state == Imported {
			seen.Gone++
			if err := change.Add(append([]byte{0}, id...)); err != nil {
				return err
			}
		}
		return next()
	}
	if err := next(); err != nil {
		return err
	}
	before, some := "", false
	for r, err := range sorted.Sorted() {
		if err != nil {
			return err
		}
		if some && before == string(r.Key) {
			continue
		}
		before, some = string(r.Key), true
		for more && id < before {
			if err := absent(); err != nil {
				return err
			}
		}
		if !more || id != before {
			seen.Unknown++
			continue
		}
		if state != Imported {
			seen.Imported++
			if err := change.Add(append([]byte{1}, id...)); err != nil {
				return err
			}
		}
		if err := next(); err != nil {
			return err
		}
	}
	for more {
		if err := absent(); err != nil {
			return err
		}
	}
	return nil
}

// Waiting is a run whose children stand in an import file and in no export yet.
type Waiting struct {
	Run      string
	Ended    time.Time // zero where the state does not know the run
	Children int64
}

// Waiting gives the runs of a job whose children nobody has imported yet, or not all, the oldest first. Runs that the state does not
// know come first.
func (s *Store) Waiting(ctx context.Context, job string) ([]Waiting, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT c.run, ifnull(r.ended, ''), count(*) FROM child c JOIN job j ON j.id = c.job
		LEFT JOIN run r ON r.job = c.job AND r.id = c.run WHERE j.name = ? AND c.state = ? GROUP BY c.run ORDER BY r.seq, c.run`, job, Issued)
	if err != nil {
		return nil, s.wrap(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // it was only read
	var out []Waiting
	for rows.Next() {
		var w Waiting
		var ended string
		if err := rows.Scan(&w.Run, &ended, &w.Children); err != nil {
			return nil, s.wrap(ctx, err)
		}
		if w.Ended, err = moment(ended); err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, s.wrap(ctx, rows.Err())
}

// Unimported counts the children of a job that were issued and not yet seen in an export, and the runs that issued them.
func (s *Store) Unimported(ctx context.Context, job string) (runs int, children int64, err error) {
	waiting, err := s.Waiting(ctx, job)
	for _, w := range waiting {
		children += w.Children
	}
	return len(waiting), children, err
}

// Release says that the children of a run that no export has shown yet will not be imported: they may be issued again. It gives
// their number.
func (s *Store) Release(ctx context.Context, job, run string) (n int64, err error) {
	err = s.within(ctx, func(tx *sql.Tx) error {
		id, _, err := jobID(ctx, tx, job)
		if err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, "UPDATE child SET state = ? WHERE job = ? AND run = ? AND state = ?", Released, id, run, Issued)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}

// Adopt remembers children that were issued before this state was made, as the runs that are kept have them. A child that the
// state knows stays as it is. The job is not empty any more.
func (s *Store) Adopt(ctx context.Context, job string, children iter.Seq[Child]) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		id, err := makeJob(ctx, tx, job)
		if err != nil {
			return err
		}
		b := newBulk(ctx, tx, "INSERT INTO child (job, id, run, state) VALUES ", 4, " ON CONFLICT DO NOTHING")
		defer b.close()
		for c := range children {
			if c.Run == "" {
				return errors.New("a child that is adopted has no run")
			}
			state := c.State
			if state == "" {
				state = Issued
			}
			if err := b.add(id, c.ID, c.Run, state); err != nil {
				return err
			}
		}
		if err := b.flush(); err != nil {
			return err
		}
		return begun(ctx, tx, id)
	})
}

// Begin says that a job starts afresh: what it issued and no export has shown yet may be issued again. The job is not empty any
// more.
func (s *Store) Begin(ctx context.Context, job string) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		id, err := makeJob(ctx, tx, job)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE child SET state = ? WHERE job = ? AND state = ?", Released, id, Issued); err != nil {
			return err
		}
		return begun(ctx, tx, id)
	})
}

// begun notes that it is known which children a job has issued.
func begun(ctx context.Context, tx *sql.Tx, job int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE job SET begun = 1 WHERE id = ?", job)
	return err
}

// Empty tells whether the state does not know which children a job has issued: it is new, or was lost. It knows as soon as a run
// with children was added, or Adopt or Begin was called; a run without children is not enough.
func (s *Store) Empty(ctx context.Context, job string) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM job WHERE name = ? AND begun", job).Scan(&n)
	return n == 0, s.wrap(ctx, err)
}
