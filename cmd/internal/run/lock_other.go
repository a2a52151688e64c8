//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly && !windows

package run

import (
	"errors"
	"os"
)

// lockFile cannot lock here.
func lockFile(*os.File) error { return errors.ErrUnsupported }
