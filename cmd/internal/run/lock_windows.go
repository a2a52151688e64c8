package run

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// newLock makes a file with the name lock in the folder that nobody else can open while it is open.
func newLock(dir string) (*os.File, error) {
	name := filepath.Join(dir, lockName)
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	const sharedWithNobody = 0
	h, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, sharedWithNobody, nil,
		windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), name), nil
}

// lockFile has nothing to do: a file of newLock cannot even be opened while its process lives.
func lockFile(*os.File) error { return nil }
