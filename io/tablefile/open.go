package tablefile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/xlsxfile"
)

// Open opens the table in the named file, or on stdin where the name is "-": a *[File] or a *[Workbook]. A file that is
// no table is a *[RefusedError].
func Open(ctx context.Context, name string, stdin io.Reader, opt Options) (Table, error) {
	opt = opt.withDefaults()
	if c := opt.Delimiter; c == '"' || c == '\n' || c == '\r' || c >= 0x80 {
		return nil, fmt.Errorf("%q cannot be a delimiter", c)
	}
	if opt.Encoding != "" {
		if _, err := charset.Lookup(opt.Encoding); err != nil {
			return nil, err
		}
	}
	src, err := openSource(ctx, name, stdin, opt)
	if err != nil {
		return nil, err
	}
	is, err := isWorkbook(src)
	if err != nil {
		return nil, errors.Join(refuseOpen(name, err), src.close())
	}
	if is {
		w, err := openWorkbook(ctx, name, src, opt)
		if err == nil {
			return w, nil
		}
		if !errors.Is(err, xlsxfile.ErrNotWorkbook) {
			return nil, errors.Join(err, src.close())
		}
	}
	f := &File{name: name, opt: opt, source: src}
	if err := f.detect(ctx); err != nil {
		return nil, errors.Join(err, src.close())
	}
	return f, nil
}

// source is the bytes of a table as a file that can be read from anywhere.
type source struct {
	file        *os.File
	size        int64 // of file
	path        string
	info        fs.FileInfo            // of the file that was named, nil for standard input
	spool       string                 // path of the copy that close removes
	sum         atomic.Pointer[string] // hash of the input, once somebody has read all of it
	compression string
}

func openSource(ctx context.Context, name string, stdin io.Reader, opt Options) (*source, error) {
	if name == "-" {
		if stdin == nil {
			return nil, &RefusedError{Name: "standard input", What: "is closed"}
		}
		return spoolInput(ctx, "standard input", stdin, opt)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, refuseOpen(name, err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("look at %s: %w", name, err), file.Close())
	}
	switch {
	case info.IsDir():
		refused := &RefusedError{Name: name, What: "is a directory", Hint: "name the export file inside it"}
		return nil, errors.Join(refused, file.Close())
	case !info.Mode().IsRegular():
		// A pipe or a device can be read only once.
		src, err := spoolInput(ctx, name, file, opt)
		return src, errors.Join(err, file.Close())
	}
	packed, err := isPacked(file)
	if err != nil {
		return nil, errors.Join(refuseOpen(name, err), file.Close())
	}
	if packed {
		src, err := spoolInput(ctx, name, file, opt)
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
		src.path, src.info = name, info
		return src, nil
	}
	return &source{file: file, size: info.Size(), path: name, info: info}, nil
}

func refuseOpen(name string, err error) error {
	what := "cannot be read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what = "does not exist"
	case errors.Is(err, fs.ErrPermission):
		what = "may not be read by this user"
	}
	var path *fs.PathError
	hint := ""
	if errors.As(err, &path) && what == "cannot be read" {
		hint = path.Err.Error()
	}
	return &RefusedError{Name: name, What: what, Hint: hint, Err: err}
}

func (s *source) close() error {
	err := s.file.Close()
	if s.spool != "" {
		if rmErr := os.Remove(s.spool); rmErr != nil && !errors.Is(rmErr, fs.ErrNotExist) {
			err = errors.Join(err, rmErr)
		}
	}
	return err
}

// changed compares the named file with what it was when it was opened.
func (s *source) changed() error {
	if s.info == nil {
		return nil
	}
	now, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s has gone since it was opened", s.path)
	case err != nil:
		return fmt.Errorf("look at %s again: %w", s.path, err)
	case !os.SameFile(s.info, now):
		return fmt.Errorf("%s has been replaced by another file since it was opened", s.path)
	case now.Size() != s.info.Size():
		return fmt.Errorf("%s has changed since it was opened: it had %d bytes and has %d", s.path, s.info.Size(), now.Size())
	case !now.ModTime().Equal(s.info.ModTime()):
		return fmt.Errorf("%s has been written to since it was opened", s.path)
	}
	return nil
}
