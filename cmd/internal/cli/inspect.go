package cli

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/progress"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
)

//go:embed inspect.toml
var inspectTexts []byte

// inspector prints what was detected, in one language.
type inspector struct {
	*sheet
	words.Voice
}

func newInspector(out io.Writer, lang string) (*inspector, error) {
	book, err := words.Open(inspectTexts)
	if err != nil {
		return nil, fmt.Errorf("inspect.toml: %w", err)
	}
	return &inspector{sheet: newSheet(out), Voice: book.In(lang)}, nil
}

// word gives a word that English has as the program has it.
func (w *inspector) word(of, word string) string {
	if word == "" || !w.Has(of+word) {
		return word
	}
	return w.Say(of + word)
}

func newInspect(env Env) *cobra.Command {
	var o struct {
		tableFlags
		Config  string
		Samples int
	}
	cmd := &cobra.Command{
		Use:   "inspect [flags] FILE...",
		Short: "Show what was detected: encoding, dialect, header, profile, columns, sample verdicts",
		Long: `inspect reads an export, or several files with the same columns, and says what it takes
them for, with a score for every guess and the flag that overrides it. It writes nothing.
Of files of up to 32 MB it counts shared lines and duplicates too.`,
		Example: `  callready inspect contacts.csv
  callready inspect --region FR --samples 20 contacts.csv
  callready inspect part-1.csv part-2.xlsx`,
		Args: severalFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := settle(cmd.Flags(), env.Getenv); err != nil {
				return err
			}
			names, err := expand(args)
			if err != nil {
				return err
			}
			return runInspect(cmd.Context(), &env, &o.tableFlags, names, o.Samples)
		},
	}
	o.tableFlags.add(cmd.Flags())
	cmd.Flags().StringVar(&o.Config, "config", "", "TOML file with settings, named like the flags")
	cmd.Flags().IntVar(&o.Samples, "samples", 10, "how many phone cells to show")
	return cmd
}

func runInspect(ctx context.Context, env *Env, o *tableFlags, names []string, samples int) (err error) {
	catalogue, err := finding.Load()
	if err != nil {
		return err
	}
	if samples < 0 {
		return usage(errors.New("--samples must not be negative"))
	}
	spool, err := os.MkdirTemp("", "callready-*")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(spool)) }()
	lang := langOf(env, o.Lang.value)
	w, err := newInspector(env.Stdout, lang)
	if err != nil {
		return err
	}
	t, err := openTables(ctx, env, names, spool, o, nil)
	if t == nil || len(t.files) == 0 {
		return err
	}
	defer t.close()
	t.detected(w)
	if t.binding != nil {
		t.columns(w)
	}
	if t.binding == nil || err != nil {
		return errors.Join(w.end(), err)
	}
	c := t.plainClean(env, o, names, spool, texts{catalogue})
	job, err := c.job(progress.New(progress.Options{}))
	if err != nil {
		return err
	}
	if err := t.samples(ctx, w, job, samples, texts{catalogue}); err != nil {
		return errors.Join(w.end(), c.explain(err)) // What was detected may show why.
	}
	if err := t.holds(ctx, w, job); err != nil {
		return errors.Join(w.end(), c.explain(err))
	}
	w.line("\n%s\n", w.Say("next"))
	return w.end()
}

// samples prints what some cells are read as.
func (t *opened) samples(ctx context.Context, w *inspector, job *pipeline.Job, most int, says texts) error {
	verdicts, err := pipeline.Verdicts(ctx, job.Inputs, t.binding, job.Phone, most)
	if err != nil {
		return err
	}
	several := len(job.Inputs) > 1
	if several {
		w.line("\n%s\n", w.Say("samples"))
	} else {
		w.line("\n%s\n", w.Say("sample"))
	}
	for _, v := range verdicts {
		why := ""
		if len(v.Codes) > 0 {
			why = says.Says(v.Codes[len(v.Codes)-1], w.Lang)
		}
		file := ""
		if several {
			file = printable(v.File) + "\t"
		}
		w.line("\t%s%d\t%s\t%s\t%s\t%s\n", file, v.Row, v.Column, printable(v.Text), v.Read, why)
	}
	return nil
}

