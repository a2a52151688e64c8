package tablefile

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"
)

const (
	gzipMagic = "\x1F\x8B\x08"
	zstdMagic = "\x28\xB5\x2F\xFD"
	// skipMagic begins, after one byte of 0x50 to 0x5F, a frame without content, with which parallel compressors start.
	skipMagic = "\x2A\x4D\x18"

	packedHead = 4 // bytes that tell a compressed file
	// maxWindow bounds what decompressing holds in memory: what the zstd program takes too unless told otherwise.
	maxWindow = 128 << 20
)

// packing is one way to compress a file.
type packing struct {
	name string
	open func(io.Reader) (io.ReadCloser, error)
}

// packingOf tells from the beginning of a file how it is compressed, nil where it is not in a way that is read.
func packingOf(head []byte) *packing {
	s := string(head)
	switch {
	case strings.HasPrefix(s, gzipMagic):
		return &packing{name: "gzip", open: func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }}
	case strings.HasPrefix(s, zstdMagic), len(s) >= packedHead && s[0]&0xF0 == 0x50 && s[1:packedHead] == skipMagic:
		return &packing{name: "zstd", open: openZstd}
	}
	return nil
}

func openZstd(r io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

// refuse explains an error of decompressing.
func (p *packing) refuse(name string, err error) error {
	if errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		what := fmt.Sprintf("is a zstd file that takes more than %d MiB of memory to decompress", maxWindow>>20)
		return &RefusedError{Name: name, What: what, Hint: "decompress it first", Err: err}
	}
	return &RefusedError{Name: name, What: "is a " + p.name + " file that is damaged or cut off", Hint: "fetch it again", Err: err}
}

// isPacked looks at the beginning of a file.
func isPacked(file *os.File) (bool, error) {
	var head [packedHead]byte
	n, err := file.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return packingOf(head[:n]) != nil, nil
}
