package state

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

var (
	// ErrLocked is the error when another process holds the file for longer than [Options].Busy.
	ErrLocked = errors.New("another process is using the state")
	// ErrNewer is the error for a file that a newer callready made. It is left as it is.
	ErrNewer = errors.New("the state was made by a newer version of callready")
	// ErrForeign is the error for a sound SQLite database of another program. It is left as it is.
	ErrForeign = errors.New("the file is a database of another program")
	// ErrKnown is the error for a run whose id the job has already.
	ErrKnown = errors.New("the state knows a run of this name already")
	// ErrForgotten is the error for the findings of a run that Prune has taken out.
	ErrForgotten = errors.New("the findings of the run are not kept any more")
	// ErrUnknown is the error for a run or an acknowledgement that there is not.
	ErrUnknown = errors.New("the state does not know it")
)

// DamagedError says that the file was no sound database.
type DamagedError struct {
	Path     string
	SetAside string // what it is called now; "" where it stands as it was, since it broke while it was in use
	Reason   string // what is wrong with it, for a person who knows SQLite
}

// Error says what was found and where the file is now.
func (e *DamagedError) Error() string {
	if e.SetAside == "" {
		return fmt.Sprintf("the state %s is damaged (%s)", e.Path, e.Reason)
	}
	return fmt.Sprintf("the state %s is damaged (%s) and was set aside as %s", e.Path, e.Reason, e.SetAside)
}

// wrap says in the words of this package what SQLite says with codes.
func (s *Store) wrap(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	switch primary(err) {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fmt.Errorf("%s: %w", s.path, ErrLocked)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return &DamagedError{Path: s.path, Reason: err.Error()}
	default:
		return fmt.Errorf("the state %s: %w", s.path, err)
	}
}

// primary gives the primary result code of an error of SQLite, 0 for any other error.
func primary(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}
