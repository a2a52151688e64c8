package xlsxfile

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// pack is the zip archive of a workbook: its parts by name.
type pack struct {
	zip   *zip.Reader
	parts map[string]*zip.File // by [key]
	twice map[string]bool      // keys of parts that stand in the archive more than once
	opt   Options
}

// maxDirectory bounds the bytes of an archive's directory.
const maxDirectory = 16 << 20

func openPack(r io.ReaderAt, size int64, opt Options) (*pack, error) {
	in := &budgetReader{r: r, left: maxDirectory}
	z, err := zip.NewReader(in, size)
	switch {
	case in.left < 0:
		return nil, tooBig("the directory of its archive takes more than %d bytes", maxDirectory)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, fmt.Errorf("%w: its archive is broken or cut off: %w", ErrDamaged, err)
	}
	in.done = true
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	p := &pack{zip: z, parts: make(map[string]*zip.File, len(z.File)), twice: map[string]bool{}, opt: opt}
	room := uint64(max(size, 0))
	for _, f := range z.File {
		if f.CompressedSize64 > room {
			return nil, damaged("the parts of its archive claim more bytes than it has")
		}
		room -= f.CompressedSize64
		k := key(f.Name)
		if p.parts[k] != nil {
			p.twice[k] = true
			continue
		}
		p.parts[k] = f
	}
	return p, nil
}

// key is the name by which a part is found: case means nothing, and some programs write back slashes.
func key(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// resolve gives the name of the part that a relationship of the part base points to.
func (p *pack) resolve(base, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir("/"+base), target)
	}
	target = strings.TrimPrefix(path.Clean(target), "/")
	if p.parts[key(target)] == nil {
		if plain, err := url.PathUnescape(target); err == nil {
			return plain
		}
	}
	return target
}

func (p *pack) find(name string) (*zip.File, error) {
	k := key(name)
	f := p.parts[k]
	switch {
	case f == nil:
		return nil, damaged("its part %s is missing", name)
	case p.twice[k]:
		return nil, damaged("its part %s is there twice", name)
	case f.Flags&1 != 0:
		return nil, fmt.Errorf("%w: its part %s is encrypted", ErrNotWorkbook, name)
	}
	return f, nil
}

// open starts to read a part as UTF-8.
func (p *pack) open(ctx context.Context, name string) (*partReader, error) {
	f, err := p.find(name)
	if err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %w", ErrDamaged, name, err)
	}
	pr := &partReader{ctx: ctx, name: f.Name, in: r, packed: int64(f.CompressedSize64), opt: &p.opt}
	if err := pr.decode(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return pr, nil
}

// small reads a whole part of limited size.
func (p *pack) small(ctx context.Context, name string) ([]byte, error) {
	r, err := p.open(ctx, name)
	if err != nil {
		return nil, err
	}
	s, err := io.ReadAll(io.LimitReader(r, int64(p.opt.MaxPart)+1))
	if err == nil && len(s) > p.opt.MaxPart {
		err = tooBig("its part %s has more than %d bytes", name, p.opt.MaxPart)
	}
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return s, r.Close()
}

// budgetReader bounds what is read until done is set.
type budgetReader struct {
	r    io.ReaderAt
	left int64
	done bool
}

func (b *budgetReader) ReadAt(p []byte, off int64) (int, error) {
	if !b.done {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, ErrLimit
		}
	}
	return b.r.ReadAt(p, off)
}
