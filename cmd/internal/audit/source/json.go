package source

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// What JSON may hold at most. Answers of an API stay far below; a file beyond it is something else.
const (
	depthMost   = 32
	columnsMost = 512
	tokenMost   = 4 << 20 // bytes of one text
	itemsMost   = 8       // elements of a list within an object that get columns
)

// envelopes are the keys under which answers of an API hold their objects.
var envelopes = []string{
	"users", "numbers", "calls", "contacts", "data", "results", "result", "records", "items", "value", "owners", "agents", "admins", "teammates", "engagements",
	"user", "number", "call", "contact", "leads", "tasks", "activities", "teams", "list", "objects", "rows",
}

// beside are the keys that stand beside them.
var beside = []string{
	"meta", "success", "status", "paging", "links", "count", "total", "totalsize", "done", "next", "previous", "next_page", "previous_page",
	"next_page_link", "previous_page_link", "has_more", "additional_data", "related_objects", "page", "per_page", "info", "warnings", "type", "pages",
	"total_count", "nextrecordsurl", "offset", "limit", "error", "jsonrpc",
}

var (
	errDeep = errors.New("nested too deeply")
	errLong = errors.New("a text is too long")
)

// walker reads objects out of a JSON file and flattens them.
type walker struct {
	dec   *json.Decoder
	guard *guard
	cells []pair
	emit  func(cells []pair) error
}

// pair is one value of an object, by its path.
type pair struct{ key, value string }

// guard ends the reading of a text that is longer than any text of an API.
type guard struct {
	r    io.Reader
	read int64
	from int64 // where the last token ended
}

// Read reads on, unless what the decoder waits for is too long.
func (g *guard) Read(p []byte) (int, error) {
	if g.read-g.from > tokenMost {
		return 0, errLong
	}
	n, err := g.r.Read(p)
	g.read += int64(n)
	return n, err
}

func (w *walker) token() (json.Token, error) {
	t, err := w.dec.Token()
	w.guard.from = w.dec.InputOffset()
	return t, err
}

// walkJSON hands out the objects of a file in order.
func walkJSON(ctx context.Context, name string, emit func(cells []pair) error) error {
	file, err := os.Open(name)
	if err != nil {
		return refuse(name, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	in := bufio.NewReaderSize(file, 64<<10)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\uFEFF" {
		_, _ = in.Discard(3)
	}
	g := &guard{r: in}
	w := &walker{dec: json.NewDecoder(g), guard: g}
	w.dec.UseNumber()
	w.emit = func(cells []pair) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return emit(cells)
	}
	for {
		t, err := w.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = w.top(t, 0)
		}
		if err != nil {
			return w.explain(name, err)
		}
	}
}

// DamagedError says that a JSON file cannot be read as answers of an API.
type DamagedError struct {
	Name string
	What int // which of the sentences
	At   int64
	Err  error
}

// What is wrong with a JSON file.
const (
	Damaged = iota // cut off or damaged near byte At
	Deep           // nested too deeply
	Long           // holds a text of more than At bytes
	Nothing        // holds no objects
)

// Error says what is wrong.
func (e *DamagedError) Error() string { return e.Text(false) }

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

// Text is Error in French or in English.
func (e *DamagedError) Text(french bool) string {
	english := [...]string{
		"%s: the JSON is cut off or damaged near byte %d: save the whole answer again", "%s is nested too deeply for the answer of an API (near byte %d)",
		"%s holds a text of more than %d bytes, which no answer of an API has", "%s holds no objects (%d found): save the answer of the API as it came, or a list of objects",
	}
	words := [...]string{
		"%s : le JSON est coupé ou abîmé vers l'octet %d : enregistrez de nouveau la réponse entière", "%s est trop imbriqué pour une réponse d'API (vers l'octet %d)",
		"%s contient un texte de plus de %d octets, ce qu'aucune réponse d'API n'a", "%s ne contient aucun objet (%d trouvé) : enregistrez la réponse de l'API telle quelle, ou une liste d'objets",
	}
	if french {
		return fmt.Sprintf(words[e.What], called(e.Name, true), e.At)
	}
	return fmt.Sprintf(english[e.What], e.Name, e.At)
}

// explain says where a file goes wrong.
func (w *walker) explain(name string, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errLong):
		return &DamagedError{Name: name, What: Long, At: tokenMost, Err: err}
	case errors.Is(err, errDeep):
		return &DamagedError{Name: name, What: Deep, At: w.dec.InputOffset(), Err: err}
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF):
		return &DamagedError{Name: name, What: Damaged, At: w.dec.InputOffset(), Err: err}
	}
	return err
}

// top reads a value in which the objects are still to be found.
func (w *walker) top(t json.Token, depth int) error {
	if depth > depthMost {
		return errDeep
	}
	switch t {
	case json.Delim('['):
		for w.dec.More() {
			t, err := w.token()
			if err != nil {
				return err
			}
			if err := w.top(t, depth+1); err != nil {
				return err
			}
		}
		_, err := w.token()
		return err
	case json.Delim('{'):
		return w.object(depth)
	}
	return nil // a lone value among objects
}

// object reads an object that is one of the list, or the envelope of the list.
func (w *walker) object(depth int) error {
	w.cells = w.cells[:0]
	plain, found := true, false // only keys of an envelope so far; the list was in it
	for w.dec.More() {
		key, value, err := w.member()
		if err != nil {
			return err
		}
		low := strings.ToLower(key)
		nested := value == json.Delim('[') || value == json.Delim('{')
		if nested && plain && slices.Contains(envelopes, low) {
			kept := slices.Clone(w.cells)
			if err := w.top(value, depth+1); err != nil {
				return err
			}
			w.cells = kept
			found = true
			continue
		}
		if !slices.Contains(beside, low) && !strings.HasPrefix(low, "@odata") {
			plain = false
		}
		if err := w.value(key, value, depth+1); err != nil {
			return err
		}
	}
	if _, err := w.token(); err != nil {
		return err
	}
	if found && plain || len(w.cells) == 0 {
		return nil
	}
	return w.emit(w.cells)
}

// member reads a key and the token that begins its value.
func (w *walker) member() (string, json.Token, error) {
	t, err := w.token()
	if err != nil {
		return "", nil, err
	}
	key, _ := t.(string)
	value, err := w.token()
	return key, value, err
}
