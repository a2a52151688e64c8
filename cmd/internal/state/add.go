package state

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Add remembers a run, in one transaction, and tells how its findings differ from those of the last run of the job that looked
// for some. Findings nil means that the run did not look: what was there stays, and the difference is empty. Children nil means
// none. Both are ranged over once; they must not write to the store. [ErrKnown] is the error where the job has a run with this id.
func (s *Store) Add(ctx context.Context, run Run, findings iter.Seq[Finding], children iter.Seq[Child]) (Delta, error) {
	dir, remove, err := s.scratch()
	if err != nil {
		return Delta{}, err
	}
	defer remove()
	c := newComparison(s, dir)
	defer c.close()
	if findings != nil {
		if err := c.take(ctx, findings); err != nil {
			return Delta{}, err
		}
	}
	err = s.within(ctx, func(tx *sql.Tx) error {
		job, err := makeJob(ctx, tx, run.Job)
		if err != nil {
			return err
		}
		var last sql.NullInt64
		if err := tx.QueryRowContext(ctx, "SELECT max(seq) FROM run WHERE job = ? AND looked", job).Scan(&last); err != nil {
			return err
		}
		seq, err := insertRun(ctx, tx, job, &run, findings != nil)
		if err != nil {
			return err
		}
		if findings != nil {
			if err := c.compare(ctx, tx, job, seq, last.Int64); err != nil {
				return err
			}
		}
		if err := insertCodes(ctx, tx, seq, last.Int64, run.Counts.Findings, c); err != nil {
			return err
		}
		return insertChildren(ctx, tx, job, run.ID, children)
	})
	return c.delta, err
}

// insertRun writes the run itself and its inputs, and gives its number.
func insertRun(ctx context.Context, tx *sql.Tx, job int64, r *Run, looked bool) (seq int64, err error) {
	var there int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM run WHERE job = ? AND id = ?", job, r.ID).Scan(&there); err != nil {
		return 0, err
	}
	if there > 0 {
		return 0, fmt.Errorf("%s: %w", r.ID, ErrKnown)
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO run (job, id, folder, approves, began, ended, outcome, code, reason,
		rows, changed, created, rejected, held, version, plan, looked) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING seq`,
		job, r.ID, r.Folder, r.Of, stamp(r.Began), stamp(r.Ended), r.Outcome, r.Code, r.Reason,
		r.Counts.Rows, r.Counts.Changed, r.Counts.Created, r.Counts.Rejected, r.Counts.Held, r.Version, r.Plan, looked).Scan(&seq)
	if err != nil {
		return 0, err
	}
	for i, in := range r.Inputs {
		columns, err := json.Marshal(in.Columns)
		if err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO input (run, n, path, name, size, sha256, rows, columns) VALUES (?,?,?,?,?,?,?,?)",
			seq, i, in.Path, in.Name, in.Size, strings.ToLower(in.SHA256), in.Rows, string(columns)); err != nil {
			return 0, err
		}
	}
	return seq, nil
}

// insertCodes writes what is counted by code. What went away has the severity that it had in the last run that looked.
func insertCodes(ctx context.Context, tx *sql.Tx, seq, last int64, found map[string]int64, c *comparison) error {
	codes := map[string]bool{}
	for _, m := range []map[string]int64{found, c.delta.New, c.delta.Gone, c.delta.Standing, c.delta.Acknowledged} {
		for code := range m {
			codes[code] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO run_code (run, code, severity, found, new, gone, standing, acknowledged)
			VALUES (?1, ?2, CASE ?3 WHEN '' THEN ifnull((SELECT severity FROM run_code WHERE run = ?9 AND code = ?2), '') ELSE ?3 END,
			?4, ?5, ?6, ?7, ?8)`, seq, code, c.severity[code], found[code], c.delta.New[code], c.delta.Gone[code],
			c.delta.Standing[code], c.delta.Acknowledged[code], last); err != nil {
			return err
		}
	}
	return nil
}

// insertChildren writes the contacts that a run issued.
func insertChildren(ctx context.Context, tx *sql.Tx, job int64, run string, children iter.Seq[Child]) error {
	if children == nil {
		return nil
	}
	b := newBulk(ctx, tx, "INSERT INTO child (job, id, run, state) VALUES ", 4,
		" ON CONFLICT (job, id) DO UPDATE SET run = excluded.run, state = excluded.state")
	defer b.close()
	some := false
	for c := range children {
		some = true
		if err := b.add(job, c.ID, cmp.Or(c.Run, run), cmp.Or(c.State, Issued)); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil || !some {
		return err
	}
	return begun(ctx, tx, job)
}
