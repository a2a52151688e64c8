package cli

import (
	"context"
	"errors"
)

// The exit codes. They are an interface: scripts and jobs rely on them.
const (
	exitDone        = 0
	exitFailed      = 1 // nothing was published
	exitUsage       = 2 // wrong usage or configuration
	exitFindings    = 3 // done, with findings at or above --fail-on; or --check with pending changes
	exitGuard       = 4 // stopped by a guard
	exitLocked      = 5 // another run of the job is on its way
	exitInterrupted = 130
	exitTerminated  = 143
)

// coded is an error that ends the program with a certain code.
type coded struct {
	code  int
	err   error // nil: the code says it all
	hints []string
}

func (e *coded) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *coded) Unwrap() error { return e.err }

// usage makes an error of wrong usage or configuration.
func usage(err error, hints ...string) error {
	return &coded{code: exitUsage, err: err, hints: hints}
}

// failed makes an error with hints on what to try.
func failed(err error, hints ...string) error {
	return &coded{code: exitFailed, err: err, hints: hints}
}

// ErrTerminated is the cause of a context that a SIGTERM ended.
var ErrTerminated = errors.New("terminated")

// codeOf gives the exit code of an error.
func codeOf(ctx context.Context, err error) int {
	var c *coded
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &c):
		return c.code
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), ErrTerminated):
		return exitTerminated
	case ctx.Err() != nil:
		return exitInterrupted
	default:
		return exitFailed
	}
}
