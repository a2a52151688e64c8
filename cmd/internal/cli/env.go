package cli

import (
	"io"
	"time"
)

// Env is everything that a command takes from the process it runs in.
type Env struct {
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Getenv   func(string) string
	Now      func() time.Time
	Terminal bool // standard error is a terminal
	Colour   bool // standard output is a terminal
	Width    int  // of the terminal, in columns; 0 if unknown
}
