package tablefile

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// spoolInput copies in, decompressed, to a private file in the spool folder.
func spoolInput(ctx context.Context, name string, in io.Reader, opt Options) (*source, error) {
	copied, err := os.CreateTemp(opt.SpoolDir, ".callready-spool-*") // Readable by its owner only.
	if err != nil {
		return nil, fmt.Errorf("make a copy of %s: %w", name, err)
	}
	src := &source{file: copied, spool: copied.Name()}
	// Where a file that is open can be removed, nothing is left behind however the program ends.
	if os.Remove(src.spool) == nil {
		src.spool = ""
	}
	hash := sha256.New()
	counted := &counter{r: interruptible(ctx, in)}
	raw := bufio.NewReaderSize(io.TeeReader(counted, hash), 64<<10)
	if err := src.copy(ctx, name, raw, counted, opt); err != nil {
		return nil, errors.Join(err, src.close())
	}
	// What follows the last byte that was needed is part of the input all the same.
	if _, err := io.Copy(io.Discard, raw); err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w", name, err), src.close())
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	src.sum.Store(&sum)
	return src, nil
}

func (s *source) copy(ctx context.Context, name string, raw *bufio.Reader, counted *counter, opt Options) error {
	var from io.Reader = raw
	head, _ := raw.Peek(packedHead) // An error comes again when the bytes are read.
	if p := packingOf(head); p != nil {
		z, err := p.open(raw)
		if err != nil {
			return p.refuse(name, err)
		}
		defer z.Close() //nolint:errcheck // it was only read
		s.compression = p.name
		from = z
	}
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := from.Read(buf)
		if n > 0 {
			if _, err := s.file.Write(buf[:n]); err != nil {
				return fmt.Errorf("copy %s: %w", name, err)
			}
			s.size += int64(n)
		}
		if s.compression != "" {
			if err := s.inflation(name, counted.n, opt); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && s.compression != "":
			return packingOf(head).refuse(name, err)
		case err != nil:
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
}

// inflation refuses a compressed file that grows out of all proportion.
func (s *source) inflation(name string, packed int64, opt Options) error {
	const harmless = 64 << 20
	switch {
	case s.size > opt.MaxInflated:
		return &RefusedError{Name: name, What: fmt.Sprintf("decompresses to more than %d bytes", opt.MaxInflated), Hint: "split it"}
	case s.size > harmless && s.size/max(packed, 1) > opt.MaxInflation:
		return &RefusedError{Name: name, What: fmt.Sprintf("decompresses to more than %d times its size", opt.MaxInflation), Hint: "decompress it first if it is what it should be"}
	}
	return nil
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// interruptible gives a reader that a context can end while it waits for its source: a pipe that nobody writes to.
func interruptible(ctx context.Context, in io.Reader) io.Reader {
	if ctx.Done() == nil {
		return in
	}
	type answer struct {
		n   int
		err error
	}
	buf := make([]byte, 64<<10)
	answers := make(chan answer, 1) // the last read may end after nobody waits any more
	var left []byte
	var failed error
	return readFunc(func(p []byte) (int, error) {
		if len(left) == 0 && failed == nil {
			go func() {
				n, err := in.Read(buf)
				answers <- answer{n, err}
			}()
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case a := <-answers:
				left, failed = buf[:a.n], a.err
			}
		}
		n := copy(p, left)
		left = left[n:]
		if n == 0 {
			return 0, failed
		}
		return n, nil
	})
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
