package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
)

// magic is what every SQLite file starts with.
const magic = "SQLite format 3\x00"

// The header of a SQLite file: its length, and where it has the number of the program that it belongs to.
const (
	headerBytes = 100
	ownerAt     = 68
)

// look looks at the file without SQLite: is it there, and one of this program? One that is damaged is set aside.
func (s *Store) look() (there bool, err error) {
	info, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.Mode().IsRegular() {
		return false, fmt.Errorf("the state %s is no file", s.path)
	}
	f, err := os.Open(s.path)
	if err != nil {
		return false, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	var head [headerBytes]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	var wrong string
	switch {
	case n == 0:
		wrong = "it is empty"
	case n < len(magic) || string(head[:len(magic)]) != magic:
		wrong = "it is no SQLite database"
	case n < headerBytes:
		wrong = "it ends in its first bytes"
	case binary.BigEndian.Uint32(head[ownerAt:]) != application:
		return false, fmt.Errorf("the state %s: %w", s.path, ErrForeign)
	default:
		return true, nil
	}
	if err := f.Close(); err != nil { // Windows renames no open file.
		return false, err
	}
	return false, s.setAside(wrong)
}

// setAside gives a damaged file another name, which the error says. Its log goes along: beside a new file it would be read as that
// one's.
func (s *Store) setAside(reason string) error {
	damaged := &DamagedError{Path: s.path, Reason: reason}
	name := s.path + ".damaged-" + s.opt.Now().UTC().Format("20060102T150405Z")
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = s.path + ".damaged-" + s.opt.Now().UTC().Format("20060102T150405Z") + "-" + strconv.Itoa(n)
	}
	if err := os.Rename(s.path, name); err != nil {
		return errors.Join(damaged, err)
	}
	damaged.SetAside = name
	if err := os.Rename(s.path+"-wal", name+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(damaged, err)
	}
	if err := os.Remove(s.path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(damaged, err)
	}
	return damaged
}
