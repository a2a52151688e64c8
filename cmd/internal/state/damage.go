package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
)

// headerBytes is the length of what every SQLite file starts with.
const headerBytes = 100

// there tells whether there is a file, from outside: a process that opens and closes a database of its own loses all its locks on
// it. One that is too short to be a database is set aside.
func (s *Store) there() (bool, error) {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("the state %s is no file", s.path)
	case info.Size() == 0:
		return false, s.damaged("it is empty")
	case info.Size() < headerBytes:
		return false, s.damaged("it ends in its first bytes")
	default:
		return true, nil
	}
}

// check finds out whether the database is one of this program, and sound. It reads all of it.
func check(ctx context.Context, db *sql.DB) error {
	var owner int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&owner); err != nil {
		return err
	}
	if owner != application {
		return ErrForeign
	}
	var version int64 // A file gets its name with the first version.
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version < 1 {
		return &DamagedError{Reason: fmt.Sprintf("its version is %d", version)}
	}
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check(1)")
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() {
		var says string
		if err := rows.Scan(&says); err != nil {
			return err
		}
		if says != "ok" {
			return &DamagedError{Reason: says}
		}
	}
	return rows.Err()
}

// damaged says what is wrong with the file, and gives it another name unless somebody only looks. Its log goes along: beside a new
// file it would be read as that one's.
func (s *Store) damaged(reason string) error {
	damaged := &DamagedError{Path: s.path, Reason: reason}
	if s.opt.Existing {
		return damaged
	}
	name := s.path + ".damaged-" + s.opt.Now().UTC().Format("20060102T150405Z")
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = s.path + ".damaged-" + s.opt.Now().UTC().Format("20060102T150405Z") + "-" + strconv.Itoa(n)
	}
	if err := os.Rename(s.path, name); err != nil {
		return errors.Join(damaged, err)
	}
	damaged.SetAside = name
	if err := os.Rename(s.path+"-wal", name+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(damaged, err)
	}
	if err := os.Remove(s.path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(damaged, err)
	}
	return damaged
}
