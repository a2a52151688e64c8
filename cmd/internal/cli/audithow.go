package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/callready/callready/cmd/internal/audit"
)

// auditHow prints where to get each file.
func auditHow(env *Env, o *auditFlags) error {
	lang := o.Options.Lang.String()
	title, steps, err := audit.Steps(o.How, lang)
	if _, ok := errors.AsType[*audit.UnknownCRMError](err); ok {
		return usage(err)
	}
	if err != nil {
		return err
	}
	book, err := audit.Texts()
	if err != nil {
		return err
	}
	v := book.In(lang)
	var text strings.Builder
	text.WriteString(v.Say("how.title", "crm", title) + "\n")
	for _, s := range steps {
		source := v.Say("how.unsourced")
		if s.Source != nil {
			source = v.Say("how.sourced", "url", s.Source.URL, "date", s.Source.Date)
		}
		text.WriteString("\n" + s.Option + "\n  " + s.Text + "\n  " + source + "\n")
	}
	_, err = fmt.Fprint(env.Stdout, text.String()+"\n"+v.Say("how.plan")+"\n")
	return err
}

// auditInit writes the files to fill in.
func auditInit(ctx context.Context, env *Env, o *auditFlags) (err error) {
	if o.Calls != "" && o.Calls != "-" { // The configuration stands in another folder.
		if abs, err := filepath.Abs(o.Calls); err == nil {
			o.Calls = abs
		}
	}
	files, err := audit.Forms(ctx, o.Options)
	if err != nil {
		return o.explain(err)
	}
	folder, err := o.folder(o.Init, initMark)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Discard()) }()
	for _, f := range files {
		w, err := folder.File(f.Name)
		if err != nil {
			return err
		}
		if _, err := w.WriteString(f.Text); err != nil {
			return err
		}
	}
	where, err := folder.Publish()
	if err != nil {
		return err
	}
	book, err := audit.Texts()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.Stdout, book.In(o.Options.Lang.String()).Say("init.written", "dir", where))
	return err
}
