package xlsxfile

import (
	"bytes"
	"context"
	"errors"
)

// shared gives the workbook's shared strings, read when they are first needed.
func (b *Book) shared(ctx context.Context) (*arena, error) {
	b.strings.mu.Lock()
	defer b.strings.mu.Unlock()
	if b.strings.loaded != nil {
		return b.strings.loaded, nil
	}
	a := &arena{}
	if l, ok := b.links.first("sharedStrings"); ok && b.pack.parts[key(l.target)] != nil {
		a.part = l.target
		if err := b.readStrings(ctx, a); err != nil {
			return nil, err
		}
	}
	b.strings.loaded = a
	return a, nil
}

func (b *Book) readStrings(ctx context.Context, a *arena) error {
	it, err := b.items(ctx, a.part)
	if err != nil {
		return err
	}
	defer it.close()
	var text []byte
	for {
		s, t, ok, err := it.next()
		if err != nil || !ok {
			return err
		}
		if text, err = itemText(text[:0], s, t, &it.names); err != nil {
			return err
		}
		if len(text) > b.opt.MaxText {
			return tooBig("one of its texts has more than %d bytes", b.opt.MaxText)
		}
		a.add(text)
		if a.bytes() > min(b.opt.MaxStrings, maxArena) {
			return tooBig("its shared strings have more than %d bytes", b.opt.MaxStrings)
		}
	}
}

// itemReader cuts the part of the shared strings into its items.
type itemReader struct {
	part  *partReader
	w     window
	pos   int
	names names
	fast  bool // the names have no prefix
	empty bool // <sst/>
	gap   int  // where the bytes begin that have not been handed out
}

func (b *Book) items(ctx context.Context, name string) (*itemReader, error) {
	p, err := b.pack.open(ctx, name)
	if err != nil {
		return nil, err
	}
	r := &itemReader{part: p, w: window{src: p, buf: make([]byte, 0, 2*b.opt.BlockSize), max: b.opt.MaxRow, block: b.opt.BlockSize}}
	for {
		t, err := nextTag(r.w.buf, 0)
		if err == nil {
			r.names, r.pos = rootNames(r.w.buf, t), t.end
			r.fast = r.names.plain()
			if string(r.names.local(r.w.buf, t)) != "sst" {
				err = damaged("its shared strings are something else")
			}
			r.empty = t.kind == alone
			if err == nil {
				return r, nil
			}
		}
		if errors.Is(err, errShort) {
			err = r.more()
		}
		if err != nil {
			_ = r.w.settle()
			return nil, errors.Join(err, p.Close())
		}
	}
}

func (r *itemReader) close() {
	_ = r.w.settle()
	_ = r.part.Close() // Errors have been seen by reading to the end.
}

func (r *itemReader) more() error {
	if r.w.eof {
		return damaged("its shared strings break off")
	}
	drop := r.gap
	r.pos, r.gap = r.pos-drop, 0
	return r.w.more(drop)
}

// next gives the next item: the bytes that hold it and its first tag. ok is false at the end, when pos is where the
// last tag begins.
func (r *itemReader) next() (s []byte, t tag, ok bool, err error) {
	r.gap = r.pos
	if r.empty {
		return r.w.buf, t, false, r.drain()
	}
	for {
		s = r.w.buf
		start := r.pos
		if r.fast && bytes.HasPrefix(s[start:], []byte(usualItem)) {
			t, err = tag{start: start, end: start + len(usualItem), name: start + 1, stop: start + len(usualItem) - 1, kind: opening}, nil
		} else {
			t, err = nextTag(s, start)
		}
		if err == nil {
			switch local := r.names.local(s, t); {
			case string(local) == "sst" && t.kind == closing:
				return s, t, false, r.drain()
			case string(local) == "si" && t.kind == alone:
				r.pos = t.end
				return s, t, true, nil
			case string(local) == "si" && t.kind == opening:
				if r.pos, err = itemEnd(s, t); err == nil {
					return s, t, true, nil
				}
				r.pos = start
			case t.kind == closing:
				return nil, t, false, damaged("its shared strings make no sense")
			default:
				if r.pos, err = skipElement(s, t); err == nil {
					continue
				}
				r.pos = start
			}
		}
		if !errors.Is(err, errShort) {
			return nil, t, false, err
		}
		if err := r.more(); err != nil {
			return nil, t, false, err
		}
	}
}

