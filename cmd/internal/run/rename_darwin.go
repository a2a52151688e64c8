package run

import (
	"errors"

	"golang.org/x/sys/unix"
)

// renameNew renames a folder to a name that nothing has; if something has it, the error is an fs.ErrExist.
func renameNew(from, to string) error {
	err := unix.RenameatxNp(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_EXCL)
	// Some file systems do not know the flag.
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return renameChecked(from, to)
	}
	return err
}
