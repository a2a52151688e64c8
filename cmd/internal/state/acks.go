package state

import (
	"context"
	"database/sql"
	"fmt"
)

// Ack remembers an acknowledgement; one for the same code and key is replaced.
func (s *Store) Ack(ctx context.Context, job string, a Acknowledgement) error {
	if a.At.IsZero() {
		a.At = s.opt.Now()
	}
	return s.within(ctx, func(tx *sql.Tx) error {
		id, err := makeJob(ctx, tx, job)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO ack (job, code, record, until, note, who, at) VALUES (?,?,?,?,?,?,?)",
			id, a.Code, s.keep(a.Key), stamp(a.Until), a.Note, a.By, stamp(a.At))
		return err
	})
}

// Unack takes an acknowledgement back; [ErrUnknown] is the error where there is none.
func (s *Store) Unack(ctx context.Context, job, code, key string) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		id, ok, err := jobID(ctx, tx, job)
		if err != nil {
			return err
		}
		var n int64
		if ok {
			res, err := tx.ExecContext(ctx, "DELETE FROM ack WHERE job = ? AND code = ? AND record = ?", id, code, s.keep(key))
			if err != nil {
				return err
			}
			if n, err = res.RowsAffected(); err != nil {
				return err
			}
		}
		if n == 0 {
			return fmt.Errorf("an acknowledgement of %s: %w", code, ErrUnknown)
		}
		return nil
	})
}

// Standing counts the findings of the last run that looked which have a code and, unless it is "", a key.
func (s *Store) Standing(ctx context.Context, job, code, key string) (n int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM finding f JOIN job j ON j.id = f.job
		WHERE j.name = ? AND f.code = ? AND ? IN ('', f.record)`, job, code, s.keep(key)).Scan(&n)
	return n, s.wrap(ctx, err)
}

// Acks gives the acknowledgements of a job by code and key, those whose time is over too. Keys are as they are kept.
func (s *Store) Acks(ctx context.Context, job string) ([]Acknowledgement, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT a.code, a.record, a.until, a.note, a.who, a.at FROM ack a JOIN job j ON j.id = a.job
		WHERE j.name = ? ORDER BY a.code, a.record`, job)
	if err != nil {
		return nil, s.wrap(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // it was only read
	var out []Acknowledgement
	for rows.Next() {
		var a Acknowledgement
		var until, at string
		if err := rows.Scan(&a.Code, &a.Key, &until, &a.Note, &a.By, &at); err != nil {
			return nil, s.wrap(ctx, err)
		}
		if a.Until, err = moment(until); err != nil {
			return nil, err
		}
		if a.At, err = moment(at); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, s.wrap(ctx, rows.Err())
}

// acks are the acknowledgements that count: code → keys, "" for all.
type acks map[string]map[string]bool

// has tells whether a finding is acknowledged.
func (a acks) has(code, key string) bool {
	keys := a[code]
	return keys != nil && (keys[""] || keys[key])
}

// acknowledged gives the acknowledgements that count at a time.
func acknowledged(ctx context.Context, q querier, job int64, now string) (acks, error) {
	rows, err := q.QueryContext(ctx, "SELECT code, record FROM ack WHERE job = ? AND (until = '' OR until > ?)", job, now)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	out := acks{}
	for rows.Next() {
		var code, key string
		if err := rows.Scan(&code, &key); err != nil {
			return nil, err
		}
		if out[code] == nil {
			out[code] = map[string]bool{}
		}
		out[code][key] = true
	}
	return out, rows.Err()
}
