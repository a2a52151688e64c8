package tablefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// mark is the byte order mark in UTF-8.
const mark = "\uFEFF"

// detect looks at the beginning of the file and sets what the passes need.
func (f *File) detect(ctx context.Context) error {
	name := f.title()
	sample := make([]byte, min(int64(f.opt.SampleBytes), f.source.size))
	n, err := f.source.file.ReadAt(sample, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return refuseOpen(name, err)
	}
	sample = sample[:n]
	d := &f.detected
	d.Compression = f.source.compression
	d.SampleBytes, d.Whole = int64(n), int64(n) == f.source.size
	if err := refuse(name, sample, f.source.file, f.source.size); err != nil {
		return err
	}
	if err := f.detectEncoding(ctx, sample); err != nil {
		return err
	}
	text := sample
	if f.encoding.Wide() {
		if text, err = io.ReadAll(f.encoding.NewReader(bytes.NewReader(sample))); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	if err := refuseText(name, text); err != nil {
		return err
	}
	body := text
	if !f.encoding.UTF8() {
		body = body[f.mark:]
	}
	for f.encoding.UTF8() && bytes.HasPrefix(body, []byte(mark)) {
		body = body[len(mark):]
	}
	d.Dialect = dialect.Detect(body, dialect.Options{Delimiter: f.opt.Delimiter, HeaderRow: f.opt.HeaderRow, Whole: d.Whole})
	return f.readHeader(ctx)
}

// detectEncoding sets the encoding: as told, else by the sample, else, where the sample is plain ASCII, by the first
// bytes after it that are not.
func (f *File) detectEncoding(ctx context.Context, sample []byte) error {
	g := charset.Detect(sample)
	switch {
	case f.opt.Encoding != "":
		e, err := charset.Lookup(f.opt.Encoding)
		if err != nil {
			return err
		}
		g = told(e, f.opt.Encoding, g)
	case g.ASCII && g.BOM == 0 && !f.detected.Whole:
		later, err := f.firstHighBlock(ctx, int64(len(sample)))
		if err != nil {
			return err
		}
		if l := charset.Detect(later); len(later) > 0 && l.BOM == 0 && !wide(l.Name) {
			g = l
		}
	}
	e, err := charset.Lookup(g.Name)
	if err != nil {
		return err
	}
	f.encoding, f.mark = e, g.BOM
	d := &f.detected
	d.Encoding, d.EncodingScore, d.EncodingWhy = e.Name(), g.Score, g.Why
	d.EncodingMixed, d.ASCII, d.OtherEncoding = g.Mixed, g.ASCII, g.Other
	d.BOM = g.BOM > 0
	return nil
}

// told gives the guess for an encoding that the user named. What the guess knows beyond the name stays: a byte order
// mark, and the byte order where the name leaves it open.
func told(e *charset.Encoding, name string, g charset.Guess) charset.Guess {
	open := !strings.HasSuffix(strings.ToLower(name), "le") && !strings.HasSuffix(strings.ToLower(name), "be")
	if e.Wide() && open && wide(g.Name) && g.Name[:6] == e.Name()[:6] {
		return g
	}
	if g.Name != e.Name() {
		g.Name, g.Mixed, g.Other = e.Name(), false, nil
	}
	g.Score, g.Why = 1, "as told"
	return g
}

func wide(name string) bool {
	return strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32")
}

// firstHighBlock looks for the first bytes above 0x7F after the sample and gives the block from them on, so that a
// table whose first accent comes late is read in the right encoding.
func (f *File) firstHighBlock(ctx context.Context, from int64) ([]byte, error) {
	buf := make([]byte, 1<<20)
	for at := from; at < f.source.size; at += int64(len(buf)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := f.source.file.ReadAt(buf, at)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read %s: %w", f.name, err)
		}
		for i, c := range buf[:n] {
			if c >= 0x80 {
				// A word is weighed as a whole.
				start := max(0, i-64)
				m, err := f.source.file.ReadAt(buf, at+int64(start))
				if err != nil && !errors.Is(err, io.EOF) {
					return nil, fmt.Errorf("read %s: %w", f.name, err)
				}
				return buf[:m], nil
			}
		}
	}
	return nil, nil
}

// readHeader takes the header from a pass over the first records.
func (f *File) readHeader(ctx context.Context) error {
	d := &f.detected.Dialect
	if d.HeaderRow == 0 {
		f.header = make([]string, max(d.Width, 1))
		return nil
	}
	r, err := f.Reader(ctx)
	if err != nil {
		return err
	}
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			return &RefusedError{Name: f.title(), What: fmt.Sprintf("has no line %d", d.HeaderRow), Hint: "name another header row"}
		}
		if err != nil {
			return err
		}
		for i := range b.Records {
			rec := &b.Records[i]
			if rec.Line == d.HeaderRow && rec.Kind == record.Bad && rec.Fault == record.FaultOversize {
				what := fmt.Sprintf("has a line %d of more than %d MiB", d.HeaderRow, csvfile.MaxRecord>>20)
				return &RefusedError{Name: f.title(), What: what, Hint: "it is no table of contacts, or lost its line ends: export again"}
			}
			if rec.Kind != record.Preamble || rec.Line != d.HeaderRow {
				continue
			}
			for col := range int(rec.N) {
				f.header = append(f.header, strings.TrimSpace(b.String(i, col)))
			}
			f.consumed.Store(0)
			return nil
		}
	}
}
