package cli

import (
	"cmp"
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/progress"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// texts is the catalogue as the reports ask it.
type texts struct{ *finding.Catalogue }

// Says gives what a code means, "" if it is not known.
func (t texts) Says(code, lang string) string {
	e, ok := t.Lookup(code)
	if !ok {
		return ""
	}
	return e.Says(finding.Lang(lang))
}

// Todo gives what a person should do about a code.
func (t texts) Todo(code, lang string) string {
	e, ok := t.Lookup(code)
	if !ok {
		return ""
	}
	return e.Todo(finding.Lang(lang))
}

// Severity gives the severity of a code, "" if it is not known or silenced.
func (t texts) Severity(code string) string {
	e, ok := t.Lookup(code)
	if !ok || e.Severity == finding.None { // silenced
		return ""
	}
	return e.Severity.String()
}

// langOf gives the language that the flag asks for, else that of the environment.
func langOf(env *Env, flag string) string {
	var l finding.Lang
	if flag != "auto" && l.Set(flag) == nil {
		return l.String()
	}
	return finding.LangFrom(env.Getenv).String()
}

// changedFlags gives the flags that are not at their default, for summary.json. Paths and what only touches the screen
// or the speed are left out: they must not make two runs of the same thing differ.
func changedFlags(fs *pflag.FlagSet) map[string]any {
	out := map[string]any{}
	fs.Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "out", "force", "config", "jobs", "progress", "color", "quiet", "verbose", "help":
		case "also":
			names, _ := fs.GetStringArray(f.Name) // the flag is one
			for i := range names {
				names[i] = filepath.Base(names[i])
			}
			out[f.Name] = strings.Join(names, ",")
		case "skip", "profile", "to":
			out[f.Name] = filepath.Base(f.Value.String())
		case "schema", "decisions", "corrections":
			var names []string
			for _, name := range f.Value.(pflag.SliceValue).GetSlice() {
				names = append(names, filepath.Base(name))
			}
			out[f.Name] = "[" + strings.Join(names, ",") + "]"
		default:
			out[f.Name] = f.Value.String()
		}
	})
	return out
}

func (c *cleaning) progressMode() progress.Mode {
	var m progress.Mode
	word := c.o.Progress.value
	if c.o.Quiet {
		word = "off"
	}
	_ = m.Set(word) // the flag has the same words
	return m
}

func (c *cleaning) colour() bool {
	return colour(c.env, c.o.Color.value)
}

// colour tells whether to colour standard output: on request, else on a terminal that does not ask for none.
func colour(env *Env, word string) bool {
	switch word {
	case "always":
		return true
	case "never":
		return false
	default:
		return env.Colour && env.Getenv("NO_COLOR") == "" && env.Getenv("TERM") != "dumb"
	}
}

// summarise fills in summary.json but for what publishing adds.
func (c *cleaning) summarise(ctx context.Context, res *pipeline.Result, job *pipeline.Job) error {
	plan, err := phone.Plan()
	if err != nil {
		return err
	}
	inputs, err := c.inputs(ctx, res)
	if err != nil {
		return err
	}
	b := c.table.binding
	c.summary = summary.Summary{
		Severities: c.summary.Severities,
		Schema:     summary.Schema, Version: version(), Command: "clean", Mode: c.opt.Mode.String(), Options: c.options,
		Plan:     summary.Plan{Module: plan.Module + "@" + plan.Version, SHA256: plan.SHA256},
		Inputs:   inputs,
		Contacts: res.Contacts, Cells: res.Cells, Match: res.Match, Split: res.Split,
		Codes: res.Codes, Regions: res.Regions, Types: res.Types, From: res.From,
		Corrections: res.Corrections, Duplicates: res.Duplicates, Also: res.Also, Pilot: res.Pilot,
		Required: c.mandatory(res), Said: c.said(res),
		Run: summary.Run{Workers: job.Workers, Paths: c.names},
	}
	if res.Lines != (summary.Lines{}) {
		c.summary.Lines = &res.Lines
	}
	c.summary.Findings = c.findings(res)
	if c.opt.Form != nil {
		form := res.Form
		form.Name, form.Title = c.opt.Form.Profile.Name, c.opt.Form.Profile.Title
		c.summary.Form = &form
	}
	p := &c.summary.Profile
	p.Name, p.Title, p.Integration, p.Score = b.Profile.Name, b.Profile.Title, b.Profile.Integration, c.table.guesses[0].Score
	if b.Profile.Object != "contact" {
		p.Object = b.Profile.Object
	}
	p.CreateFirst = b.Profile.CreateFirst
	if b.Key >= 0 {
		p.Key = b.Columns[b.Key].Header
	}
	if b.Primary >= 0 {
		p.Primary = b.Columns[b.Primary].Header
	}
	for _, col := range b.Phones {
		p.Phones = append(p.Phones, b.Columns[col].Header)
		if b.Columns[col].Read {
			p.Reads = append(p.Reads, b.Columns[col].Header)
		}
	}
	for _, col := range b.Faxes {
		p.Faxes = append(p.Faxes, b.Columns[col].Header)
	}
	for _, col := range b.Country {
		p.Country = append(p.Country, b.Columns[col].Header)
	}
	return nil
}

