package pipeline

import (
	"math"
	"runtime"
	"runtime/debug"
)

// What the collector is told about the index, in bytes: how much a number takes in it, what else lives during a run, and how
// much garbage may lie about.
const (
	indexBytes = 30
	otherBytes = 24 << 20
	spareBytes = 8 << 20
)

// frugal makes the collector come before garbage takes more than spareBytes, with an index of so many numbers. By its own
// rule it would wait until there is as much garbage as there are numbers. Coming more often costs little, since the index
// holds no pointers. The function undoes it, and first collects what the run leaves behind: by the usual rule that would lie
// about while the reports are made, and as much again. A user who has set GOGC is left alone.
func frugal(numbers int) (undo func()) {
	const usual = 100
	if before := debug.SetGCPercent(frugalPercent(numbers)); before != usual {
		debug.SetGCPercent(before)
		return func() {}
	}
	return func() {
		runtime.GC()
		debug.SetGCPercent(usual)
	}
}

// frugalPercent is what frugal sets.
func frugalPercent(numbers int) int {
	return min(100, int(math.Ceil(100*spareBytes/(float64(numbers)*indexBytes+otherBytes))))
}

// roomyPercent lets less garbage lie about than the index took.
const roomyPercent = 33

// roomy lets garbage take some of what the index took, once that is let go. Where frugal has changed nothing, it changes nothing.
func roomy(numbers int) {
	if before := debug.SetGCPercent(roomyPercent); before != frugalPercent(numbers) || before > roomyPercent {
		debug.SetGCPercent(before)
	}
}
