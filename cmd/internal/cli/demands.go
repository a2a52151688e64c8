package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/required"
)

// schemaFile is one file of --schema.
type schemaFile struct {
	*required.Schema
	name string // without its folders
	sum  string
}

// readSchemas reads the files of --schema, before anything else is done.
func (c *cleaning) readSchemas(ctx context.Context) error {
	if len(c.o.Schemas) == 0 {
		return nil
	}
	password, err := readPassword(c.o.PasswordFile)
	if err != nil {
		return err
	}
	for _, name := range c.o.Schemas {
		f, err := unlessDone(ctx, func() (schemaFile, error) { return readSchema(ctx, name, source.Options{Password: password}) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return usage(fmt.Errorf("--schema: %w", err), "callready clean takes the contacts as a file of its own, and with --schema what the CRM says about its fields: callready audit --how CRM tells how to save that")
		}
		if slices.ContainsFunc(c.schemas, func(o schemaFile) bool { return o.sum == f.sum }) {
			return usage(fmt.Errorf("--schema: %s is given twice", name))
		}
		c.schemas = append(c.schemas, f)
	}
	return nil
}

// foreign tells whether the file is of another CRM than the export.
func (f *schemaFile) foreign(p *profile.Profile) bool {
	return f.CRM != "" && p.Name != profile.Generic && p.Extends != profile.Generic && !strings.HasPrefix(p.Name, f.CRM) && !strings.HasPrefix(p.Extends, f.CRM)
}

func readSchema(ctx context.Context, name string, opt source.Options) (f schemaFile, err error) {
	text, data, err := source.Fields(ctx, name, opt, required.MaxBytes)
	if err != nil {
		return f, err
	}
	s, err := required.Read(filepath.Base(name), text)
	if err != nil {
		return f, err
	}
	sum := sha256.Sum256(data)
	return schemaFile{Schema: s, name: filepath.Base(name), sum: hex.EncodeToString(sum[:])}, nil
}

// demand finds the mandatory fields in the export: those that the files of --schema show, the columns that --require names,
// and headers with an asterisk.
func (c *cleaning) demand() error {
	b := c.table.binding
	headers := make([]string, len(b.Columns))
	for i := range b.Columns {
		headers[i] = b.Columns[i].Header
	}
	var named []int
	for _, name := range c.o.Require {
		col, err := b.Column("--require", name)
		if err != nil {
			return bindingError(err, c.lang)
		}
		if col >= 0 && !slices.Contains(named, col) {
			named = append(named, col)
		}
	}
	fields, unique := c.fields()
	own := ownObjects(b.Profile)
	c.asked = make(map[int]bool, len(b.Columns))
	var mine []required.Field
	for _, f := range fields {
		if f.Object == required.ObjectUnknown || slices.Contains(own, f.Object) {
			mine = append(mine, f)
		} else if f.Code() != "" {
			c.elsewhere = append(c.elsewhere, f)
		}
	}
	for _, h := range required.Match(unique, headers) {
		if h.Column >= 0 && len(h.Also) == 0 && !h.Shared && b.Columns[h.Column].Role != profile.Phone {
			b.Columns[h.Column].Unique = true
		}
	}
	for _, h := range required.Match(mine, headers) {
		c.claim(&mine[h.Field], &h, named)
	}
	for _, col := range named {
		if !c.demanded(col) {
			c.add(required.Named("--require", headers[col])[0], col)
		}
	}
	if c.o.To != "" {
		return nil
	}
	for _, col := range required.Hints(headers) {
		if !c.demanded(col) && b.Columns[col].Role != profile.ID && b.Columns[col].Role != profile.Phone {
			c.add(required.Named("*", required.Unstar(headers[col]))[0], col)
		}
	}
	return nil
}

// claim takes over a field of the contacts with the column that was found for it. Where that is in doubt, --require decides.
func (c *cleaning) claim(f *required.Field, h *required.Hit, named []int) {
	col, code := h.Column, ""
	if len(h.Also) > 0 || h.Shared {
		code = required.CodeDoubt
		for _, n := range named {
			if len(h.Also) > 0 && (n == h.Column || slices.Contains(h.Also, n)) {
				col, code = n, ""
			}
		}
		if code != "" {
			col = -1
		}
	}
	if f.Code() == "" && (col < 0 || !c.carries(col)) {
		return // The CRM's own field, which the export has no need to show.
	}
	d := c.add(*f, col)
	if code == "" && col < 0 && (d.Needs || d.Field.MayStop(required.Update) && !lax(&d.Field)) {
		code = required.CodeMissing
	}
	c.columnCodes[len(c.columnCodes)-1] = code
}

// carries tells whether a new contact has a value of its parent in a column, whatever is mandatory.
func (c *cleaning) carries(col int) bool { return c.table.binding.Columns[col].Child }

func (c *cleaning) demanded(col int) bool { return c.asked[col] }

// add notes a mandatory field of the contacts.
func (c *cleaning) add(f required.Field, col int) *pipeline.Demand {
	code := f.Code()
	if col >= 0 && f.Type == required.TypeUnknown {
		f.Type = typeOf(c.table.binding.Columns[col].Role)
	}
	d := pipeline.Demand{
		Field: f, Column: col, List: code != "" && (f.MayStop(required.Update) || f.MayStop(required.Create)),
		Copy:  f.Custom || f.MayStop(required.Create) && !lax(&f), // What is the CRM's own, such as the status of a lead, starts afresh.
		Needs: f.MayStop(required.Create) && !lax(&f) && f.Source != "*",
	}
	if col >= 0 && f.Unique {
		c.table.binding.Columns[col].Unique = true
	}
	c.asked[col] = true
	if col < 0 && f.Level != required.LevelAPI {
		d.Needs = false // Whether it is enforced is not sure, and neither that contacts lack it.
	}
	c.opt.Demands, c.columnCodes = append(c.opt.Demands, d), append(c.columnCodes, "")
	return &c.opt.Demands[len(c.opt.Demands)-1]
}

// lax tells whether the CRM fills a field in new records by itself.
func lax(f *required.Field) bool {
	code := f.Code()
	return code == required.CodeDefault || code == required.CodeStandard
}

// typeOf gives the type of values of a column that nobody described.
func typeOf(r profile.Role) required.Type {
	switch r {
	case profile.Phone, profile.Fax:
		return required.TypePhone
	case profile.Email:
		return required.TypeEmail
	case profile.First, profile.Last, profile.Full, profile.Company:
		return required.TypeName
	default:
		return required.TypeUnknown
	}
}

// fieldKey names a field wherever it is described.
type fieldKey struct {
	crm    string
	object required.Object
	of     string
	name   string
}

// fields gives the mandatory and the unique fields of all files. Of a field that several files show, the strictest word
// counts: a layout says nothing against what the object demands.
func (c *cleaning) fields() (fields, unique []required.Field) {
	places := map[fieldKey]int{}
	for _, s := range c.schemas {
		for i := range s.Fields {
			f := &s.Fields[i]
			key := fieldKey{f.CRM, f.Object, f.ObjectName, f.Name}
			at, known := places[key]
			switch {
			case !known:
				places[key] = len(fields)
				fields = append(fields, *f)
			case strictness(f.Level) > strictness(fields[at].Level):
				fields[at] = *f
			}
		}
		unique = append(unique, s.Unique...)
	}
	return fields, unique
}

func strictness(l required.Level) int {
	return slices.Index([]required.Level{"", required.LevelForm, required.LevelUnknown, required.LevelAPIFrom, required.LevelAPI}, l)
}

// ownObjects gives the kinds of record that an export of a profile holds.
func ownObjects(p *profile.Profile) []required.Object {
	switch p.Object {
	case "lead":
		return []required.Object{required.ObjectLead}
	case "company", "account":
		return []required.Object{required.ObjectCompany}
	default:
		return []required.Object{required.ObjectContact}
	}
}

// mandatory says in the summary what is known of mandatory fields; nil where nothing is.
func (c *cleaning) mandatory(res *pipeline.Result) *summary.Required {
	if len(c.schemas) == 0 && len(c.opt.Demands) == 0 {
		return nil
	}
	out := &summary.Required{}
	for _, s := range c.schemas {
		f := summary.RequiredFile{Name: s.name, SHA256: s.sum, CRM: s.CRM, Title: s.Title, Kind: s.Kind, Object: string(s.Object), Mandatory: len(s.Findings())}
		for _, u := range s.Unseen {
			f.Unseen = append(f.Unseen, summary.Unseen{Code: u.Code, English: u.En, French: u.Fr})
		}
		out.Files = append(out.Files, f)
	}
	for k := range c.opt.Demands {
		d := &c.opt.Demands[k]
		if d.Field.Code() == "" {
			continue
		}
		f := requiredField(&d.Field)
		f.Own, f.ColumnCode = true, c.columnCodes[k]
		if res.Lacks != nil {
			l := &res.Lacks.Fields[k]
			f.Blank, f.Filler, f.Copied = l.Blank, l.Filler, l.Copied
			if l.IDLike {
				f.ColumnCode = cmp.Or(f.ColumnCode, required.CodeIDLike)
			}
		}
		if d.Column >= 0 {
			f.Column = c.table.binding.Columns[d.Column].Header
		}
		out.Fields = append(out.Fields, f)
	}
	for i := range c.elsewhere {
		out.Fields = append(out.Fields, requiredField(&c.elsewhere[i]))
	}
	if res.Lacks != nil {
		l := res.Lacks
		out.Lacking, out.Blank, out.Stopped, out.Refused = l.Contacts, l.Blank, l.Stopped, l.Refused
	}
	rank := map[string]int{"error": 1, "warning": 2, "info": 3}
	weight := func(code string) int {
		if code == required.CodeLogging {
			return 0 // Nothing is logged, whomever the call was with.
		}
		return rank[c.usual.Severity(code)]
	}
	slices.SortStableFunc(out.Fields, func(a, b summary.RequiredField) int { return cmp.Compare(weight(a.Code), weight(b.Code)) })
	return out
}

func requiredField(f *required.Field) summary.RequiredField {
	return summary.RequiredField{
		Name: f.Name, Label: f.Label, CRM: f.CRM, Object: string(f.Object), ObjectName: f.ObjectName, Code: f.Code(), Level: string(f.Level), Since: f.Since,
		Blocks: f.Blocks.Words(), When: f.When, Source: f.Source, Rule: f.Fact, Layouts: f.Layouts,
	}
}

// mandatoryFindings counts the findings about fields and files of a schema; those about contacts are counted as codes.
func (c *cleaning) mandatoryFindings(out map[string]int64) {
	r := c.summary.Required
	if r == nil {
		return
	}
	note := func(code string) {
		if s := c.texts.Severity(code); s != "" {
			out[s]++
		}
	}
	for i := range r.Fields {
		note(r.Fields[i].Code)
		note(r.Fields[i].ColumnCode)
	}
	for i := range r.Files {
		for _, u := range r.Files[i].Unseen {
			note(u.Code)
		}
	}
}
