package audit

import (
	"errors"
	"fmt"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// ColumnsError says that two files of contacts do not have the same columns, or are one file.
type ColumnsError struct{ text string }

// Error says so in the language of the audit.
func (e *ColumnsError) Error() string { return e.text }

// readContacts reads the files of contacts as one export.
func (a *auditor) readContacts() (err error) {
	if len(a.opt.Contacts) == 0 {
		return nil
	}
	const option = "--contacts"
	if a.opt.Stage != nil {
		a.opt.Stage(option)
	}
	var files []*source.File
	defer func() {
		for _, f := range files {
			err = errors.Join(err, f.Close())
		}
	}()
	for _, name := range a.opt.Contacts {
		f, err := a.file(option, name, false)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	if err := a.align(files); err != nil {
		return err
	}
	c, err := openContacts(files, a.opt.Profile)
	if err != nil {
		return fmt.Errorf("%s: %w", option, err)
	}
	c.wanted, c.voice, a.contacts = a.wanted, a.voice, c
	rows, err := c.read(a.ctx, a.phones)
	if err != nil {
		return fmt.Errorf("%s: %w", option, err)
	}
	n := &c.counts
	a.res.Contacts = &Contacts{WithNumber: n.withPhone, E164: n.e164, Accepted: n.accepted, Unmatched: n.unmatched}
	for i, f := range files {
		if err := a.note(option, f, rows[i]); err != nil {
			return err
		}
	}
	return a.distinct(option)
}

// align makes all files show the columns of the first.
func (a *auditor) align(files []*source.File) error {
	header := source.Union(files)
	for _, f := range files {
		if differ := f.Rearrange(header); len(differ) > 0 {
			if is := f.LooksLike(); is != "" && is != source.Users { // of another kind altogether, rather
				return &source.WrongKindError{Name: f.Name, Wanted: source.Contacts, Is: is}
			}
			list := joinList(differ[:min(len(differ), evidenceMost)])
			return &ColumnsError{a.voice.Say("contacts.columns", "one", files[0].Name, "other", f.Name, "list", list)}
		}
	}
	return nil
}

// distinct refuses a file that is given twice: all its contacts would share their numbers with themselves.
func (a *auditor) distinct(option string) error {
	seen := map[string]bool{}
	for _, in := range a.res.Inputs {
		if in.Option != option {
			continue
		}
		if seen[in.SHA256] {
			return &ColumnsError{a.voice.Say("contacts.twice", "name", in.Name)}
		}
		seen[in.SHA256] = true
	}
	return nil
}
