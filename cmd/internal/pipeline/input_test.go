package pipeline

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// listed is a table of one batch with a header and so many rows; damaged ends in an error.
type listed struct {
	rows    int
	damaged error
	done    bool
}

func (l *listed) Reader(context.Context) (record.Reader, error) {
	return &listed{rows: l.rows, damaged: l.damaged}, nil
}

func (l *listed) Read(b *record.Batch) error {
	b.Reset()
	switch {
	case l.done && l.damaged != nil:
		return l.damaged
	case l.done:
		return io.EOF
	}
	l.done = true
	b.Records = append(b.Records, record.Record{Kind: record.Preamble})
	for i := range l.rows {
		b.Records = append(b.Records, record.Record{Row: i + 1}, record.Record{Kind: record.Blank})
	}
	return nil
}

// Rows count from file to file in every pass, and each leads back to its file.
func TestQueue(t *testing.T) {
	p := &Pass{Progress: silent{}}
	for _, n := range []int{2, 0, 3, 0, 1, 0} {
		p.inputs = append(p.inputs, Input{Table: &listed{rows: n}, Places: []int32{int32(n)}})
	}
	type at struct{ Run, File, Own int }
	want := []at{{1, 0, 1}, {2, 0, 2}, {3, 2, 1}, {4, 2, 2}, {5, 2, 3}, {6, 4, 1}}
	for range 2 {
		var got []at
		q := &queue{ctx: t.Context(), p: p}
		var s section
		for {
			if err := q.Read(&s); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if s.Kept[0] != p.inputs[s.file].Places[0] {
				t.Errorf("a batch of file %d has the columns of another", s.file)
			}
			for _, r := range s.Records {
				if r.Kind != record.Data {
					continue
				}
				got = append(got, at{r.Row, s.file, r.Row - p.starts[s.file]})
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
		p.surveyed = true
	}
	for _, w := range want {
		if file, own := p.locate(w.Run); file != w.File || own != w.Own {
			t.Errorf("row %d is row %d of file %d, want %d of %d", w.Run, own, file, w.Own, w.File)
		}
	}
}

// An error of one file ends the pass; the files behind it are not read.
func TestQueueEndsAtAnError(t *testing.T) {
	wrong := errors.New("wrong")
	p := &Pass{Progress: silent{}, inputs: []Input{{Table: &listed{rows: 1}}, {Table: &listed{rows: 1, damaged: wrong}}, {Table: &listed{rows: 1}}}}
	q := &queue{ctx: t.Context(), p: p}
	var s section
	for i := range 3 {
		if err := q.Read(&s); (err != nil) != (i == 2) || err != nil && !errors.Is(err, wrong) {
			t.Fatalf("batch %d: %v", i, err)
		}
	}
}

func TestWholeNames(t *testing.T) {
	book := new(xlsxfile.Table)
	for _, tt := range []struct {
		name   string
		inputs []Input
		want   []string
	}{
		{"one", []Input{{Stem: "a"}}, []string{"import/corrected-001.csv"}},
		{"one workbook", []Input{{Stem: "a", Sheet: book}}, []string{"import/corrected-001.xlsx"}},
		{"several", []Input{{Stem: "a"}, {Stem: "b", Sheet: book}}, []string{"import/corrected-a-001.csv", "import/corrected-b-001.xlsx"}},
		{
			"one stem",
			[]Input{{Stem: "a"}, {Stem: "a", Sheet: book}, {Stem: "A"}, {Stem: "a"}},
			[]string{"import/corrected-a-001.csv", "import/corrected-a-001.xlsx", "import/corrected-A-002.csv", "import/corrected-a-003.csv"},
		},
	} {
		if diff := cmp.Diff(tt.want, wholeNames(tt.inputs)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
