package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/cmd/internal/tabdiff"
	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// What daff can load: it keeps whole tables in memory, some forty bytes for each byte of them.
const (
	daffRows  = 100_000
	daffBytes = 64 << 20
)

// checkDaff refuses what a diff of whole tables cannot show, and where there is nothing to compare.
func (r *reporting) checkDaff() (in summary.Input, corrected summary.Output, err error) {
	o, s := r.o, &r.summary
	switch {
	case len(o.Only)+len(o.Rows)+len(o.Records) > 0 || o.Mask:
		return in, corrected, usage(errors.New("a diff for daff has whole rows, so it takes no --only, --row, --record and --mask"))
	case len(s.Inputs) != 1:
		return in, corrected, usage(errors.New("daff compares two tables, and the run has several inputs"), "clean them one by one with --whole")
	}
	in = s.Inputs[0]
	i := slices.IndexFunc(s.Outputs, func(f summary.Output) bool { return strings.HasPrefix(f.Path, "import/corrected") })
	switch {
	case i < 0:
		return in, corrected, usage(fmt.Errorf("%s has no corrected file, and daff compares whole tables", r.dir), "clean with --whole; where nothing changes there is none")
	case strings.HasSuffix(s.Outputs[i].Path, ".xlsx"):
		return in, corrected, usage(errors.New("the run is of a workbook, and daff reads text"), "save the sheet as CSV, and clean that with --whole")
	case in.Rows > daffRows || in.Bytes > daffBytes:
		return in, corrected, usage(fmt.Errorf("the export has %d rows and %d bytes, and daff loads no more than %d rows and %d bytes", in.Rows, in.Bytes, daffRows, daffBytes),
			"callready report writes all changes with --format csv or xlsx")
	case in.BadRows > 0:
		return in, corrected, usage(fmt.Errorf("%d records of the export could not be read, and daff would read them in another way", in.BadRows), "mend them first; review/bad-rows.csv says where they are")
	case slices.ContainsFunc(s.Said, func(said summary.Said) bool { return said.Code == "footer-skipped" }):
		return in, corrected, usage(errors.New("text follows the table in the export, and daff takes it for contacts"), "export again without a footer")
	case in.HeaderRow > 1:
		return in, corrected, usage(fmt.Errorf("the header of the export is on line %d, and daff takes the first line for it", in.HeaderRow))
	}
	return in, s.Outputs[i], nil
}

// daff writes the difference between the export and the corrected file as daff reads it.
func (r *reporting) daff(ctx context.Context, w io.Writer, export string) error {
	in, out, err := r.checkDaff()
	if err != nil {
		return err
	}
	if err := r.unchanged(out); err != nil {
		return err
	}
	opt := tablefile.Options{Encoding: in.Encoding, HeaderRow: in.HeaderRow}
	before, err := r.openDaff(ctx, export, opt)
	if err != nil {
		return err
	}
	defer func() { _ = before.Close() }()
	sum, err := before.SHA256(ctx)
	if err != nil {
		return err
	}
	if sum != in.SHA256 {
		return usage(fmt.Errorf("%s is not the export that the run was made from", export), fmt.Sprintf("the run was made from %s with the SHA-256 %s", in.Name, in.SHA256))
	}
	after, err := r.openDaff(ctx, filepath.Join(r.dir, filepath.FromSlash(out.Path)), opt)
	if err != nil {
		return err
	}
	defer func() { _ = after.Close() }()
	header := before.Header()
	if !slices.Equal(header, after.Header()) {
		return fmt.Errorf("%s has other columns than the export", out.Path)
	}
	olds, err := cellsOf(ctx, before)
	if err != nil {
		return err
	}
	news, err := cellsOf(ctx, after)
	if err != nil {
		return err
	}
	counts, err := tabdiff.Write(w, header, olds, news)
	if column, ok := errors.AsType[*tabdiff.ColumnError](err); ok {
		return usage(column)
	}
	if err != nil {
		return err
	}
	if counts.Alike > 0 {
		tell(r.env.Stderr, "callready:", voiced(r.lang)(fmt.Sprintf("%d changed rows stand in the export more than once, cell for cell: daff shows the changes but cannot apply them", counts.Alike)))
	}
	if in.BOM || in.Encoding != "utf-8" || in.Delimiter != "," {
		tell(r.env.Stderr, "callready:", voiced(r.lang)("daff applies the diff to a copy of the export with commas, in UTF-8 without byte order mark"))
	}
	return nil
}

// unchanged tells whether a file of the run is still as it was written.
func (r *reporting) unchanged(out summary.Output) error {
	f, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(out.Path)))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != out.SHA256 {
		return failed(fmt.Errorf("%s was changed since the run", out.Path), "run callready clean again")
	}
	return nil
}

func (r *reporting) openDaff(ctx context.Context, name string, opt tablefile.Options) (tablefile.Table, error) {
	f, err := tablefile.Open(ctx, name, strings.NewReader(""), opt)
	if unknown, ok := errors.AsType[*charset.UnknownError](err); ok {
		return nil, usage(unknown)
	}
	if err != nil {
		return nil, refusal(err)
	}
	return f, nil
}

// cellsOf gives the data rows of a table, each with a cell for every column.
func cellsOf(ctx context.Context, f tablefile.Table) (tabdiff.Rows, error) {
	src, err := f.Reader(ctx)
	if err != nil {
		return nil, err
	}
	var b record.Batch
	row, next := make([]string, len(f.Header())), 0
	return func() ([]string, error) {
		for {
			for ; next < len(b.Records); next++ {
				if b.Records[next].Kind != record.Data {
					continue
				}
				for col := range row {
					row[col] = ""
					if int32(col) < b.Records[next].N {
						row[col] = b.String(next, col)
					}
				}
				next++
				return row, nil
			}
			b.Reset()
			next = 0
			if err := src.Read(&b); err != nil {
				return nil, err
			}
		}
	}, nil
}
