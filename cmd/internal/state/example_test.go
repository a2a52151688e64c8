package state_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/callready/callready/cmd/internal/state"
)

func Example() {
	dir, err := os.MkdirTemp("", "state")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := state.Open(ctx, filepath.Join(dir, "state.db"), state.Options{Now: time.Now})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	night := func(id string, findings ...state.Finding) {
		delta, err := s.Add(ctx, state.Run{ID: id, Job: "nightly", Outcome: state.Checked}, slices.Values(findings), nil)
		fmt.Println(id, "new", delta.New, "gone", delta.Gone, "standing", delta.Standing, err)
	}
	night("monday", state.Finding{Code: "too-short", Key: "101"}, state.Finding{Code: "too-short", Key: "102"})
	night("tuesday", state.Finding{Code: "too-short", Key: "102"}, state.Finding{Code: "words", Key: "103"})
	// Output:
	// monday new map[too-short:2] gone map[] standing map[] <nil>
	// tuesday new map[words:1] gone map[too-short:1] standing map[too-short:1] <nil>
}
