package xlsxfile

import (
	"archive/zip"
	"errors"
	"io"
	"slices"
)

// change is new content of a part, compressed, or its removal.
type change struct {
	drop   bool
	chunks []io.Reader
	sum    uint32
	size   int64
	packed int64
	held   []*scratch
}

func (c *change) close() error {
	var err error
	for _, s := range c.held {
		err = errors.Join(err, s.close())
	}
	return err
}

// write writes the part in the place of f, with its name and time.
func (c *change) write(z *zip.Writer, f *zip.File) error {
	h := zip.FileHeader{
		Name: f.Name, Comment: f.Comment, NonUTF8: f.NonUTF8, Method: zip.Deflate, Flags: f.Flags & 0x800,
		CreatorVersion: f.CreatorVersion, ReaderVersion: max(f.ReaderVersion, 20), ExternalAttrs: f.ExternalAttrs,
		ModifiedTime: f.ModifiedTime, ModifiedDate: f.ModifiedDate,
		CRC32: c.sum, CompressedSize64: uint64(c.packed), UncompressedSize64: uint64(c.size),
	}
	if h.CompressedSize64 >= 1<<32-1 || h.UncompressedSize64 >= 1<<32-1 {
		h.Flags |= 8 // The sizes follow in 64 bits; the local header has no room for them.
		h.ReaderVersion = max(h.ReaderVersion, 45)
	}
	out, err := z.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, io.MultiReader(slices.Clone(c.chunks)...))
	return err
}
