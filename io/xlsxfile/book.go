package xlsxfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
)

// Book is an opened workbook. Its methods are safe for concurrent use.
type Book struct {
	pack      *pack
	opt       Options
	copied    *os.File // decrypted
	encrypted bool
	name      string // of the workbook part
	links     linkSet
	sheets    []Sheet
	others    []string // parts of other sheets that hold cells
	date04    bool
	style     *styles
	strings   stringsOnce
	held      sync.Map // *scratch that Close gives up
}

type stringsOnce struct {
	mu     sync.Mutex
	loaded *arena
}

// State says whether a sheet is shown.
type State uint8

// The states of a sheet. A very hidden one cannot be shown from a spreadsheet's menu.
const (
	Visible State = iota
	Hidden
	VeryHidden
)

// Sheet describes one sheet of a workbook. Sheets that hold no cells, such as charts, are left out.
type Sheet struct {
	Name   string
	State  State
	Active bool // the one in front when the workbook was saved
	Filter bool // it has an automatic filter, by the names the workbook defines
	Tables int  // how many parts of it are declared as tables
	Rows   int  // last row by what the sheet says of itself, which may be wrong; 0 if it says nothing
	Cols   int  // last column likewise

	part  string
	index int // among all sheets, as defined names count
	links linkSet
}

// Open reads what a workbook says of itself; sheets are read later. r is kept until Close.
func Open(r io.ReaderAt, size int64, opt Options) (*Book, error) {
	opt = opt.withDefaults()
	var magic [8]byte
	if n, err := r.ReadAt(magic[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the workbook: %w", err)
	} else if n < 4 {
		return nil, ErrNotWorkbook
	}
	b := &Book{opt: opt}
	if string(magic[:]) == oleMagic {
		f, n, err := openOLE(r, size, opt)
		if err != nil {
			return nil, err
		}
		b.copied, b.encrypted, r, size = f, true, f, n
	} else if string(magic[:2]) != "PK" {
		return nil, ErrNotWorkbook
	}
	err := b.read(context.Background(), r, size)
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// Close gives up a decrypted copy and the texts that passes have kept. Passes must be over.
func (b *Book) Close() error {
	var err error
	b.held.Range(func(s, _ any) bool {
		err = errors.Join(err, s.(*scratch).close()) //nolint:forcetypeassert // Nothing else is stored.
		b.held.Delete(s)
		return true
	})
	if b.copied == nil {
		return err
	}
	f := b.copied
	b.copied = nil
	return errors.Join(err, discard(f))
}

// Encrypted says that the workbook was protected by a password. What is written from it is not.
func (b *Book) Encrypted() bool { return b.encrypted }

// Sheets gives the sheets that hold cells, in the workbook's order.
func (b *Book) Sheets() []Sheet { return b.sheets }

func (b *Book) read(ctx context.Context, r io.ReaderAt, size int64) (err error) {
	if b.pack, err = openPack(r, size, b.opt); err != nil {
		return err
	}
	if b.name, err = b.pack.mainPart(ctx); err != nil {
		return err
	}
	if b.links, err = b.pack.links(ctx, b.name); err != nil {
		return err
	}
	s, err := b.pack.small(ctx, b.name)
	if err != nil {
		return err
	}
	if err := b.readWorkbook(ctx, s); err != nil {
		return err
	}
	if len(b.sheets) == 0 {
		return fmt.Errorf("%w: it has no sheet with cells", ErrDamaged)
	}
	b.style = &styles{}
	if l, ok := b.links.first("styles"); ok && b.pack.parts[key(l.target)] != nil {
		if b.style, err = readStyles(ctx, b.pack, l.target); err != nil {
			return err
		}
	}
	b.style.date04 = b.date04
	return nil
}

func (b *Book) readWorkbook(ctx context.Context, s []byte) error {
	active, index, links := 0, 0, b.links.byID()
	err := walk(s, func(local []byte, t tag, depth int) (int, error) {
		switch {
		case depth == 1 && string(local) != "workbook":
			return 0, fmt.Errorf("%w: its main part is of another kind", ErrNotWorkbook)
		case depth == 2 && string(local) == "workbookPr":
			b.date04 = yes(attr(s, t, "date1904"))
		case depth == 3 && string(local) == "workbookView":
			active, _ = strconv.Atoi(string(attr(s, t, "activeTab")))
		case depth == 3 && string(local) == "sheet":
			if err := b.addSheet(ctx, s, t, links, index); err != nil {
				return 0, err
			}
			index++
		case depth == 3 && string(local) == "definedName":
			if strings.EqualFold(attrText(s, t, "name"), filterName) {
				b.markFilter(string(attr(s, t, "localSheetId")))
			}
		}
		return 0, nil
	})
	for i := range b.sheets {
		b.sheets[i].Active = b.sheets[i].index == active
	}
	if errors.Is(err, errShort) {
		return damaged("its part %s breaks off", b.name)
	}
	return err
}

const filterName = "_xlnm._FilterDatabase"

func (b *Book) markFilter(index string) {
	for i := range b.sheets {
		if strconv.Itoa(b.sheets[i].index) == index {
			b.sheets[i].Filter = true
		}
	}
}

func (b *Book) addSheet(ctx context.Context, s []byte, t tag, links map[string]link, index int) error {
	l, ok := links[prefixedAttr(s, t, "id")]
	if !ok || l.external || b.pack.parts[key(l.target)] == nil {
		return damaged("the sheet %q is missing", attrText(s, t, "name"))
	}
	if strings.HasSuffix(strings.ToLower(l.kind), "macrosheet") {
		b.others = append(b.others, l.target)
	}
	if !l.is("worksheet") {
		return nil
	}
	sh := Sheet{Name: attrText(s, t, "name"), part: l.target, index: index}
	switch string(attr(s, t, "state")) {
	case "hidden":
		sh.State = Hidden
	case "veryHidden":
		sh.State = VeryHidden
	}
	for i := range b.sheets {
		if key(b.sheets[i].part) == key(sh.part) {
			return damaged("the sheets %q and %q are the same part", b.sheets[i].Name, sh.Name)
		}
	}
	var err error
	if sh.links, err = b.pack.links(ctx, sh.part); err != nil {
		return err
	}
	for _, l := range sh.links {
		if l.is("table") {
			sh.Tables++
		}
	}
	if ref, err := b.dimension(ctx, sh.part); err == nil { // A sheet that cannot be read fails when it is wanted.
		sh.Rows, sh.Cols = ref.bottom, ref.right
	}
	b.sheets = append(b.sheets, sh)
	return nil
}

// maxPeek bounds what is read of a sheet to find its dimension, which is near the start.
const maxPeek = 64 << 10

func (b *Book) dimension(ctx context.Context, part string) (rect, error) {
	r, err := b.pack.open(ctx, part)
	if err != nil {
		return rect{}, err
	}
	head, err := io.ReadAll(io.LimitReader(r, maxPeek))
	if err = errors.Join(err, r.Close()); err != nil {
		return rect{}, err
	}
	var found rect
	_ = walk(head, func(local []byte, t tag, _ int) (int, error) { // It may break off anywhere.
		if string(local) == "dimension" {
			found, _ = parseRect(attr(head, t, "ref"))
		}
		return 0, nil
	})
	return found, nil
}

func yes(v []byte) bool { return string(v) == "1" || string(v) == "true" || string(v) == "on" }
