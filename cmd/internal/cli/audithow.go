package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
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

// formFolder writes the files to fill in into a folder of their own.
func (o *auditFlags) formFolder(files []audit.FormFile) (where string, err error) {
	folder, err := o.folder(o.Init, initMark)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, folder.Discard()) }()
	for _, f := range files {
		w, err := folder.File(f.Name)
		if err != nil {
			return "", err
		}
		if _, err := w.WriteString(f.Text); err != nil {
			return "", err
		}
	}
	return folder.Publish()
}

// besides writes the files to fill in into a folder that is there, such as the one with the exports. None that is there is
// touched; where one is, or cannot be written, none is left behind.
func besides(dir string, files []audit.FormFile) (err error) {
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, f.Name)); !errors.Is(err, fs.ErrNotExist) {
			return usage(fmt.Errorf("%s is there already, and may be filled in", filepath.Join(dir, f.Name)), "name another folder, or take the file away")
		}
	}
	var made []string
	defer func() {
		if err == nil {
			return
		}
		for _, name := range made {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for _, f := range files {
		name := filepath.Join(dir, f.Name)
		w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		made = append(made, name)
		_, err = w.WriteString(f.Text)
		if err = errors.Join(err, w.Close()); err != nil {
			return err
		}
	}
	return nil
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
	where := o.Init
	if info, statErr := os.Stat(o.Init); statErr == nil && info.IsDir() && !o.Force {
		err = besides(o.Init, files)
	} else {
		where, err = o.formFolder(files)
	}
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
