package xlsxfile

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
)

// link is a relationship of a part.
type link struct {
	id       string
	kind     string // a URI, transitional or strict
	target   string // name of a part
	external bool
}

// is compares the last word of the kind, which both vocabularies share.
func (l link) is(kind string) bool { return strings.HasSuffix(l.kind, "/relationships/"+kind) }

// linkSet is the relationships of a part in their order.
type linkSet []link

// first gives the first relationship of a kind that leads to a part.
func (ls linkSet) first(kind string) (link, bool) {
	for _, l := range ls {
		if l.is(kind) && !l.external {
			return l, true
		}
	}
	return link{}, false
}

// byID indexes relationships; of equal ids, which are not allowed, the first counts.
func (ls linkSet) byID() map[string]link {
	m := make(map[string]link, len(ls))
	for _, l := range ls {
		if _, ok := m[l.id]; !ok {
			m[l.id] = l
		}
	}
	return m
}

// linksName gives the part that holds the relationships of a part.
func linksName(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// links reads the relationships of a part, of which it may have none.
func (p *pack) links(ctx context.Context, part string) (linkSet, error) {
	name := linksName(part)
	if p.parts[key(name)] == nil {
		return nil, nil
	}
	s, err := p.small(ctx, name)
	if err != nil {
		return nil, err
	}
	var found linkSet
	err = walk(s, func(local []byte, t tag, depth int) (int, error) {
		if depth != 2 || string(local) != "Relationship" {
			return 0, nil
		}
		l := link{
			id: attrText(s, t, "Id"), kind: attrText(s, t, "Type"),
			external: strings.EqualFold(attrText(s, t, "TargetMode"), "External"),
		}
		if l.target = attrText(s, t, "Target"); !l.external {
			l.target = p.resolve(part, l.target)
		}
		found = append(found, l)
		return 0, nil
	})
	if errors.Is(err, errShort) {
		return nil, damaged("its part %s breaks off", name)
	}
	return found, err
}

// mainPart finds the workbook among the parts.
func (p *pack) mainPart(ctx context.Context) (string, error) {
	links, err := p.links(ctx, "")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if l.is("officeDocument") && !l.external && p.parts[key(l.target)] != nil {
			return l.target, p.known(l.target)
		}
	}
	// Some programs forget the relationships of the package.
	if p.parts["xl/workbook.xml"] != nil {
		return "xl/workbook.xml", nil
	}
	return "", p.known("")
}

// known gives an error for the main parts of other kinds of document.
func (p *pack) known(main string) error {
	main = key(main)
	not := func(what string) error { return fmt.Errorf("%w: %s", ErrNotWorkbook, what) }
	switch {
	case strings.HasSuffix(main, ".bin"), main == "" && p.parts["xl/workbook.bin"] != nil:
		return not("a binary workbook (XLSB), save it as XLSX")
	case strings.HasPrefix(main, "word/"), main == "" && p.parts["word/document.xml"] != nil:
		return not("a Word document")
	case strings.HasPrefix(main, "ppt/"):
		return not("a presentation")
	case main != "":
		return nil
	case p.parts["content.xml"] != nil:
		return not("an OpenDocument file (ODS), save it as XLSX")
	case p.parts["index/document.iwa"] != nil:
		return not("a Numbers document, export it as XLSX")
	case len(p.parts) == 0:
		return not("an empty zip archive")
	}
	return not("a zip archive of something else")
}
