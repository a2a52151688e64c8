package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// harmless is what a part may inflate to whatever its compressed size.
const harmless = 64 << 20

// partReader reads an inflated part within the limits, in UTF-8.
type partReader struct {
	ctx    context.Context //nolint:containedctx // A reader has no other way to be stopped.
	name   string
	in     io.ReadCloser
	text   io.Reader // of a part in UTF-16
	peeked []byte
	packed int64
	read   int64
	opt    *Options
	wide   bool // stored in UTF-16
}

// Read implements io.Reader. At the end of the part its checksum has been found right.
func (p *partReader) Read(b []byte) (int, error) {
	if p.text != nil {
		return p.text.Read(b)
	}
	return p.stored(b)
}

func (p *partReader) stored(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	if len(p.peeked) > 0 {
		n := copy(b, p.peeked)
		p.peeked = p.peeked[n:]
		return n, nil
	}
	n, err := p.in.Read(b)
	p.read += int64(n)
	switch {
	case p.read > p.opt.MaxInflated:
		return 0, tooBig("its part %s inflates to more than %d bytes", p.name, p.opt.MaxInflated)
	case p.read > harmless && p.read/max(p.packed, 1) > p.opt.MaxInflation:
		return 0, tooBig("its part %s inflates to more than %d times its size", p.name, p.opt.MaxInflation)
	case err != nil && !errors.Is(err, io.EOF):
		return n, fmt.Errorf("%w: its part %s is broken or cut off: %w", ErrDamaged, p.name, err)
	}
	return n, err
}

// Close ends the reading.
func (p *partReader) Close() error { return p.in.Close() }

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']`)

// decode looks at the first bytes and sets up what makes UTF-8 of them. A workbook's parts are UTF-8 or UTF-16.
func (p *partReader) decode() error {
	head := make([]byte, 256)
	n, err := io.ReadFull(readFunc(p.stored), head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	head = head[:n]
	p.peeked = head
	order, bom := unicode.LittleEndian, unicode.IgnoreBOM
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		bom = unicode.ExpectBOM
	case bytes.HasPrefix(head, []byte("<\x00")):
	case bytes.HasPrefix(head, []byte("\x00<")):
		order = unicode.BigEndian
	default:
		m := declared.FindSubmatch(bytes.TrimPrefix(head, []byte(utf8Mark)))
		if m == nil || strings.EqualFold(string(m[1]), "utf-8") || strings.EqualFold(string(m[1]), "us-ascii") || strings.EqualFold(string(m[1]), "utf8") {
			return nil
		}
		return damaged("its part %s is in %.40s, and workbooks are in UTF-8 or UTF-16", p.name, m[1])
	}
	p.wide = true
	p.text = unicode.UTF16(order, bom).NewDecoder().Reader(readFunc(p.stored))
	return nil
}

const utf8Mark = "\xEF\xBB\xBF"

type readFunc func(b []byte) (int, error)

func (f readFunc) Read(b []byte) (int, error) { return f(b) }
