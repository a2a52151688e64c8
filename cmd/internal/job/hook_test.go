//go:build unix

package job

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestCall(t *testing.T) {
	c := newTestJob(t, "hook_seconds = 1\n")
	var out bytes.Buffer
	err := c.Call(t.Context(), []string{"sh", "-c", `read x; echo "$CALLREADY_JOB $CALLREADY_OUTCOME $CALLREADY_EXIT $CALLREADY_SUMMARY"`}, Event{Outcome: "stopped", Code: 4, Folder: "/r"}, &out)
	if err != nil || out.String() != "n stopped 4 /r/summary.json\n" {
		t.Errorf("said %q, %v", out.String(), err)
	}
	for name, argv := range map[string][]string{"no such": {"callready-no-such-program"}, "fails": {"sh", "-c", "exit 3"}} {
		var hook *HookError
		if err := c.Call(t.Context(), argv, Event{}, &out); !errors.As(err, &hook) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.Call(t.Context(), nil, Event{}, &out); err != nil {
		t.Errorf("no command: %v", err)
	}
}

// A command that hangs is ended with what it started, when its time is up or when the job is told to end.
func TestCallHangs(t *testing.T) {
	c := newTestJob(t, "hook_seconds = 1\n")
	hang := []string{"sh", "-c", "trap '' TERM; sleep 60 & sleep 60"}
	var out bytes.Buffer
	start := time.Now()
	if err := c.Call(t.Context(), hang, Event{}, &out); err == nil || !strings.Contains(err.Error(), "more than 1 s") {
		t.Errorf("got %v", err)
	}
	c.Hook = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if err := c.Call(ctx, hang, Event{}, &out); err == nil {
		t.Error("it was not told to end")
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}