// usualItem begins an item of most workbooks.
const usualItem = "<si>"

// drain reads what follows the last item, so that the part's checksum is compared.
func (r *itemReader) drain() error {
	for !r.w.eof {
		if err := r.w.more(0); err != nil {
			return err
		}
		if len(r.w.buf) > 1<<20 && !r.w.eof {
			return damaged("its shared strings go on behind their end")
		}
	}
	return nil
}

// itemEnd gives the end of the item that begins with t.
func itemEnd(s []byte, t tag) (int, error) {
	// The usual item is one text without markup in it.
	if i := bytes.Index(s[t.end:], []byte("</si>")); i >= 0 && t.stop-t.name == 2 && bytes.IndexByte(s[t.end:t.end+i], '!') < 0 {
		return t.end + i + len("</si>"), nil
	}
	return skipElement(s, t)
}

// itemText appends the text of a shared or inline string that begins with t: its own text or those of its runs, without
// phonetic hints.
func itemText(dst, s []byte, t tag, n *names) ([]byte, error) {
	if t.kind == alone {
		return dst, nil
	}
	from := len(dst)
	if text, ok := usualText(s[t.end:]); ok && n.plain() {
		return append(dst, text...), nil
	}
	pos := t.end
	for {
		in, err := nextTag(s, pos)
		if err != nil {
			return dst, err
		}
		pos = in.end
		if in.kind == closing {
			switch local := n.local(s, in); string(local) {
			case "r":
				continue
			case "si", "is":
				return undoEscapes(dst, from), nil
			}
			return dst, damaged("</%.40s> closes nothing", s[in.name:in.stop])
		}
		switch local := n.local(s, in); {
		case in.kind == alone:
		case string(local) == "r":
		case string(local) == "t":
			if dst, pos, err = textOf(dst, s, in); err != nil {
				return dst, err
			}
		default:
			if pos, err = skipElement(s, in); err != nil {
				return dst, err
			}
		}
	}
}

// usualText gives the text of the usual item, <si><t>…</t></si>, of which rest is what follows its tag.
func usualText(rest []byte) (text []byte, ok bool) {
	const bare, preserve = "<t>", `<t xml:space="preserve">`
	text, ok = bytes.CutPrefix(rest, []byte(bare))
	keep := false
	if !ok {
		if text, ok = bytes.CutPrefix(rest, []byte(preserve)); !ok {
			return nil, false
		}
		keep = true
	}
	i := bytes.IndexByte(text, '<')
	if i < 0 || !bytes.HasPrefix(text[i:], []byte("</t></si>")) || !plain(text[:i]) {
		return nil, false
	}
	if text = text[:i]; !keep {
		text = trim(text)
	}
	return text, true
}

const xmlSpace = " \t\r\n"

// trim takes white space off both ends, which mostly is none.
func trim(s []byte) []byte {
	if len(s) > 0 && s[0] > ' ' && s[len(s)-1] > ' ' {
		return s
	}
	return bytes.Trim(s, xmlSpace)
}

// textOf appends the character data of the element that begins with t and gives its end. White space at the ends
// belongs to it where the element says so, or is one of a value, which has no such attribute.
func textOf(dst, s []byte, t tag) ([]byte, int, error) {
	end, err := nextTag(s, t.end)
	if err != nil {
		return dst, 0, err
	}
	if end.kind != closing || string(s[end.name:end.stop]) != string(s[t.name:t.stop]) {
		return dst, 0, damaged("a text holds an element")
	}
	data := s[t.end:end.start]
	if string(attr(s, t, "xml:space")) != "preserve" {
		data = trim(data)
	}
	dst, err = appendChars(dst, data)
	return dst, end.end, err
}
