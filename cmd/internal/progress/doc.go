// Package progress shows how far a run is: a bar on a terminal, plain lines for a log, or nothing. It is the only place
// that knows the progressbar library.
//
// One goroutine owns the output. Those who work only add to a counter, which costs an atomic addition; the goroutine
// looks at it a few times a second. Errors of the output are ignored: progress never fails a run.
package progress
