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
	peak := int64(u.Maxrss) //nolint:unconvert // It has 32 bits where a word has.
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak << 10
}
