//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package run

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// newLock makes a file with the name lock in the folder that is locked from the moment on that it has its name.
func newLock(dir string) (*os.File, error) {
	file, err := os.CreateTemp(dir, lockName+"-*")
	if err != nil {
		return nil, err
	}
	err = lockFile(file)
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(dir, lockName))
	}
	if err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	return file, nil
}

// lockFile locks a file for this process. It does not wait: a file that another one has locked is an error.
func lockFile(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// ignoreUnsupported drops the errors of file systems that cannot sync a folder.
func ignoreUnsupported(err error) error {
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EBADF) {
		return nil
	}
	return err
}
