package source

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// Fields reads a description of fields: text gives it as it is stored, but of a workbook the sheet with rows as a table with commas;
// raw is what is stored. Of a file with more than most bytes it gives one byte more than that, which tells.
func Fields(ctx context.Context, name string, opt Options, most int64) (text, raw []byte, err error) {
	if name == "-" {
		if name, err = spool(opt); err != nil {
			return nil, nil, err
		}
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	if raw, err = io.ReadAll(io.LimitReader(file, most+1)); err != nil {
		return nil, nil, err
	}
	if int64(len(raw)) > most || !bytes.HasPrefix(raw, []byte("PK\x03\x04")) && !bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return raw, raw, nil
	}
	if text, err = sheet(ctx, name, opt); err != nil {
		return nil, nil, err
	}
	return text, raw, nil
}

// sheet gives the sheet with rows of a workbook as text.
func sheet(ctx context.Context, name string, opt Options) (text []byte, err error) {
	t, err := tablefile.Open(ctx, name, nil, tablefile.Options{SpoolDir: opt.SpoolDir, Password: opt.Password})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	src, err := t.Reader(ctx)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.Write(t.Header()); err != nil {
		return nil, fmt.Errorf("sheet of %s: %w", name, err)
	}
	var b record.Batch
	var scratch []byte
	row := make([]string, len(t.Header()))
	for {
		if err := src.Read(&b); errors.Is(err, io.EOF) {
			w.Flush()
			return out.Bytes(), w.Error()
		} else if err != nil {
			return nil, err
		}
		for i := range b.Records {
			if b.Records[i].Kind != record.Data {
				continue
			}
			scratch = scratch[:0]
			for col := range row {
				row[col] = string(b.Value(i, col, &scratch))
			}
			if err := w.Write(row); err != nil {
				return nil, fmt.Errorf("sheet of %s: %w", name, err)
			}
		}
	}
}
