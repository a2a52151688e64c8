//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly || windows)

package run

import (
	"errors"
	"os"
)

// newLock cannot lock here.
func newLock(string) (*os.File, error) { return nil, errors.ErrUnsupported }

// lockFile cannot lock here.
func lockFile(*os.File) error { return errors.ErrUnsupported }