// inputs says what was read.
func (c *cleaning) inputs(ctx context.Context, res *pipeline.Result) ([]summary.Input, error) {
	var list []summary.Input
	for i, f := range c.table.files {
		sum, err := f.SHA256(ctx)
		if err != nil {
			return nil, err
		}
		d := f.Detected()
		list = append(list, summary.Input{
			Name: c.labels[i], Bytes: f.Bytes(), SHA256: sum, Rows: res.Inputs[i].Rows, BadRows: res.Inputs[i].Bad, Encoding: d.Encoding, BOM: d.BOM,
			Delimiter: string(d.Dialect.Delimiter), LineEnd: d.Dialect.LineEnd, HeaderRow: d.Dialect.HeaderRow, Header: f.Header(),
		})
	}
	return list, nil
}

// findings counts the findings of each severity, cells and file together.
func (c *cleaning) findings(res *pipeline.Result) map[string]int64 {
	out := map[string]int64{}
	for code, n := range res.Codes {
		if s := c.texts.Severity(code); s != "" {
			out[s] += n
		}
	}
	for _, said := range c.said(res) {
		if s := c.texts.Severity(said.Code); s != "" {
			out[s]++
		}
	}
	c.mandatoryFindings(out)
	return out
}

// said lists what is worth saying about the file as a whole.
func (c *cleaning) said(res *pipeline.Result) []summary.Said {
	var out []summary.Said
	say := func(code string, detail ...string) {
		if c.texts.Catalogue.Severity(code) == finding.None {
			return
		}
		m := map[string]string{}
		for i := 0; i+1 < len(detail); i += 2 {
			m[detail[i]] = detail[i+1]
		}
		out = append(out, summary.Said{Code: code, Detail: m})
	}
	b := c.table.binding
	if res.Bad > 0 {
		say("bad-rows", "count", strconv.FormatInt(res.Bad, 10))
	}
	for _, r := range b.Remarks() {
		switch {
		case r.Column >= 0:
			say(r.Code, "column", b.Columns[r.Column].Header)
		case r.Code == profile.NoPrimary:
			say(r.Code, "column", b.Missing)
		case r.Code == profile.NoKey && !c.o.Whole && c.o.To == "":
			say(r.Code)
		case r.Code == profile.EmailKey && c.o.To != "":
		case r.Code != profile.NoKey:
			say(r.Code)
		}
	}
	if b.Missing == "" && !b.Readable && c.o.Primary == "" && c.o.To == "" && b.Primary >= 0 && len(b.Phones) > 1 {
		say("primary-assumed", "column", b.Columns[b.Primary].Header)
	}
	made := res.Contacts.Created + res.Contacts.Held
	if c.o.Split.value == "auto" && !b.Readable && c.o.To == "" {
		switch more := res.Split.One - made; {
		case c.opt.Policy == normalize.One && made > 0:
			say("split-one-assumed", "count", strconv.FormatInt(made, 10))
		case c.opt.Policy == normalize.Readable && more > 0:
			say("split-readable-assumed", "count", strconv.FormatInt(more, 10))
		}
	}
	if b.CompanyID < 0 && made > 0 && b.Profile.CompanyKey != "" {
		say("company-id-missing")
	}
	if n := len(c.opt.Skip) - int(res.Skips); n > 0 {
		say("skip-keys-not-found", "count", strconv.Itoa(n))
	}
	if n := res.Corrections; n != nil {
		given := strconv.FormatInt(n.Given, 10)
		if n.Applied > 0 {
			say("corrections-applied", "count", strconv.FormatInt(n.Applied, 10), "given", given)
		}
		if n.Before > 0 {
			say("corrections-before", "count", strconv.FormatInt(n.Before, 10), "given", given)
		}
		if n.Left > 0 {
			say("corrections-left", "count", strconv.FormatInt(n.Left, 10), "given", given)
		}
	}
	if len(c.o.Regions) == 0 && res.Codes[phone.CodeNoCountry]*20 > res.Cells.Filled {
		say("no-default-region", "count", strconv.FormatInt(res.Codes[phone.CodeNoCountry], 10))
	}
	if n := res.Contacts.Repeated; n > 0 {
		say("rows-repeated", "count", strconv.FormatInt(n, 10))
	}
	if c.opt.Whole && c.otherFormat() {
		say("format-own")
	}
	if n := res.Formulas; n > 0 {
		say("formulas-replaced", "count", strconv.FormatInt(n, 10))
	}
	if n := res.Remains; n > 0 {
		say("old-texts-remain", "count", strconv.FormatInt(n, 10))
	}
	if n := res.Form.SameID; n > 0 {
		say("form-same-id", "count", strconv.FormatInt(n, 10))
	}
	if d := res.Duplicates; d != nil && c.o.To != "" && d.Exact+d.Likely > 0 {
		say("form-duplicates", "count", strconv.FormatInt(d.Exact+d.Likely, 10))
	}
	if d := res.Duplicates; d != nil && d.Made > 0 && c.o.To == "" && b.Profile.Billed != (profile.Text{}) {
		say("made-contacts-billed", "count", strconv.FormatInt(d.Made, 10), "crm", b.Profile.Title)
	}
	if res.Repeats > 0 {
		say("header-repeated", "count", strconv.FormatInt(res.Repeats, 10))
	}
	if res.Footers > 0 {
		say("footer-skipped", "count", strconv.FormatInt(res.Footers, 10))
	}
	if d := res.Duplicates; d != nil {
		if d.Crowds > 0 {
			say(dedupe.CodeBlockTooLarge, "count", strconv.FormatInt(d.Crowds, 10))
		}
		if d.Contradictions > 0 {
			say(dedupe.CodeContradiction, "count", strconv.FormatInt(d.Contradictions, 10))
		}
		if d.Astray > 0 {
			say(pipeline.CodeAstray, "count", strconv.FormatInt(d.Astray, 10), "all", strconv.FormatInt(d.Answers, 10))
		}
		if c.o.Survivor != usualSurvivor {
			for _, o := range res.Deaf {
				say(pipeline.CodeDeaf, "criterion", o.Word())
			}
		}
		if d.Merge != nil && d.Merge.Left > 0 {
			say(pipeline.CodeMergeGroups, "count", strconv.FormatInt(d.Merge.Left, 10))
		}
	}
	saidAlso(res.Also, say)
	for _, s := range c.schemas {
		if s.foreign(b.Profile) {
			say(required.CodeForeign, "file", s.name, "crm", cmp.Or(s.Title, s.CRM))
		}
	}
	switch signs := b.Profile.File.Guards; {
	case !c.table.guarded:
	case c.opt.Whole:
		say("guards-kept", "signs", signs, "crm", b.Profile.Title)
	default:
		say("guards-taken", "signs", signs, "crm", b.Profile.Title)
	}
	for i := range c.table.files {
		c.saidOf(i, say)
	}
	return out
}

