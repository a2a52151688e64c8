package tablefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Same tells whether two tables are one: the same file under whatever names, or files with the same content, compressed
// or not. Only tables of one size are read.
func Same(ctx context.Context, a, b Table) (bool, error) {
	x, y := sourceOf(a), sourceOf(b)
	if x == nil || y == nil || x.size != y.size {
		return false, nil
	}
	if x.info != nil && y.info != nil && x.info.Mode().IsRegular() && os.SameFile(x.info, y.info) {
		return true, nil
	}
	return x.equal(ctx, y)
}

func sourceOf(t Table) *source {
	switch t := t.(type) {
	case *File:
		return t.source
	case *Workbook:
		return t.source
	default:
		return nil
	}
}

// equal compares the bytes of two tables of one size.
func (s *source) equal(ctx context.Context, o *source) (bool, error) {
	const little, much = 4 << 10, 256 << 10 // Most files of one size differ early.
	p, q := make([]byte, little), make([]byte, little)
	for at := int64(0); at < s.size; {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if at > 0 && len(p) < much {
			p, q = make([]byte, much), make([]byte, much)
		}
		n := min(int64(len(p)), s.size-at)
		for _, r := range []struct {
			from *source
			to   []byte
		}{{s, p[:n]}, {o, q[:n]}} {
			if _, err := r.from.file.ReadAt(r.to, at); err != nil && !errors.Is(err, io.EOF) {
				return false, fmt.Errorf("read %s: %w", r.from.path, err)
			}
		}
		if !bytes.Equal(p[:n], q[:n]) {
			return false, nil
		}
		at += n
	}
	return true, nil
}
