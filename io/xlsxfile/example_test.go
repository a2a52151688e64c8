package xlsxfile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// A new workbook is written, read, and corrected.
func Example() {
	var file bytes.Buffer
	w, err := xlsxfile.NewWriter(&file, "Contacts", []string{"Id", "Phone"})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := errors.Join(w.Append([]string{"1", "01 99 00 12 34"}), w.Append([]string{"2", "+33639981234"}), w.Close()); err != nil {
		fmt.Println(err)
		return
	}

	corrected, err := correct(file.Bytes())
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := show(corrected); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1: Id, Phone
	// 2: 1, +33199001234
	// 3: 2, +33639981234
	// 4: , +33199005678
}

// correct writes national numbers of column B in international form, and adds a contact.
func correct(raw []byte) ([]byte, error) {
	ctx := context.Background()
	book, err := xlsxfile.Open(bytes.NewReader(raw), int64(len(raw)), xlsxfile.Options{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	table, err := book.Table(book.Sheets()[0].Name, xlsxfile.TableOptions{HeaderRow: 1})
	if err != nil {
		return nil, err
	}
	rows, err := table.Reader(ctx)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := table.Writer(ctx, &out, xlsxfile.WriterOptions{})
	if err != nil {
		return nil, err
	}
	var b record.Batch
	for chunk := w.NewChunk(); ; chunk.Reset() {
		if err := rows.Read(&b); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		for i := range b.Records {
			var edits []record.Edit
			if phone := b.String(i, 1); strings.HasPrefix(phone, "0") {
				edits = append(edits, record.Edit{Col: 1, Value: "+33" + strings.ReplaceAll(phone[1:], " ", "")})
			}
			if err := chunk.Splice(&b, i, edits); err != nil {
				return nil, err
			}
		}
		if err := errors.Join(chunk.Seal(), w.Write(chunk)); err != nil {
			return nil, err
		}
	}
	if err := w.Append([]string{"", "+33199005678"}); err != nil {
		return nil, err
	}
	_, err = w.Close()
	return out.Bytes(), err
}

func show(raw []byte) error {
	book, err := xlsxfile.Open(bytes.NewReader(raw), int64(len(raw)), xlsxfile.Options{})
	if err != nil {
		return err
	}
	defer book.Close()
	table, err := book.Table("Contacts", xlsxfile.TableOptions{})
	if err != nil {
		return err
	}
	rows, err := table.Sample(context.Background(), 10)
	for _, r := range rows {
		fmt.Printf("%d: %s\n", r.Line, strings.Join(r.Cells, ", "))
	}
	return err
}
