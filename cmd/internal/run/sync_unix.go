//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package run

import (
	"io/fs"
	"os"
	"path/filepath"
)

// syncDir waits until the names in a folder are on the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // only read
	return ignoreUnsupported(d.Sync())
}

// syncTree waits until the names in a folder and all folders in it are on the disk.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncDir(name)
	})
}
