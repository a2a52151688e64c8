package cli

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// sheet prints lines whose cells, cut at tabs, stand in columns. The first error is kept for end.
type sheet struct {
	w   *tabwriter.Writer
	err error
}

func newSheet(w io.Writer) *sheet { return &sheet{w: tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)} }

// line adds text as fmt.Printf writes it; it brings its own line end.
func (s *sheet) line(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format, args...)
	}
}

// end prints what is left and gives the first error.
func (s *sheet) end() error {
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}
