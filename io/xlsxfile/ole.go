package xlsxfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"
)

const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// maxSpin is the number of hash rounds that the format allows an encrypted workbook to ask for.
const maxSpin = 10_000_000

// openOLE looks into a compound file: what old workbooks and protected new ones are stored in. It gives the decrypted
// workbook as a private file.
func openOLE(r io.ReaderAt, size int64, opt Options) (f *os.File, plain int64, err error) {
	// The libraries trust what the file says of itself.
	defer func() {
		if p := recover(); p != nil {
			f, plain, err = nil, 0, damaged("its compound file makes no sense: %v", p)
		}
	}()
	kind, spin, err := surveyOLE(r, size)
	switch {
	case err != nil:
		return nil, 0, err
	case kind != nil:
		return nil, 0, kind
	case opt.Password == "":
		return nil, 0, ErrEncrypted
	case spin > maxSpin:
		return nil, 0, tooBig("its password is to be hashed %d times", spin)
	case size > opt.MaxEncrypted:
		return nil, 0, tooBig("it is protected and has more than %d bytes: remove the password first", opt.MaxEncrypted)
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), raw); err != nil {
		return nil, 0, fmt.Errorf("read the workbook: %w", err)
	}
	zip, err := excelize.Decrypt(raw, &excelize.Options{Password: opt.Password})
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(zip) < 4 || string(zip[:4]) != "PK\x03\x04" {
		return nil, 0, ErrPassword
	}
	return private(zip, opt.TempDir)
}

var spinCount = regexp.MustCompile(`spinCount\s*=\s*["'](\d+)["']`)

// surveyOLE says what a compound file is, nil for a protected workbook, and how often its password is hashed.
func surveyOLE(r io.ReaderAt, size int64) (kind error, spin int, err error) {
	head := make([]byte, 512)
	if _, err := r.ReadAt(head, 0); err != nil {
		return nil, 0, damaged("its compound file is cut off")
	}
	for _, at := range []int{40, 44, 64, 72} { // the counts of sectors by which the library sizes its tables
		if int64(binary.LittleEndian.Uint32(head[at:])) > size/64+1 {
			return nil, 0, damaged("its compound file claims more sectors than it has")
		}
	}
	doc, err := mscfb.New(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	kind = fmt.Errorf("%w: a compound file without one", ErrNotWorkbook)
	var info, packed bool
	for range 1 << 16 {
		e, err := doc.Next()
		if err != nil {
			break // io.EOF, or an entry without a name
		}
		switch e.Name {
		case "Workbook", "Book":
			return ErrLegacy, 0, nil
		case "WordDocument":
			kind = fmt.Errorf("%w: a Word document", ErrNotWorkbook)
		case "EncryptionInfo", "EncryptedPackage":
			if e.Size < 8 || e.Size > size {
				return nil, 0, damaged("its encrypted content claims %d bytes", e.Size)
			}
			packed = packed || e.Name == "EncryptedPackage"
			if e.Name == "EncryptionInfo" {
				info = true
				text, _ := io.ReadAll(io.LimitReader(e, 64<<10)) // What cannot be read here fails later.
				if m := spinCount.FindSubmatch(text); m != nil {
					if spin, err = strconv.Atoi(string(m[1])); err != nil {
						spin = maxSpin + 1
					}
				}
			}
		}
	}
	if info && packed {
		kind = nil
	}
	return kind, spin, nil
}

// private stores content in a temporary file that only its owner may read and that is gone with the program.
func private(content []byte, dir string) (*os.File, int64, error) {
	f, err := os.CreateTemp(dir, ".callready-xlsx-*")
	if err != nil {
		return nil, 0, fmt.Errorf("make a decrypted copy: %w", err)
	}
	_ = os.Remove(f.Name()) // Where an open file cannot be removed, Close does it.
	if _, err := f.Write(content); err != nil {
		return nil, 0, errors.Join(fmt.Errorf("make a decrypted copy: %w", err), discard(f))
	}
	return f, int64(len(content)), nil
}

// discard closes a temporary file and makes sure that it is gone.
func discard(f *os.File) error {
	err := f.Close()
	if rm := os.Remove(f.Name()); rm != nil && !errors.Is(rm, os.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return err
}
