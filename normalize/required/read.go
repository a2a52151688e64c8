package required

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// Bounds of what Read takes. A larger file is an error, not a slow run.
const (
	MaxBytes   = 32 << 20  // of the file
	MaxDepth   = 64        // of JSON values in each other
	MaxValues  = 2_000_000 // JSON values, or cells of a table
	MaxOptions = 1000      // options kept of one field
)

// Errors of Read, wrapped in a sentence that names the file.
var (
	ErrTooLarge = errors.New("too large for a description of fields")
	ErrTooDeep  = errors.New("too deep for a description of fields")
	ErrDamaged  = errors.New("damaged JSON")
	ErrNotOne   = errors.New("not a description of fields")
)

// Read reads what an administrator saved about the fields of a CRM: one or several answers of its API after each other
// (Salesforce describe and field queries, Zoho fields and layouts, HubSpot schemas and properties, Pipedrive fields of
// both versions, Zendesk ticket and user fields, Freshdesk ticket, contact and company fields, Dynamics attributes, Odoo
// fields), a table with one field a row, or a plain list of names.
//
// The content decides; name is only for errors, for Source, and for the object where the content does not tell it. UTF-8 with
// or without a byte-order mark, UTF-16 and Windows-1252 are read. An error wraps ErrTooLarge, ErrTooDeep, ErrDamaged or
// ErrNotOne; the last says what the file looks like.
func Read(name string, data []byte) (*Schema, error) {
	s, err := read(name, data)
	if err != nil {
		if name == "" {
			name = "schema file"
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

func read(name string, data []byte) (*Schema, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, len(data), MaxBytes)
	}
	if looks := binaryFile(data); looks != "" {
		return nil, notOne(looks)
	}
	text := decode(data)
	if looks := foreign(text); looks != "" {
		return nil, notOne(looks)
	}
	facts, err := allFacts()
	if err != nil {
		return nil, err
	}
	sc := &scan{facts: facts, name: path.Base(strings.ReplaceAll(name, `\`, "/")), lines: newlines(text), known: dialects()}
	if first := text[blanks(text)]; first == '{' || first == '[' {
		return sc.json(text)
	}
	return sc.table(string(text))
}

func notOne(looks string) error { return fmt.Errorf("%w: it looks like %s", ErrNotOne, looks) }

func (sc *scan) json(text []byte) (*Schema, error) {
	docs, err := parse(text)
	if err != nil {
		if looks := pythonic(text); looks != "" {
			return nil, notOne(looks)
		}
		return nil, err
	}
	for i := range docs {
		p := place{}
		if len(docs) > 1 {
			p.path = fmt.Sprintf("part %d", i+1)
		}
		sc.walk(&docs[i], p)
	}
	if len(sc.groups) == 0 {
		if names := texts(docs); len(names) > 0 {
			return sc.names(strings.Join(names, "\n"), names[:1], ',')
		}
		return nil, notOne(otherJSON(docs))
	}
	return sc.schema()
}

// texts gives the members of a list of nothing but texts: names of fields, perhaps.
func texts(docs []node) []string {
	if len(docs) != 1 || docs[0].shape != shapeList {
		return nil
	}
	var names []string
	for i := range docs[0].kids {
		if n := &docs[0].kids[i]; n.shape != shapeScalar || n.text == "" {
			return nil
		}
		names = append(names, docs[0].kids[i].text)
	}
	return names
}
