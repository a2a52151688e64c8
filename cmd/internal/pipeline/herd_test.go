package pipeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/spill"
)

// Blocks come whole and in order, however large they are.
func TestHerder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s := spill.New(dir, 0)
		defer s.Close()
		sizes := rapid.SliceOf(rapid.IntRange(1, 4)).Draw(t, "sizes")
		length := rapid.SampledFrom([]int{0, 1, herdBytes / 3, herdBytes + 1}).Draw(t, "length")
		var want []string
		for block, n := range sizes {
			var key [herdKey]byte
			binary.BigEndian.PutUint64(key[4:], uint64(block))
			var text strings.Builder
			for i := range n {
				value := fmt.Appendf(make([]byte, length), "%d.%d", block, i)
				if err := s.Add(key[:], value); err != nil {
					t.Fatal(err)
				}
				text.Write(value)
			}
			want = append(want, text.String())
		}
		h := &herder{from: s.Cursor(), add: func(int64) {}}
		var got []string
		var batch herds
		for {
			err := h.Read(&batch)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			start := 0
			for _, end := range batch.blocks {
				from := 0
				if start > 0 {
					from = batch.ends[start-1]
				}
				got = append(got, string(batch.buf[from:batch.ends[end-1]]))
				start = end
			}
			if start != len(batch.ends) {
				t.Fatalf("%d of %d persons are in a block", start, len(batch.ends))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("blocks (-want +got):\n%s", diff)
		}
	})
}
