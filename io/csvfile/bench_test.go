package csvfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"testing"

	"github.com/callready/callready/io/record"
)

// benchTable is a table of 25 columns as CRMs export it; quoteAll puts every cell in quotes.
func benchTable(rows int, quoteAll bool) []byte {
	cells := make([]string, 25)
	f := Format{QuoteAll: quoteAll}
	var out []byte
	for i := range cells {
		cells[i] = fmt.Sprintf("Column %d", i+1)
	}
	out = AppendRow(out, cells, f)
	for row := range rows {
		for i := range cells {
			cells[i] = fmt.Sprintf("value %d", (row*31+i*17)%100_000)
			if (row+i)%3 == 0 {
				cells[i] = ""
			}
		}
		cells[0] = strconv.Itoa(1_000_000 + row)
		cells[3] = fmt.Sprintf("person%d@example.com", row)
		cells[4] = fmt.Sprintf("01 99 00 %02d %02d", row/100%100, row%100)
		cells[7] = "Example, Inc."
		cells[9] = "Hélène Lefèvre"
		if row%4 == 0 {
			cells[24] = "called \"twice\"\nwill call back, perhaps on a day that suits both sides better than this one"
		}
		out = AppendRow(out, cells, f)
	}
	return out
}

func BenchmarkReader(b *testing.B) {
	for _, quoteAll := range []bool{false, true} {
		table := benchTable(20_000, quoteAll)
		b.Run(fmt.Sprintf("callready/quoted=%v", quoteAll), func(b *testing.B) {
			b.SetBytes(int64(len(table)))
			b.ReportAllocs()
			var batch record.Batch
			for b.Loop() {
				r := NewReader(bytes.NewReader(table), withHeader())
				rows := 0
				for {
					err := r.Read(&batch)
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					rows += len(batch.Records)
				}
				if rows != 20_001 {
					b.Fatal(rows)
				}
			}
		})
		b.Run(fmt.Sprintf("encoding-csv/quoted=%v", quoteAll), func(b *testing.B) {
			b.SetBytes(int64(len(table)))
			b.ReportAllocs()
			for b.Loop() {
				r := csv.NewReader(bytes.NewReader(table))
				r.ReuseRecord = true
				rows := 0
				for {
					_, err := r.Read()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					rows++
				}
				if rows != 20_001 {
					b.Fatal(rows)
				}
			}
		})
	}
}

func BenchmarkAppendSplice(b *testing.B) {
	table := benchTable(2_000, false)
	var batch record.Batch
	r := NewReader(bytes.NewReader(table), withHeader())
	if err := r.Read(&batch); err != nil {
		b.Fatal(err)
	}
	edits := []record.Edit{{Col: 4, Value: "+33199001234"}}
	var out []byte
	b.SetBytes(int64(len(batch.Buf)))
	b.ReportAllocs()
	for b.Loop() {
		out = out[:0]
		for i := range batch.Records {
			var err error
			if out, err = AppendSplice(out, &batch, i, edits, Format{}, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
}
