//go:build !linux

package main

import (
	"os"
	"testing"
)

// peakOf knows nothing of memory here.
func peakOf(*os.ProcessState) int64 { return 0 }

// openly leaves things as they are.
func openly(*testing.T) {}
