package run

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/summary"
)

// bufferSize is what a file holds in memory before it writes, in bytes.
const bufferSize = 64 << 10

// File is a file of the run folder that is being written. It is an io.Writer with a buffer; its SHA-256 and its length
// are taken on the way.
type File struct {
	folder *Folder
	rel    string
	file   *os.File // nil until the first write, and again when sealed
	buf    []byte
	hash   hash.Hash
	out    summary.Output
	made   bool
	sealed bool
	err    error
}

// Write adds bytes to the file. The first byte makes the file.
func (f *File) Write(p []byte) (int, error) {
	if err := f.ready(); err != nil {
		return 0, err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if err := f.open(); err != nil {
		return 0, err
	}
	if len(f.buf)+len(p) > bufferSize {
		if err := f.flush(); err != nil {
			return 0, err
		}
	}
	if len(p) >= bufferSize {
		if err := f.put(p); err != nil {
			return 0, err
		}
		return len(p), nil
	}
	f.buf = append(f.buf, p...)
	return len(p), nil
}

// WriteString is Write for a string.
func (f *File) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// AddRows counts n data rows, for Files.
func (f *File) AddRows(n int) { f.out.Rows += int64(n) }

// Size gives the bytes written so far.
func (f *File) Size() int64 { return f.out.Bytes + int64(len(f.buf)) }

// Close ends the file, which goes to the disk while others are written: Publish waits for that, and closes what is open.
// Closing twice does nothing.
func (f *File) Close() error {
	if f.sealed || f.err != nil {
		return f.err
	}
	f.sealed = true
	if !f.made {
		return nil
	}
	if err := f.flush(); err != nil {
		return err
	}
	f.folder.settle(f.rel, f.file)
	f.file, f.buf = nil, nil
	f.out.Path = f.rel
	f.out.SHA256 = hex.EncodeToString(f.hash.Sum(nil))
	return nil
}

// Drop removes the file, as if nobody had written to it. Its name is free again.
func (f *File) Drop() error {
	f.folder.settling.Wait() // some systems remove no file that is open
	f.folder.mu.Lock()
	defer f.folder.mu.Unlock()
	f.abandon()
	f.sealed = true
	delete(f.folder.files, f.rel)
	if !f.made {
		return nil
	}
	f.made = false
	name := filepath.Join(f.folder.stage, contentName, filepath.FromSlash(f.rel))
	if err := os.Remove(name); err != nil {
		return f.folder.keep(fmt.Errorf("remove %q: %w", f.rel, cause(err)))
	}
	_ = os.Remove(filepath.Dir(name)) // where nothing else is in it
	return nil
}

func (f *File) ready() error {
	if f.err != nil {
		return f.err
	}
	if f.sealed {
		// What comes too late would be missing in a folder that claims to be whole.
		f.err = f.folder.fail(fmt.Errorf("write %q: %w", f.rel, os.ErrClosed))
		return f.err
	}
	return nil
}

func (f *File) open() error {
	if f.made {
		return nil
	}
	f.folder.mu.Lock()
	err := f.folder.usable()
	var name string
	if err == nil {
		name, err = f.folder.place(f.rel)
	}
	f.folder.mu.Unlock()
	if err != nil {
		f.err = err
		return err
	}
	f.file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f.fail(err)
	}
	f.made = true
	f.hash = sha256.New()
	f.buf = make([]byte, 0, bufferSize)
	return nil
}

func (f *File) flush() error {
	err := f.put(f.buf)
	f.buf = f.buf[:0]
	return err
}

// put writes past the buffer.
func (f *File) put(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	if f.err = f.folder.Err(); f.err != nil {
		f.abandon()
		return f.err
	}
	n, err := f.file.Write(p)
	f.hash.Write(p[:n])
	f.out.Bytes += int64(n)
	if err != nil {
		return f.fail(err)
	}
	return nil
}

// fail keeps an error for this file and for the folder.
func (f *File) fail(err error) error {
	f.err = fmt.Errorf("write %q: %w", f.rel, cause(err))
	f.abandon()
	return f.folder.fail(f.err)
}

// abandon closes the file without caring for its content.
func (f *File) abandon() {
	if f.file != nil {
		_ = f.file.Close()
		f.file = nil
	}
	if f.err == nil && !f.sealed {
		f.err = ErrClosed
	}
	f.buf = nil
}
