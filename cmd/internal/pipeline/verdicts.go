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
	File   string
	Row    int
	Column string
	Text   string
	Read   string // the numbers, or what they might be
	Codes  []string
}

// Verdicts reads the first filled phone cells of tables with the same columns that are not in E.164 already, with the evidence of all of them,
// as a clean would.
func Verdicts(ctx context.Context, inputs []Input, b *profile.Binding, ph *phone.Reader, most int) ([]Verdict, error) {
	fields, columns := Fields(b)
	p := &Pass{inputs: inputs, Workers: 1, Progress: silent{}, Parts: Parts{
		Binding: b, Phone: ph, Columns: columns, Name: newNameTemplate(""), Ext: -1,
		Rules: &normalize.Rules{Fields: fields, MinConfidence: phone.Likely},
	}}
	if err := p.survey(ctx); err != nil {
		return nil, err
	}
	var out []Verdict
	for i := range inputs {
		more, err := p.verdicts(ctx, &inputs[i], most-len(out))
		if out = append(out, more...); err != nil || len(out) >= most {
			return out, err
		}
	}
	return out, nil
}

// verdicts reads the first filled phone cells of one of the tables.
func (p *Pass) verdicts(ctx context.Context, in *Input, most int) ([]Verdict, error) {
	r, b, columns := newReader(p), p.Binding, p.Columns
	src, err := in.Table.Reader(ctx)
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
		batch.Kept = in.Places
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
				v := Verdict{File: in.Name, Row: rec.Row, Column: b.Columns[columns[f]].Header, Text: batch.String(i, columns[f]), Codes: rd.Codes}
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