// detected prints how the files are written.
func (t *opened) detected(w *inspector) {
	for _, f := range t.files {
		w.written(f)
	}
	if len(t.guesses) > 0 {
		g := t.guesses[0]
		w.line("%s\t%s (%s)\t%s\t--profile\n", w.Say("profile"), g.Profile.Name, g.Profile.Title, w.score(g.Score))
		for _, other := range t.guesses[1:] {
			if other.Score > 0.2 {
				w.line("\t%s\t%s\t\n", w.Say("or", "name", other.Profile.Name), w.score(other.Score))
			}
		}
	}
}

// written prints how a file is written.
func (w *inspector) written(f tablefile.Table) {
	d := f.Detected()
	size := w.Say("bytes", "n", f.Bytes())
	if d.Compression != "" {
		size += w.Say("compressed", "by", d.Compression)
	}
	w.line("%s\t%s\t%s\n", w.Say("file"), f.Name(), size)
	where := "atline"
	if d.Sheet != "" {
		where = "atrow"
		w.line("%s\t%s\t%s\t--sheet\n", w.Say("sheet"), printable(d.Sheet), w.others(d.Sheet, d.Sheets))
	} else {
		encoding := d.Encoding
		if d.BOM {
			encoding += w.Say("bom")
		}
		w.line("%s\t%s\t%s\t--encoding\n", w.Say("encoding"), encoding, w.score(d.EncodingScore))
		w.line("%s\t%s\t%s\t--delimiter\n", w.Say("delimiter"), w.word("", dialect.Name(d.Dialect.Delimiter)), w.score(d.Dialect.DelimiterScore))
		w.line("%s\t%s\t%s\t\n", w.Say("lineends"), w.lineEnd(d.Dialect.LineEnd), w.score(d.Dialect.LineEndScore))
	}
	w.line("%s\t%s\t%s\t--header-row\n", w.Say("header"), w.Say(where, "n", d.Dialect.HeaderRow, "columns", len(f.Header())), w.score(d.Dialect.HeaderScore))
}

// others names the sheets of a workbook beside the one that is read.
func (w *inspector) others(sheet string, all []string) string {
	var rest []string
	for _, s := range all {
		if s != sheet {
			rest = append(rest, printable(s))
		}
	}
	if len(rest) == 0 {
		return ""
	}
	return w.Say("notsheets", "others", strings.Join(rest, ", "))
}

// columns prints what each column was taken for.
func (t *opened) columns(w *inspector) {
	b := t.binding
	w.line("\n%s\n", w.Say("column"))
	for i := range b.Columns {
		c := &b.Columns[i]
		is := w.word("is.", string(c.Role))
		if c.Role == profile.Phone {
			is = strings.TrimSpace(is + " " + w.word("kind.", string(c.Kind)))
			if i == b.Primary {
				is += w.Say("primary")
			}
			if c.Person != "" {
				is += w.Say("ofthe", "person", w.word("person.", c.Person))
			}
			if !c.Read {
				is += w.Say("notread")
			}
		}
		if is == "" {
			is = w.Say("kept")
		}
		w.line("%d\t%s\t%s\t%s\n", i+1, printable(c.Header), is, w.word("by.", c.By))
	}
	if b.Missing != "" {
		w.line("\t%s\t%s\t\n", b.Missing, w.Say("missing"))
	}
}

func (w *inspector) score(s float64) string {
	text := fmt.Sprintf("%.2f", s)
	if w.Lang == words.French {
		text = strings.Replace(text, ".", ",", 1)
	}
	return w.Say("score", "score", text)
}

func (w *inspector) lineEnd(s string) string {
	switch s {
	case "\n":
		return "LF"
	case "\r\n":
		return "CRLF"
	case "\r":
		return "CR"
	case "\r\r\n":
		return "CR CR LF"
	default:
		return w.Say("noends")
	}
}

// printable shows a text on one line of a terminal: control and invisible characters are written out.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString("⏎")
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			fmt.Fprintf(&b, "<%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
