package main

import (
	"os"
	"syscall"
	"testing"
)

// peakOf gives the memory that a process took at its peak, in bytes.
func peakOf(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss) << 10 //nolint:unconvert // It has 32 bits on some machines.
	}
	return 0
}

// openly lets new files be for everybody unless a program says otherwise, until the test ends.
func openly(t *testing.T) {
	t.Helper()
	before := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(before) })
}
