package pipeline

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// silent is the progress of a look.
type silent struct{}

func (silent) Stage(string, int64) {}
func (silent) Add(int64)           {}
func (silent) Rows(int64)          {}

// Verdict is what one phone cell was read as, for people who look before they run.
type Verdict struct {
	Row    int
	Column string
	Text   string
	Read   string // the numbers, or what they might be
	Codes  []string
}

// Verdicts reads the first filled phone cells of a table that are not in E.164 already, with the evidence of the whole table,
// as a clean would.
func Verdicts(ctx context.Context, t Table, b *profile.Binding, ph *phone.Reader, most int) ([]Verdict, error) {
	fields, columns := Fields(b)
	p := &Pass{inputs: []Input{{Table: t}}, Workers: 1, Progress: silent{}, Parts: Parts{
		Binding: b, Phone: ph, Columns: columns, Name: newNameTemplate(""), Ext: -1,
		Rules: &normalize.Rules{Fields: fields, MinConfidence: phone.Likely},
	}}
	if err := p.survey(ctx); err != nil {
		return nil, err
	}
	r := newReader(p)
	src, err := t.Reader(ctx)
	if err != nil {
		return nil, err
	}
	var out []Verdict
	var batch record.Batch
	for len(out) < most {
		if err := src.Read(&batch); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		for i := range batch.Records {
			rec := &batch.Records[i]
			if rec.Kind != record.Data || r.continues(&batch, i) {
				continue
			}
			c := r.read(&batch, i, rowOf(rec))
			for f := range c.Readings {
				rd := &c.Readings[f]
				if rd.Verdict == phone.Empty || rd.Verdict == phone.Exact || len(out) >= most {
					continue
				}
				v := Verdict{Row: rec.Row, Column: b.Columns[columns[f]].Header, Text: batch.String(i, columns[f]), Codes: rd.Codes}
				for _, n := range rd.Numbers {
					v.Codes = append(v.Codes, n.Codes...)
				}
				switch {
				case rd.Verdict == phone.Read:
					v.Read = ready(rd.Numbers)
				case len(rd.Candidates) > 0:
					v.Read = "? " + strings.Join(rd.Candidates, " | ")
				default:
					v.Read = "?"
				}
				out = append(out, v)
			}
		}
	}
	return out, nil
}
