package state_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/state"
)

// The environment of a test binary that is to be another process.
const (
	childPath = "CALLREADY_TEST_STATE"
	childTask = "CALLREADY_TEST_STATE_TASK"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		if err := child(path, os.Getenv(childTask)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child is what the other process does: hold the state until standard input ends, or add runs until it is told to stop.
func child(path, task string) error {
	ctx := context.Background()
	s, err := state.Open(ctx, path, state.Options{Now: fixed(noon), Busy: time.Minute})
	if err != nil {
		return err
	}
	defer s.Close()
	name, count, _ := strings.Cut(task, " ")
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	if name == "hold" {
		held := func(yield func(state.Child) bool) {
			fmt.Println("holding")
			bufio.NewReader(os.Stdin).ReadByte()
			yield(state.Child{ID: "held"})
		}
		_, err = s.Add(ctx, state.Run{ID: name, Job: "nightly", Outcome: state.Published}, nil, held)
		return err
	}
	for i := range n {
		// Each run has ten findings and ten children of its own, so that half a run would be seen.
		run := state.Run{ID: fmt.Sprintf("%s-%d", name, i), Job: "nightly", Outcome: state.Published, Counts: state.Counts{Created: 10}}
		var children []string
		for k := range 10 {
			children = append(children, fmt.Sprintf("%s-%d", run.ID, k))
		}
		if _, err := s.Add(ctx, run, invented(i*5, 10), issue(children...)); err != nil {
			return err
		}
		fmt.Println(run.ID)
	}
	return nil
}

// other gives another process that works on a state.
func other(t *testing.T, path, task string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program)
	c.Env = append(os.Environ(), childPath+"="+path, childTask+"="+task)
	c.Stderr = os.Stderr
	return c
}

// While another process writes, reading goes on, and writing waits and then says that it is locked.
func TestLocked(t *testing.T) {
	path := fresh(t)
	filled(t, path)
	c := other(t, path, "hold 0")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "holding\n" {
		t.Fatalf("says %q, %v", line, err)
	}
	s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon), Busy: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := ids(history(t, s)); !slices.Equal(got, []string{"run-1"}) {
		t.Errorf("meanwhile runs are %v", got)
	}
	run := state.Run{ID: "run-2", Job: "nightly", Outcome: state.Checked}
	if _, err := s.Add(t.Context(), run, found("words/101"), nil); !errors.Is(err, state.ErrLocked) {
		t.Errorf("got %v, want that it is locked", err)
	}
	if err := s.Ack(t.Context(), "nightly", state.Acknowledgement{Code: "words"}); !errors.Is(err, state.ErrLocked) {
		t.Errorf("got %v, want that it is locked", err)
	}
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), run, found("words/101"), nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if got := ids(history(t, s)); !slices.Equal(got, []string{"run-2", "hold", "run-1"}) {
		t.Errorf("afterwards runs are %v", got)
	}
}

// Two processes that add runs at once lose none.
func TestTwoProcesses(t *testing.T) {
	path := fresh(t)
	const each = 15
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b"} {
		c := other(t, path, fmt.Sprintf("%s %d", name, each))
		wg.Go(func() {
			if err := c.Run(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s := open(t, path)
	runs := history(t, s)
	if len(runs) != 2*each {
		t.Errorf("%d runs, want %d", len(runs), 2*each)
	}
	for i, r := range runs {
		if want := int64(len(runs) - i); r.Seq != want {
			t.Errorf("%s is number %d, want %d", r.ID, r.Seq, want)
		}
	}
	if got := issued(t, s); len(got) != 2*each*10 {
		t.Errorf("%d children, want %d", len(got), 2*each*10)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sound(t, path)
}

// A process that is killed leaves a sound state with whole runs, all of those that it said it had added.
func TestKilled(t *testing.T) {
	tries := 25
	if testing.Short() {
		tries = 5
	}
	path := fresh(t)
	last := -1
	for i := range tries {
		name := fmt.Sprintf("k%d", i)
		c := other(t, path, name+" 1000")
		stdout, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Some are killed on their way to the first run, and the first of all while it makes the state.
		wait := rand.IntN(60)
		timer := time.AfterFunc(time.Duration(wait)*time.Millisecond, func() { c.Process.Kill() })
		said := ""
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			said = lines.Text()
		}
		c.Wait()
		timer.Stop()
		if _, err := os.Stat(path); err != nil {
			continue
		}
		s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
		if err != nil {
			t.Fatalf("after %d ms: %v", wait, err)
		}
		runs := history(t, s)
		if got := issued(t, s); len(got) != 10*len(runs) {
			t.Errorf("after %d ms: %d children of %d runs", wait, len(got), len(runs))
		}
		if said != "" && !slices.Contains(ids(runs), said) {
			t.Errorf("after %d ms: %s is not there", wait, said)
		}
		if len(runs) < last {
			t.Errorf("after %d ms: %d runs, before there were %d", wait, len(runs), last)
		}
		last = len(runs)
		if len(runs) > 0 {
			if got := shown(t, s, runs[0].ID); len(got) != 10 {
				t.Errorf("after %d ms: %s has %d findings", wait, runs[0].ID, len(got))
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		sound(t, path)
	}
	for _, name := range beside(t, path) {
		if name != filepath.Base(path) && !strings.Contains(name, ".new-") && !strings.Contains(name, ".tmp-") {
			t.Errorf("%s is left", name)
		}
	}
}
