//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakOf gives the most memory that a finished program had, in bytes.
func peakOf(s *os.ProcessState) int64 {
	u, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return u.Maxrss
	}
	return u.Maxrss << 10
}
