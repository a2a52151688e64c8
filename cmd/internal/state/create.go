package state

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stale is how old a file must be that a process left which was killed, until another one removes it.
const stale = 24 * time.Hour

// create makes the file under another name and gives it its own when it is whole, so that a state that is empty or has no tables
// is always a damaged one.
func (s *Store) create(ctx context.Context) (err error) {
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	pattern := filepath.Base(s.path) + ".new-*"
	f, err := os.CreateTemp(dir, pattern) // Readable by its owner only; what SQLite puts beside it gets the same rights.
	if err != nil {
		return err
	}
	name := f.Name()
	defer func() {
		for _, end := range []string{"", "-journal", "-wal", "-shm"} {
			if gone := os.Remove(name + end); err == nil && gone != nil && !errors.Is(gone, fs.ErrNotExist) {
				err = gone
			}
		}
	}()
	info, err := f.Stat()
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	sweep(filepath.Join(dir, pattern), info.ModTime())
	if err := fill(ctx, name, s.opt.Busy); err != nil {
		return s.wrap(ctx, err)
	}
	return place(name, s.path)
}

// fill makes the tables. The file is in WAL mode when it gets its name, since changing the mode wants it alone.
func fill(ctx context.Context, name string, busy time.Duration) (err error) {
	db, err := connect(name, busy)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := migrate(ctx, db, migrations()); err != nil {
		return err
	}
	var mode string // Where it cannot be had, as on some network drives, it stays as it is.
	return db.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode)
}

// place gives a file its name unless something has it: somebody else was faster, and theirs is as good.
func place(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	// Not every file system has links.
	if _, err := os.Lstat(to); err == nil {
		return nil
	}
	return os.Rename(from, to)
}

// scratch makes a folder for temporary files, which remove takes away with all that is in it.
func (s *Store) scratch() (dir string, remove func(), err error) {
	pattern := filepath.Base(s.path) + ".tmp-*"
	if dir, err = os.MkdirTemp(s.opt.Temp, pattern); err != nil {
		return "", nil, err
	}
	if info, err := os.Stat(dir); err == nil {
		sweep(filepath.Join(s.opt.Temp, pattern), info.ModTime())
	}
	return dir, func() { _ = os.RemoveAll(dir) }, nil
}

// sweep removes what processes left that were killed; now is the time of the file system. What cannot be removed stays.
func sweep(pattern string, now time.Time) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return
	}
	for _, name := range names {
		if info, err := os.Lstat(name); err == nil && now.Sub(info.ModTime()) > stale {
			_ = os.RemoveAll(name)
		}
	}
}
