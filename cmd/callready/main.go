// Callready makes CRM contacts call-ready. See the README.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/callready/callready/cmd/internal/cli"
)

func main() { os.Exit(run()) }

// run makes the environment of the program and a context that ends with the first signal; a second one kills.
func run() int {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		s := <-signals
		signal.Stop(signals)
		if s != os.Interrupt { // A closed terminal ends the program like a request to terminate.
			cancel(cli.ErrTerminated)
			return
		}
		cancel(context.Canceled)
	}()
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0
	}
	return cli.Run(ctx, os.Args[1:], cli.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())), Colour: term.IsTerminal(int(os.Stdout.Fd())), Width: width,
	})
}
