//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package run

// syncDir does nothing: folders cannot be synced here.
func syncDir(string) error { return nil }

// syncTree does nothing: folders cannot be synced here.
func syncTree(string) error { return nil }
