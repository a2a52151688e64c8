package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
)

func newInspect(env Env) *cobra.Command {
	var o struct {
		tableFlags
		Config  string
		Samples int
	}
	cmd := &cobra.Command{
		Use:   "inspect [flags] FILE",
		Short: "Show what was detected: encoding, dialect, header, profile, columns, sample verdicts",
		Long: `inspect reads an export and says what it takes it for, with a score for every
guess and the flag that overrides it. It writes nothing.`,
		Example: `  callready inspect contacts.csv
  callready inspect --region FR --samples 20 contacts.csv`,
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := settle(cmd.Flags(), env.Getenv); err != nil {
				return err
			}
			names, err := expand(args)
			if err != nil {
				return err
			}
			if err := oneFile(cmd, names); err != nil {
				return usage(err)
			}
			return runInspect(cmd.Context(), &env, &o.tableFlags, names[0], o.Samples)
		},
	}
	o.tableFlags.add(cmd.Flags())
	cmd.Flags().StringVar(&o.Config, "config", "", "TOML file with settings, named like the flags")
	cmd.Flags().IntVar(&o.Samples, "samples", 10, "how many phone cells to show")
	return cmd
}

func runInspect(ctx context.Context, env *Env, o *tableFlags, name string, samples int) (err error) {
	catalogue, err := finding.Load()
	if err != nil {
		return err
	}
	spool, err := os.MkdirTemp("", "callready-*")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(spool)) }()
	t, err := openTables(ctx, env, []string{name}, spool, o, nil)
	if t == nil || len(t.files) == 0 {
		return err
	}
	defer t.close()
	w := newSheet(env.Stdout)
	t.detected(w)
	if t.binding != nil {
		t.columns(w)
	}
	if t.binding == nil || err != nil {
		return errors.Join(w.end(), err)
	}
	if samples < 0 {
		return usage(errors.New("--samples must not be negative"))
	}
	reader, err := phoneReader(o)
	if err != nil {
		return err
	}
	verdicts, err := pipeline.Verdicts(ctx, t.files[0], t.binding, reader, samples)
	if err != nil {
		return err
	}
	lang := langOf(env, o.Lang.value)
	w.line("\nSample\trow\tcolumn\tcell\tread as\twhy\n")
	for _, v := range verdicts {
		why := ""
		if len(v.Codes) > 0 {
			why = texts{catalogue}.Says(v.Codes[len(v.Codes)-1], lang)
		}
		w.line("\t%d\t%s\t%s\t%s\t%s\n", v.Row, v.Column, printable(v.Text), v.Read, why)
	}
	return w.end()
}

// detected prints how the files are written.
func (t *opened) detected(w *sheet) {
	for _, f := range t.files {
		written(w, f)
	}
	if len(t.guesses) > 0 {
		g := t.guesses[0]
		w.line("Profile\t%s (%s)\t%s\t--profile\n", g.Profile.Name, g.Profile.Title, score(g.Score))
		for _, other := range t.guesses[1:] {
			if other.Score > 0.2 {
				w.line("\tor %s\t%s\t\n", other.Profile.Name, score(other.Score))
			}
		}
	}
}

// written prints how a file is written.
func written(w *sheet, f tablefile.Table) {
	d := f.Detected()
	w.line("File\t%s\t%d bytes%s\n", f.Name(), f.Bytes(), compressed(d.Compression))
	where := "line"
	if d.Sheet != "" {
		where = "row"
		w.line("Sheet\t%s\t%s\t--sheet\n", printable(d.Sheet), others(d.Sheet, d.Sheets))
	} else {
		w.line("Encoding\t%s%s\t%s\t--encoding\n", d.Encoding, withBOM(d.BOM), score(d.EncodingScore))
		w.line("Delimiter\t%s\t%s\t--delimiter\n", dialect.Name(d.Dialect.Delimiter), score(d.Dialect.DelimiterScore))
		w.line("Line ends\t%s\t%s\t\n", lineEnd(d.Dialect.LineEnd), score(d.Dialect.LineEndScore))
	}
	w.line("Header\t%s %d, %d columns\t%s\t--header-row\n", where, d.Dialect.HeaderRow, len(f.Header()), score(d.Dialect.HeaderScore))
}

// others names the sheets of a workbook beside the one that is read.
func others(sheet string, all []string) string {
	var rest []string
	for _, s := range all {
		if s != sheet {
			rest = append(rest, printable(s))
		}
	}
	if len(rest) == 0 {
		return ""
	}
	return "not " + strings.Join(rest, ", ")
}

// columns prints what each column was taken for.
func (t *opened) columns(w *sheet) {
	b := t.binding
	w.line("\nColumn\theader\tis\tknown by\n")
	for i := range b.Columns {
		c := &b.Columns[i]
		is := string(c.Role)
		if c.Role == profile.Phone {
			is = strings.TrimSpace("phone " + string(c.Kind))
			if i == b.Primary {
				is += ", primary"
			}
			if c.Person != "" {
				is += ", of the " + c.Person
			}
			if !c.Read {
				is += ", not read"
			}
		}
		if is == "" {
			is = "kept as it is"
		}
		w.line("%d\t%s\t%s\t%s\n", i+1, printable(c.Header), is, c.By)
	}
	if b.Missing != "" {
		w.line("\t%s\tprimary, but not in this export\t\n", b.Missing)
	}
}

func score(s float64) string { return fmt.Sprintf("score %.2f", s) }

func compressed(by string) string {
	if by == "" {
		return ""
	}
	return ", compressed with " + by
}

func withBOM(bom bool) string {
	if bom {
		return " with BOM"
	}
	return ""
}

func lineEnd(s string) string {
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
		return "none"
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
