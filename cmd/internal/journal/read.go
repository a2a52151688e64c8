package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Read streams a journal, one event at a time. It ends after the first error, which names the line; a last line
// without a line feed is read if it is complete. Blank lines are passed over and unknown fields ignored, so that a
// journal of a later version can be read.
func Read(r io.Reader) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		var long []byte // a line that did not fit into the reader's buffer
		for line := 1; ; line++ {
			raw, err := readLine(br, &long)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Event{}, fmt.Errorf("read journal line %d: %w", line, err))
				return
			}
			if len(bytes.TrimSpace(raw)) > 0 {
				e, bad := parse(raw)
				if bad != nil {
					yield(Event{}, fmt.Errorf("journal line %d is damaged: %w", line, bad))
					return
				}
				if e.Act == "" {
					yield(Event{}, fmt.Errorf("journal line %d has no act", line))
					return
				}
				if !yield(e, nil) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// readLine gives the next line with its line feed, valid until the next call, and io.EOF with the last one.
func readLine(br *bufio.Reader, long *[]byte) ([]byte, error) {
	part, err := br.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return part, err
	}
	*long = (*long)[:0]
	for errors.Is(err, bufio.ErrBufferFull) {
		*long = append(*long, part...)
		part, err = br.ReadSlice('\n')
	}
	*long = append(*long, part...)
	return *long, err
}
