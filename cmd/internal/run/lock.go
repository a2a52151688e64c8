package run

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// takeLock makes the lock file of a hidden folder, which the system unlocks when the process ends, however it ends. The
// file gets its name only when it is locked, so a lock file that is not locked belongs to a dead process. Where files
// cannot be locked there is no lock file, and Sweep leaves the folder alone.
func takeLock(stage string) *os.File {
	file, err := newLock(stage)
	if err != nil {
		return nil
	}
	return file
}

// Sweep removes the hidden folders in dir, "" for the working directory, that were left by processes that are provably
// gone: their lock file is there and nobody holds the lock. It leaves everything else alone and gives the names of what it
// removed.
func Sweep(dir string) ([]string, error) {
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var removed []string
	var errs []error
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() || !strings.HasPrefix(name, stagePrefix) || !strings.HasSuffix(name, stageSuffix) {
			continue
		}
		gone, err := sweepOne(filepath.Join(dir, name))
		if err != nil {
			errs = append(errs, err)
		} else if gone {
			removed = append(removed, name)
		}
	}
	return removed, errors.Join(errs...)
}

// sweepOne removes a hidden folder if its owner is dead, and tells whether it did.
func sweepOne(stage string) (bool, error) {
	if !ownerDead(filepath.Join(stage, lockName)) {
		return false, nil
	}
	if err := removeStage(stage); err != nil {
		return false, err
	}
	return true, nil
}

// removeStage removes a hidden folder, its lock last: who is killed on the way leaves one that the next sweep still knows for dead.
func removeStage(stage string) error {
	entries, err := os.ReadDir(stage)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if e.Name() == lockName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(stage, e.Name())); err != nil {
			return err
		}
	}
	return os.RemoveAll(stage)
}

// ownerDead tells whether a lock file is there that nobody holds. Where it is missing or not ours to open, nothing is
// proven.
func ownerDead(lock string) bool {
	file, err := os.OpenFile(lock, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	// Where open files cannot be removed, ours has to be closed again. The owner is dead and cannot come back.
	defer func() { _ = file.Close() }()
	// Another file under the name means that somebody else has swept in between.
	return lockFile(file) == nil && sameFile(file, lock)
}

func sameFile(file *os.File, name string) bool {
	a, err := file.Stat()
	if err != nil {
		return false
	}
	b, err := os.Lstat(name)
	return err == nil && os.SameFile(a, b)
}
