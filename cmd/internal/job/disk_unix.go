//go:build linux || darwin || freebsd

package job

import "golang.org/x/sys/unix"

// freeBytes gives how much this user may still write where a folder lies.
func freeBytes(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * int64(st.Bsize), nil //nolint:unconvert // the fields have other types on other systems
}
