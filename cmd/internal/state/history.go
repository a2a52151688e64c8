package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// well is the condition of a run that ended well.
const well = "r.outcome IN ('" + Published + "', '" + Checked + "', '" + Approved + "')"

// Processed tells whether a run of the job that ended well read a file of this content, and which was the last to do so.
func (s *Store) Processed(ctx context.Context, job, sha256 string) (runID string, ok bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT r.id FROM input i JOIN run r ON r.seq = i.run JOIN job j ON j.id = r.job
		WHERE i.sha256 = ? AND j.name = ? AND `+well+" ORDER BY r.seq DESC LIMIT 1", strings.ToLower(sha256), job).Scan(&runID)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return runID, err == nil, s.wrap(ctx, err)
}

// Last gives the last run of the job that ended well.
func (s *Store) Last(ctx context.Context, job string) (Run, bool, error) {
	runs, err := s.runs(ctx, "j.name = ? AND "+well+" ORDER BY r.seq DESC LIMIT 1", job)
	if err != nil || len(runs) == 0 {
		return Run{}, false, err
	}
	return runs[0], true, nil
}

// Looked gives the id of the last run of the job that looked for findings: the one that the next is compared with.
func (s *Store) Looked(ctx context.Context, job string) (runID string, ok bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT r.id FROM run r JOIN job j ON j.id = r.job WHERE j.name = ? AND r.looked
		ORDER BY r.seq DESC LIMIT 1`, job).Scan(&runID)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return runID, err == nil, s.wrap(ctx, err)
}

// History gives the last n runs of a job, all if n is 0, the last one first.
func (s *Store) History(ctx context.Context, job string, n int) ([]Run, error) {
	if n <= 0 {
		n = -1
	}
	return s.runs(ctx, "j.name = ? ORDER BY r.seq DESC LIMIT ?", job, n)
}

// runs gives the runs that a condition chooses.
func (s *Store) runs(ctx context.Context, where string, args ...any) ([]Run, error) {
	//nolint:gosec // the conditions are constants of this file
	query := `SELECT r.seq, r.id, j.name, r.folder, r.approves, r.began, r.ended, r.outcome, r.code, r.reason,
		r.rows, r.changed, r.created, r.rejected, r.held, r.version, r.plan FROM run r JOIN job j ON j.id = r.job WHERE ` + where
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.wrap(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // it was only read
	var out []Run
	for rows.Next() {
		var r Run
		var began, ended string
		if err := rows.Scan(&r.Seq, &r.ID, &r.Job, &r.Folder, &r.Of, &began, &ended, &r.Outcome, &r.Code, &r.Reason, &r.Counts.Rows,
			&r.Counts.Changed, &r.Counts.Created, &r.Counts.Rejected, &r.Counts.Held, &r.Version, &r.Plan); err != nil {
			return nil, s.wrap(ctx, err)
		}
		if r.Began, err = moment(began); err != nil {
			return nil, err
		}
		if r.Ended, err = moment(ended); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, s.wrap(ctx, err)
	}
	for i := range out {
		if err := errors.Join(s.inputs(ctx, &out[i]), s.codes(ctx, &out[i])); err != nil {
			return nil, s.wrap(ctx, err)
		}
	}
	return out, nil
}

// inputs adds what a run read.
func (s *Store) inputs(ctx context.Context, r *Run) error {
	rows, err := s.db.QueryContext(ctx, "SELECT path, name, size, sha256, rows, columns FROM input WHERE run = ? ORDER BY n", r.Seq)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() {
		var in Input
		var columns []byte
		if err := rows.Scan(&in.Path, &in.Name, &in.Size, &in.SHA256, &in.Rows, &columns); err != nil {
			return err
		}
		if err := json.Unmarshal(columns, &in.Columns); err != nil {
			return fmt.Errorf("the columns of %s: %w", in.Name, err)
		}
		r.Inputs = append(r.Inputs, in)
	}
	return rows.Err()
}

// codes adds what a run counted by code.
func (s *Store) codes(ctx context.Context, r *Run) error {
	rows, err := s.db.QueryContext(ctx, "SELECT code, severity, found, new, gone, standing, acknowledged FROM run_code WHERE run = ? ORDER BY code", r.Seq)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() {
		var code, severity string
		var n [5]int64
		if err := rows.Scan(&code, &severity, &n[0], &n[1], &n[2], &n[3], &n[4]); err != nil {
			return err
		}
		if severity != "" {
			if r.Severity == nil {
				r.Severity = map[string]string{}
			}
			r.Severity[code] = severity
		}
		for i, m := range []*map[string]int64{&r.Counts.Findings, &r.Delta.New, &r.Delta.Gone, &r.Delta.Standing, &r.Delta.Acknowledged} {
			if n[i] == 0 {
				continue
			}
			if *m == nil {
				*m = map[string]int64{}
			}
			(*m)[code] = n[i]
		}
	}
	return rows.Err()
}

// Show gives one run of a job, by its id, and its findings, those of one code together. [ErrUnknown] is the error where the job has no
// such run. A run that did not look for findings has none.
func (s *Store) Show(ctx context.Context, job, run string) (Run, iter.Seq2[FindingAge, error], error) {
	runs, err := s.runs(ctx, "j.name = ? AND r.id = ?", job, run)
	if err != nil {
		return Run{}, nil, err
	}
	if len(runs) == 0 {
		return Run{}, nil, fmt.Errorf("the run %s: %w", run, ErrUnknown)
	}
	return runs[0], s.ages(ctx, &runs[0]), nil
}
