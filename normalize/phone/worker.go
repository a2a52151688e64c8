package phone

import "strings"

// Worker reads cells one after the other, for one goroutine, in memory that it uses again.
type Worker struct {
	r    *Reader
	text strings.Builder // of the numbers that were handed out

	once   bool              // it reads a single cell, whose texts get memory of their own
	items  []item            // of the cell at hand
	digits [shapeDigits]byte // handed to a function, so that the cell's own can stay on the stack
	nobody Census            // of a file of which nothing is known
}

// Worker makes a worker of the reader.
func (r *Reader) Worker() *Worker { return &Worker{r: r} }

// chunk is how much text is set aside at once, in bytes: enough for some three hundred numbers.
const chunk = 4096

// keep gives a text that lives on. It is cut from a large piece, so that a number costs no allocation of its own.
func (w *Worker) keep(prefix byte, b []byte) string {
	if w.once {
		return string(append([]byte{prefix}, b...))
	}
	if w.text.Cap()-w.text.Len() <= len(b) {
		w.text = strings.Builder{}
		w.text.Grow(chunk)
	}
	at := w.text.Len()
	w.text.WriteByte(prefix)
	w.text.Write(b)
	return w.text.String()[at:]
}

// Read reads one cell into out, whose slices it uses again: what was read into the same Reading before is gone then.
// The cell is not kept or changed.
func (w *Worker) Read(out *Reading, cell []byte, ctx *Context) {
	if len(cell) == 0 {
		*out = Reading{Numbers: out.Numbers[:0]}
		return
	}
	if w.ordinary(out, cell, ctx) {
		return
	}
	*out = w.grammar(cell, ctx)
}

// Read reads one cell. The cell is not kept or changed. A [Worker] reads many cells faster.
func (r *Reader) Read(cell []byte, ctx Context) Reading {
	var out Reading
	(&Worker{r: r, once: true}).Read(&out, cell, &ctx)
	return out
}
