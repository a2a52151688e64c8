package csvfile

import (
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// Where short rows prevail each of them is a contact, unless it is a piece of one that a line end tore apart: then it does
// not go with its columns, and the one before it lacks its end.

// tear makes bad the pieces among the short records before index upto, and gives what [Reader.trim] gives.
func (r *Reader) tear(b *record.Batch, upto int, eof bool) int {
	for i := range upto {
		rec := &b.Records[i]
		if rec.Kind != record.Data || int(rec.N) >= r.header.width {
			continue
		}
		if i+1 == len(b.Records) && !eof {
			return i
		}
		if r.isPiece(b, i) || i+1 < len(b.Records) && b.Records[i+1].Kind == record.Data && b.Records[i+1].N > 1 && r.isPiece(b, i+1) {
			rec.Kind, rec.Fault = record.Bad, record.FaultTooFew
		}
	}
	return upto
}

// isPiece says whether a short record does not go with its columns.
func (r *Reader) isPiece(b *record.Batch, i int) bool {
	rec := &b.Records[i]
	return int(rec.N) < r.header.width && r.opt.Shape.Fit(r.cellsOf(b, rec))&(dialect.Sure|dialect.Strange) == dialect.Strange
}
