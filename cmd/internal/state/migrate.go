package state

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"
)

//go:embed schema/*.sql
var schema embed.FS

// application marks the file as one of callready ("CRdy").
const application = 0x43526479

// migration is one step from a version of the schema to the next.
type migration struct {
	name string
	text string
	more func(ctx context.Context, tx *sql.Tx) error // what SQL alone cannot do, or nil
}

// migrations gives all steps; the first makes version 1 of an empty file. A step that was released is never changed.
func migrations() []migration {
	all := []migration{{name: "001", more: addSalt}}
	for i := range all {
		text, err := schema.ReadFile("schema/" + all[i].name + ".sql")
		if err != nil { // The file is part of the program, and a test reads it.
			panic(err) //nolint:forbidigo // impossible
		}
		all[i].text = string(text)
	}
	return all
}

// migrate brings the schema to the version that this program knows, in one transaction.
func migrate(ctx context.Context, db *sql.DB, steps []migration) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version == len(steps) {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to undo behind Commit
	// Somebody else may have been faster.
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(steps) {
		return fmt.Errorf("%w (version %d, this one knows %d)", ErrNewer, version, len(steps))
	}
	for i, m := range steps[version:] {
		if _, err := tx.ExecContext(ctx, m.text); err != nil {
			return fmt.Errorf("version %d: %w", version+i+1, err)
		}
		if m.more != nil {
			if err := m.more(ctx, tx); err != nil {
				return fmt.Errorf("version %d: %w", version+i+1, err)
			}
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, len(steps))); err != nil {
		return err
	}
	return tx.Commit()
}

// addSalt draws what makes the hashes of this file differ from those of any other.
func addSalt(ctx context.Context, tx *sql.Tx) error {
	salt := make([]byte, 32)
	if _, err := rand.Read(salt); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO salt (value) VALUES (?)", salt)
	return err
}

// jobID gives the number of a job; ok is false where the state does not know it.
func jobID(ctx context.Context, q querier, job string) (id int64, ok bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT id FROM job WHERE name = ?", job).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return id, err == nil, err
}

// makeJob gives the number of a job, which it adds if need be.
func makeJob(ctx context.Context, tx *sql.Tx, job string) (int64, error) {
	if id, ok, err := jobID(ctx, tx, job); ok || err != nil {
		return id, err
	}
	var id int64
	err := tx.QueryRowContext(ctx, "INSERT INTO job (name) VALUES (?) RETURNING id", job).Scan(&id)
	return id, err
}

// querier is what a database and a transaction have in common.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}
