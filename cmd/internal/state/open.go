package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"modernc.org/sqlite"
)

// DefaultBusy is how long a store waits for another process if [Options].Busy is 0.
const DefaultBusy = 10 * time.Second

// Options says how to open a store.
type Options struct {
	Now      func() time.Time // the clock; needed
	Busy     time.Duration    // how long to wait for another process, DefaultBusy if 0
	Existing bool             // to look only: a file that is not there is an fs.ErrNotExist, one that is damaged stays where it is
	Temp     string           // folder for temporary files, that of the state if ""
	Memory   int              // for sorting findings, in bytes; 0 for 16 MB
}

// Store is the memory of the jobs of one folder. It may be used by several goroutines; one writes at a time.
type Store struct {
	path string
	opt  Options
	db   *sql.DB
	salt []byte
	mu   sync.Mutex // held while writing
}

// Open opens the state at path and makes it if it is not there. A file that is no sound database is set aside; the error is a
// [DamagedError] then, and the next Open makes a new one. Other errors: [ErrLocked], [ErrNewer], [ErrForeign].
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if opt.Busy <= 0 {
		opt.Busy = DefaultBusy
	}
	if opt.Memory <= 0 {
		opt.Memory = 16 << 20
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if opt.Temp == "" {
		opt.Temp = filepath.Dir(full)
	}
	s := &Store{path: full, opt: opt}
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// open opens the file, once it is known to be one of this program and sound.
func (s *Store) open(ctx context.Context) error {
	there, err := s.there()
	if err != nil {
		return err
	}
	if !there {
		if s.opt.Existing {
			return &fs.PathError{Op: "open", Path: s.path, Err: fs.ErrNotExist}
		}
		if err := s.create(ctx); err != nil {
			return err
		}
	}
	if s.db, err = connect(s.path, s.opt.Busy); err != nil {
		return s.wrap(ctx, err)
	}
	err = check(ctx, s.db)
	if err == nil {
		err = migrate(ctx, s.db, migrations())
	}
	if err == nil {
		err = s.db.QueryRowContext(ctx, "SELECT value FROM salt").Scan(&s.salt)
	}
	if err == nil {
		return nil
	}
	err = s.wrap(ctx, err)
	if undo := s.db.Close(); undo != nil {
		err = errors.Join(err, undo)
	}
	if damaged, ok := errors.AsType[*DamagedError](err); ok {
		return s.damaged(damaged.Reason)
	}
	return err
}

// Close closes the file. What was written is on the disk before.
func (s *Store) Close() error { return s.db.Close() }

// connect gives the database in a file that is there.
func connect(path string, busy time.Duration) (*sql.DB, error) {
	c, err := sqlite.NewConnector(address(path, busy))
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(c), nil
}

// address gives the URI of a database. Every connection waits for others, checks references and writes through to the disk.
func address(path string, busy time.Duration) string {
	slashed := filepath.ToSlash(path)
	if slashed[0] != '/' { // a drive of Windows
		slashed = "/" + slashed
	}
	q := url.Values{
		"_busy_timeout": {strconv.FormatInt(busy.Milliseconds(), 10)},
		"_txlock":       {"immediate"},
		"_foreign_keys": {"on"},
		"_synchronous":  {"full"},
		"_defensive":    {"1"},
		"_dqs":          {"0"},
		"_error_rc":     {"1"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"},
		"mode":          {"rw"},
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}
	return u.String()
}

// within runs fn in a transaction that has the only right to write.
func (s *Store) within(ctx context.Context, fn func(tx *sql.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap(ctx, err)
	}
	if err := fn(tx); err != nil {
		if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			err = errors.Join(err, undo)
		}
		return s.wrap(ctx, err)
	}
	return s.wrap(ctx, tx.Commit())
}

// stamp writes a time as the file has it.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// moment reads a time of the file.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, fmt.Errorf("a time of the state: %w", err)
	}
	return t, nil
}
