package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
)

// look is a run that looked for findings.
type look struct {
	seq   int64
	id    string
	ended string
}

// ages gives the findings of a run.
func (s *Store) ages(ctx context.Context, r *Run) iter.Seq2[FindingAge, error] {
	return func(yield func(FindingAge, error) bool) {
		if err := s.eachAge(ctx, r, func(a FindingAge) bool { return yield(a, nil) }); err != nil {
			yield(FindingAge{}, s.wrap(ctx, err))
		}
	}
}

// eachAge hands over the findings of a run until use gives false.
func (s *Store) eachAge(ctx context.Context, r *Run, use func(FindingAge) bool) error {
	job, _, err := jobID(ctx, s.db, r.Job)
	if err != nil {
		return err
	}
	looks, place, err := s.looks(ctx, job, r.Seq)
	if err != nil || len(looks) == 0 || looks[len(looks)-1].seq != r.Seq {
		return err
	}
	var kept int64
	if err := s.db.QueryRowContext(ctx, "SELECT kept FROM job WHERE id = ?", job).Scan(&kept); err != nil {
		return err
	}
	if r.Seq < kept {
		return fmt.Errorf("the run %s: %w", r.ID, ErrForgotten)
	}
	known, err := acknowledged(ctx, s.db, job, stamp(s.opt.Now()))
	if err != nil {
		return err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT f.code, c.severity, f.record, f.field, f.first FROM (
			SELECT code, record, field, first FROM finding WHERE job = ?1 AND first <= ?2
			UNION ALL SELECT code, record, field, first FROM past WHERE job = ?1 AND last >= ?2 AND first <= ?2
		) f LEFT JOIN run_code c ON c.run = ?2 AND c.code = f.code ORDER BY f.code, f.record, f.field`, job, r.Seq)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() {
		var a FindingAge
		var first int64
		if err := rows.Scan(&a.Code, &a.Severity, &a.Key, &a.Column, &first); err != nil {
			return err
		}
		from, to := looks[place[first]], looks[len(looks)-1]
		a.First, a.Last, a.Runs = from.id, to.id, int64(len(looks)-place[first])
		if a.FirstSeen, err = moment(from.ended); err != nil {
			return err
		}
		if a.LastSeen, err = moment(to.ended); err != nil {
			return err
		}
		a.Acknowledged = known.has(a.Code, a.Key)
		if !use(a) {
			return nil
		}
	}
	return rows.Err()
}

// looks gives the runs of a job up to one that looked for findings, in order, and where each stands.
func (s *Store) looks(ctx context.Context, job, upTo int64) (all []look, place map[int64]int, err error) {
	rows, err := s.db.QueryContext(ctx, "SELECT seq, id, ended FROM run WHERE job = ? AND seq <= ? AND looked ORDER BY seq", job, upTo)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	place = map[int64]int{}
	for rows.Next() {
		var l look
		if err := rows.Scan(&l.seq, &l.id, &l.ended); err != nil {
			return nil, nil, err
		}
		place[l.seq] = len(all)
		all = append(all, l)
	}
	return all, place, rows.Err()
}

// Prune forgets the findings that went away before the last keep runs of a job that looked for some, and gives their number. Runs,
// inputs and children stay: they are what keeps a job from doing anything twice.
func (s *Store) Prune(ctx context.Context, job string, keep int) (n int64, err error) {
	err = s.within(ctx, func(tx *sql.Tx) error {
		var id, from int64
		err := tx.QueryRowContext(ctx, `SELECT j.id, r.seq FROM run r JOIN job j ON j.id = r.job WHERE j.name = ? AND r.looked
			ORDER BY r.seq DESC LIMIT 1 OFFSET ?`, job, max(keep, 1)-1).Scan(&id, &from)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE job SET kept = max(kept, ?) WHERE id = ?", from, id); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, "DELETE FROM past WHERE job = ? AND last < ?", id, from)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}
