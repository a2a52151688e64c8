package required

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// shape is the kind of a JSON value.
type shape uint8

const (
	shapeScalar shape = iota // a text, a number, true or false
	shapeList
	shapeObject
)

// node is a JSON value. Nulls are left out of objects: nobody asks for the difference.
type node struct {
	shape shape
	text  string         // of a scalar: its text, "true" or "false"
	keys  []string       // of an object, in the order of the file
	kids  []node         // of an object or a list
	at    int            // byte offset of its end in the decoded text
	index map[string]int // of an object with many members the first of each name; nil for others
}

// indexed is from how many members on an object has an index.
const indexed = 32

// get gives a member of an object, nil if there is none. A nil node has no members.
func (n *node) get(key string) *node {
	if n == nil || n.shape != shapeObject {
		return nil
	}
	if n.index != nil {
		if i, ok := n.index[key]; ok {
			return &n.kids[i]
		}
		return nil
	}
	for i, k := range n.keys {
		if k == key {
			return &n.kids[i]
		}
	}
	return nil
}

func (n *node) has(key string) bool { return n.get(key) != nil }

// str gives the first of some members that is a scalar with a text.
func (n *node) str(keys ...string) string {
	for _, key := range keys {
		if m := n.get(key); m != nil && m.shape == shapeScalar && m.text != "" {
			return m.text
		}
	}
	return ""
}

// is tells whether one of some members is true: true, 1, "true".
func (n *node) is(keys ...string) bool {
	for _, key := range keys {
		if m := n.get(key); m != nil && m.shape == shapeScalar && yes(m.text) {
			return true
		}
	}
	return false
}

// not tells whether a member is there and false.
func (n *node) not(key string) bool {
	m := n.get(key)
	return m != nil && m.shape == shapeScalar && !yes(m.text)
}

// filled tells whether a member is there and neither blank nor false nor an empty object or list.
func (n *node) filled(key string) bool {
	m := n.get(key)
	switch {
	case m == nil:
		return false
	case m.shape == shapeScalar:
		return m.text != "" && m.text != "false"
	}
	return len(m.kids) > 0
}

// line describes a scalar or a small object in one line, for conditions.
func (n *node) line() string {
	if n.shape == shapeScalar {
		return n.text
	}
	var parts []string
	for i := range n.kids {
		text := n.kids[i].line()
		if n.shape == shapeObject && text != "" {
			text = n.keys[i] + " " + text
		}
		if text != "" && len(parts) < 10 {
			parts = append(parts, text)
		}
	}
	return clip(strings.Join(parts, ", "), 120)
}

// parser builds nodes from tokens, within bounds.
type parser struct {
	dec    *json.Decoder
	base   int // offset of the decoder's first byte
	values int
}

// parse reads JSON values one after the other: one page, or several with blanks or commas between them.
func parse(text []byte) ([]node, error) {
	p := &parser{}
	var docs []node
	for {
		p.base += blanks(text[p.base:])
		if p.base == len(text) {
			return docs, nil
		}
		p.dec = json.NewDecoder(bytes.NewReader(text[p.base:]))
		p.dec.UseNumber()
		n, err := p.value(0)
		if err != nil {
			return nil, p.damage(text, err)
		}
		docs = append(docs, n)
		p.base += int(p.dec.InputOffset())
	}
}

// blanks counts the bytes before the next value.
func blanks(text []byte) int {
	return len(text) - len(bytes.TrimLeft(text, " \t\r\n,;\ufeff"))
}

func (p *parser) damage(text []byte, err error) error {
	if errors.Is(err, ErrTooDeep) || errors.Is(err, ErrTooLarge) {
		return err
	}
	at := p.base + int(p.dec.InputOffset())
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = p.base + int(syntax.Offset)
	}
	row := 1 + bytes.Count(text[:min(at, len(text))], []byte{'\n'})
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || at >= len(text) {
		return fmt.Errorf("%w: it ends in the middle, in line %d; was it saved whole", ErrDamaged, row)
	}
	return fmt.Errorf("%w in line %d: %w", ErrDamaged, row, err)
}

func (p *parser) value(depth int) (node, error) {
	token, err := p.dec.Token()
	if err != nil {
		return node{}, err
	}
	return p.from(token, depth)
}

func (p *parser) from(token json.Token, depth int) (node, error) {
	if p.values++; p.values > MaxValues {
		return node{}, fmt.Errorf("%w: it holds more than %d values", ErrTooLarge, MaxValues)
	}
	n := node{}
	switch t := token.(type) {
	case string:
		n.text = t
	case json.Number:
		n.text = t.String()
	case bool:
		if n.text = "false"; t {
			n.text = "true"
		}
	case json.Delim:
		if depth >= MaxDepth {
			return node{}, fmt.Errorf("%w: values stand more than %d deep in each other", ErrTooDeep, MaxDepth)
		}
		if n.shape = shapeList; t == '{' {
			n.shape = shapeObject
		}
		if err := p.fill(&n, depth+1); err != nil {
			return node{}, err
		}
	}
	n.at = p.base + int(p.dec.InputOffset())
	return n, nil
}

// fill reads the members of an object or a list to its end.
func (p *parser) fill(n *node, depth int) error {
	for p.dec.More() {
		key := ""
		if n.shape == shapeObject {
			token, err := p.dec.Token()
			if err != nil {
				return err
			}
			key, _ = token.(string)
		}
		token, err := p.dec.Token()
		if err != nil {
			return err
		}
		if token == nil && n.shape == shapeObject {
			p.values++
			continue
		}
		kid, err := p.from(token, depth)
		if err != nil {
			return err
		}
		if n.shape == shapeObject {
			n.keys = append(n.keys, key)
		}
		n.kids = append(n.kids, kid)
	}
	if len(n.keys) >= indexed {
		n.index = make(map[string]int, len(n.keys))
		for i, key := range n.keys {
			if _, twice := n.index[key]; !twice {
				n.index[key] = i
			}
		}
	}
	_, err := p.dec.Token()
	return err
}
