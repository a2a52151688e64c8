package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/callready/callready/io/tablefile"
)

// sheet gives what chooses the sheet of a workbook; nil for the first with rows.
func (o *Options) sheet() func([]tablefile.Sheet) int {
	if o.Kind == Contacts {
		return o.Choose
	}
	m, err := listings()
	if err != nil || m[o.Kind] == nil {
		return nil
	}
	return func(sheets []tablefile.Sheet) int {
		at, best := 0, -1
		for i := range sheets {
			f := match(m[o.Kind], sheets[i].Header, sheets[i].Sample)
			score := f.score
			if len(f.missing) == 0 && useful(o.Kind, f.columns) {
				score += 100
			}
			if sheets[i].Header != nil && !sheets[i].Hidden && score > best {
				at, best = i, score
			}
		}
		return at
	}
}

// Open opens a file and looks at its first rows. A file that is nothing of the kind is a [*tablefile.RefusedError], or an
// error that says in which line JSON goes wrong.
func Open(ctx context.Context, name string, opt Options) (*File, error) {
	if name == "-" {
		copied, err := spool(opt)
		if err != nil {
			return nil, err
		}
		f, err := open(ctx, copied, opt)
		if err == nil {
			f.Name = StdinName
		}
		return f, err
	}
	return open(ctx, name, opt)
}

// StdinName is what standard input is called.
const StdinName = "standard input"

func open(ctx context.Context, name string, opt Options) (*File, error) {
	head, size, err := beginning(name)
	if err != nil {
		return nil, err
	}
	if looksLikeJSON(head) {
		f := &File{Name: name, Form: JSON, path: name}
		return f, f.scan(ctx)
	}
	if opt.Paste && size <= pastedMost {
		if f, ok := paste(name); ok {
			return f, nil
		}
	}
	t, err := tablefile.Open(ctx, name, nil, tablefile.Options{SpoolDir: opt.SpoolDir, Password: opt.Password, Choose: opt.sheet()})
	if err != nil {
		return nil, err
	}
	f := &File{Name: name, Form: Table, table: t, header: t.Header()}
	if d := t.Detected().Dialect; opt.Paste && d.HeaderRow > 0 && bareHeader(f.header) {
		// The first line is data: a list without column names.
		again, err := tablefile.Open(ctx, name, nil, tablefile.Options{SpoolDir: opt.SpoolDir, Password: opt.Password, HeaderRow: -1})
		if err == nil {
			_ = t.Close()
			f.table, f.header = again, again.Header()
		}
	}
	if err := f.take(ctx); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// beginning gives the first bytes of a file, and its size.
func beginning(name string) ([]byte, int64, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, 0, refuse(name, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, 0, fmt.Errorf("look at %s: %w", name, err)
	}
	if info.IsDir() {
		return nil, 0, &tablefile.RefusedError{Name: name, What: "is a directory", Hint: "name the file inside it"}
	}
	head := make([]byte, 4096)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, 0, refuse(name, err)
	}
	return head[:n], info.Size(), nil
}

func refuse(name string, err error) error {
	what := "cannot be read"
	if errors.Is(err, os.ErrNotExist) {
		what = "does not exist"
	} else if errors.Is(err, os.ErrPermission) {
		what = "may not be read by this user"
	}
	return &tablefile.RefusedError{Name: name, What: what, Err: err}
}

// spool copies standard input into a file.
func spool(opt Options) (name string, err error) {
	if opt.Stdin == nil {
		return "", &tablefile.RefusedError{Name: StdinName, What: "is closed"}
	}
	file, err := os.CreateTemp(opt.SpoolDir, "stdin-*")
	if err != nil {
		return "", fmt.Errorf("temporary file: %w", err)
	}
	_, err = io.Copy(file, opt.Stdin)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	return file.Name(), nil
}

// looksLikeJSON tells whether a file starts as JSON does.
func looksLikeJSON(head []byte) bool {
	t := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	if len(t) == 0 {
		return false
	}
	next := bytes.TrimLeft(t[1:], " \t\r\n")
	switch t[0] {
	case '{':
		return len(next) > 0 && (next[0] == '"' || next[0] == '}')
	case '[':
		return len(next) > 0 && (next[0] == '{' || next[0] == '[' || next[0] == ']')
	}
	return false
}

// bareHeader tells whether what stands as a header is data: an e-mail address or a phone number.
func bareHeader(header []string) bool {
	for _, h := range header {
		if strings.Contains(h, "@") && strings.Contains(h, ".") || isNumber(h) {
			return true
		}
	}
	return false
}

// lines reads a small text file.
func lines(name string) ([]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, refuse(name, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	var list []string
	s := bufio.NewScanner(io.LimitReader(file, pastedMost))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		list = append(list, strings.TrimPrefix(s.Text(), "\uFEFF"))
	}
	return list, s.Err()
}
