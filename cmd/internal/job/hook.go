package job

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Event is what a command of a job is told.
type Event struct {
	Outcome string // done, findings, stopped, failed
	Code    int    // exit code
	Folder  string // the run folder, "" for none
	Message string // what went wrong, without contact values
}

// HookError says that a command of the job did not do well.
type HookError struct {
	Program string
	Err     error
}

// Error names the program.
func (e *HookError) Error() string { return fmt.Sprintf("the command %q: %s", e.Program, e.Err) }

// Unwrap gives what was wrong with it.
func (e *HookError) Unwrap() error { return e.Err }

// hookGrace is how long a command that is ended may take for it, and what it started to let go of its output.
const hookGrace = time.Second

// Call runs a command of the job in the folder of the job file, without input, and with what happened in its environment. It is ended with
// all that it started when its time is up, or when ctx ends.
func (c *Config) Call(ctx context.Context, argv []string, e Event, out io.Writer) error {
	if len(argv) == 0 {
		return nil
	}
	hookCtx, cancel := context.WithTimeoutCause(ctx, c.Hook, fmt.Errorf("ended, since it took more than %d s", int(c.Hook.Seconds())))
	defer cancel()
	cmd := exec.CommandContext(hookCtx, argv[0], argv[1:]...) //nolint:gosec // the job file names the program, as a crontab does
	cmd.Dir = filepath.Dir(c.File)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = hookGrace
	cmd.Env = append(os.Environ(),
		"CALLREADY_JOB="+c.Name, "CALLREADY_JOB_FILE="+c.File, "CALLREADY_OUTCOME="+e.Outcome, "CALLREADY_EXIT="+strconv.Itoa(e.Code),
		"CALLREADY_MESSAGE="+e.Message, "CALLREADY_RUN="+e.Folder, "CALLREADY_SUMMARY="+summaryOf(e.Folder))
	alone(cmd)
	err := cmd.Run()
	if cause := context.Cause(hookCtx); cause != nil {
		err = cause
	}
	if err != nil {
		return &HookError{Program: argv[0], Err: err}
	}
	return nil
}

func summaryOf(folder string) string {
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "summary.json")
}
