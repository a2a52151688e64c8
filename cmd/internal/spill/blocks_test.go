package spill

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

func TestBlocksGiveBackWhatTheyGot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		b := NewBlocks(dir)
		b.limit = rapid.SampledFrom([]int{0, 1, 50, blocksMemory}).Draw(t, "limit")
		want := rapid.SliceOf(rapid.String()).Draw(t, "blocks")
		size := int64(0)
		for _, s := range want {
			if err := b.Add([]byte(s)); err != nil {
				t.Fatal(err)
			}
			size += int64(len(s))
		}
		if b.Len() != len(want) || b.Size() != size {
			t.Fatalf("%d blocks of %d bytes, want %d of %d", b.Len(), b.Size(), len(want), size)
		}
		for range 2 * len(want) {
			i := rapid.IntRange(0, len(want)-1).Draw(t, "block")
			before := rapid.SampledFrom([]string{"", "before"}).Draw(t, "before")
			got, err := b.Append([]byte(before), i)
			if err != nil || string(got) != before+want[i] {
				t.Fatalf("block %d is %q, want %q behind %q; %v", i, got, want[i], before, err)
			}
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	})
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("Close left %q", left)
	}
}

func TestBlocksErrors(t *testing.T) {
	t.Parallel()
	missing := NewBlocks(filepath.Join(t.TempDir(), "missing"))
	missing.limit = 0
	err := missing.Add([]byte("row"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v, want that the folder does not exist", err)
	}
	if again := missing.Add([]byte("row")); !errors.Is(again, err) {
		t.Errorf("then %v, want the same error", again)
	}
	if _, again := missing.Append(nil, 0); !errors.Is(again, err) {
		t.Errorf("Append gives %v, want the same error", again)
	}

	b := NewBlocks(t.TempDir())
	b.limit = 0
	if err := errors.Join(b.Add([]byte("first")), b.Add([]byte("second"))); err != nil {
		t.Fatal(err)
	}
	if err := b.file.Truncate(7); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Append(nil, 0); err != nil || string(got) != "first" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := b.Append(nil, 1); err == nil || len(got) != 0 {
		t.Errorf("%q of a block that was cut, %v", got, err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if _, err := b.Append(nil, 0); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if err := b.Add(nil); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}
