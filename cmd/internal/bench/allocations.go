package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/metrics"
	"time"

	"github.com/callready/callready/cmd/internal/cli"
)

// allocations gives how many objects and bytes callready allocates for one more row: the difference between two files, so
// that what a run needs once does not count.
func (b *bench) allocations(ctx context.Context) (objects, size float64, err error) {
	few, err := b.export(ctx, gateFewRows)
	if err != nil {
		return 0, 0, err
	}
	more, err := b.export(ctx, gateMoreRows)
	if err != nil {
		return 0, 0, err
	}
	text, err := b.part(ctx, "allocations", few, more, filepath.Join(b.work, "out"))
	if err != nil {
		return 0, 0, err
	}
	var o, s uint64
	if _, err := fmt.Sscan(text, &o, &s); err != nil {
		return 0, 0, fmt.Errorf("allocations: %q: %w", text, err)
	}
	const rows = gateMoreRows - gateFewRows
	return float64(o) / rows, float64(s) / rows, nil
}

// countAllocations runs the whole program in this process on two files, and prints how many objects and bytes the second
// takes more than the first.
func countAllocations(ctx context.Context, few, more, out string) error {
	var objects, size [3]uint64
	for i, in := range []string{few, few, more} { // the first run pays for what is made once
		o, s := allocated()
		if err := cleanHere(ctx, in, out); err != nil {
			return err
		}
		objects[i], size[i] = allocated()
		objects[i], size[i] = objects[i]-o, size[i]-s
	}
	if objects[2] < objects[1] || size[2] < size[1] {
		return fmt.Errorf("%d objects for few rows, %d for more: nothing was measured", objects[1], objects[2])
	}
	_, err := fmt.Println(objects[2]-objects[1], size[2]-size[1])
	return err
}

// cleanHere runs callready in this process and removes what it made.
func cleanHere(ctx context.Context, in, out string) error {
	var said bytes.Buffer
	b := &bench{}
	code := cli.Run(ctx, b.cleaning()(in, out)[1:], cli.Env{
		Stdin: bytes.NewReader(nil), Stdout: io.Discard, Stderr: &said, Now: time.Now,
		Getenv: func(string) string { return "" },
	})
	if code != 0 {
		return fmt.Errorf("callready %s: exit code %d: %s", in, code, said.String())
	}
	return os.RemoveAll(out)
}

// allocated gives the objects and bytes allocated so far.
func allocated() (objects, size uint64) {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:objects"}, {Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/tiny/allocs:objects"}}
	metrics.Read(s)
	return s[0].Value.Uint64() + s[2].Value.Uint64(), s[1].Value.Uint64()
}