// saidOf lists what is worth saying about how a file is written.
func (c *cleaning) saidOf(i int, tell func(code string, detail ...string)) {
	file := c.table.files[i]
	say := func(code string, detail ...string) {
		if len(c.table.files) > 1 {
			detail = append(detail, "file", c.labels[i])
		}
		tell(code, detail...)
	}
	d := file.Detected()
	if d.Dialect.HeaderScore < 0.5 && c.o.HeaderRow == 0 {
		say("header-unsure", "line", strconv.Itoa(d.Dialect.HeaderRow))
	}
	if d.Encoding != "utf-8" && !d.ASCII && !d.BOM && d.EncodingScore < 0.75 && c.o.Encoding == "" {
		say("encoding-guessed", "encoding", d.Encoding)
	}
	if f, ok := file.(*tablefile.File); ok && f.Mixed() > 0 {
		say("encoding-mixed", "line", strconv.Itoa(f.Mixed()))
	}
	if d.Dialect.Wrapped {
		say("rows-requoted")
	}
	if len(d.Sheets) > 1 && c.o.Sheet == "" {
		say("sheet-chosen", "sheet", d.Sheet, "sheets", strings.Join(d.Sheets, ", "))
	}
	if w, ok := file.(*tablefile.Workbook); ok && w.Encrypted() && c.opt.Whole {
		say("password-gone")
	}
}
