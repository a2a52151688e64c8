package audit

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/required"
)

// open opens a file, hands it to read, and notes it as an input.
func (a *auditor) open(option, name string, paste bool, read func(f *source.File) (rows int64, err error)) error {
	if name == "" {
		return nil
	}
	if a.opt.Stage != nil {
		a.opt.Stage(option)
	}
	f, err := a.file(option, name, paste)
	if err != nil {
		return err
	}
	rows, err := read(f)
	if a.calls == nil || a.calls.file != f { // The calls are read once more at the end.
		defer f.Close() //nolint:errcheck // it was only read
	}
	if err != nil {
		return fmt.Errorf("%s: %w", option, err)
	}
	return a.note(option, f, rows)
}

func (a *auditor) file(option, name string, paste bool) (*source.File, error) {
	f, err := source.Open(a.ctx, name, source.Options{
		Stdin: a.opt.Stdin, SpoolDir: a.opt.Temp, Paste: paste, Password: a.opt.Password, Kind: source.KindOf(option), Choose: a.opt.Choose,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", option, err)
	}
	return f, nil
}

// note notes a file as an input.
func (a *auditor) note(option string, f *source.File, rows int64) error {
	sum, err := f.SHA256(a.ctx)
	if err != nil {
		return err
	}
	a.res.Inputs = append(a.res.Inputs, Input{Option: option, Name: filepath.Base(f.Name), Form: string(f.Form), Rows: rows, Unread: f.Unread, SHA256: sum})
	if f.Unread > 0 {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.unread", "option", option, "n", f.Unread))
	}
	return nil
}

// read reads all files but the calls, which are explained later.
func (a *auditor) read() error {
	err := errors.Join(
		a.open("--aircall-users", a.opt.AircallUsers, true, func(f *source.File) (rows int64, err error) {
			a.users, rows, err = readUsers(a.ctx, f, source.AircallUsers)
			if err == nil && len(a.users.exact) == 0 {
				a.users = nil
				a.unfilled("--aircall-users")
			}
			return rows, err
		}),
		a.open("--crm-users", a.opt.CRMUsers, true, func(f *source.File) (rows int64, err error) {
			a.crmUsers, rows, err = readUsers(a.ctx, f, source.CRMUsers)
			if err == nil && len(a.crmUsers.exact) == 0 {
				a.crmUsers = nil
				a.unfilled("--crm-users")
			}
			return rows, err
		}),
		a.open("--numbers", a.opt.Numbers, true, func(f *source.File) (rows int64, err error) {
			a.numbers, rows, err = readLines(a.ctx, f, source.Numbers, a.tel)
			if err == nil && len(a.numbers.lines) == 0 {
				a.numbers = nil
				a.unfilled("--numbers")
			}
			return rows, err
		}),
		a.open("--connected", a.opt.Connected, true, func(f *source.File) (rows int64, err error) {
			a.connected, rows, err = readLines(a.ctx, f, source.Connected, a.tel)
			if err == nil && !a.connected.says() {
				a.connected = nil
				a.unfilled("--connected")
			}
			return rows, err
		}),
		a.open("--ivr", a.opt.IVR, false, func(f *source.File) (rows int64, err error) {
			a.routes, rows, err = readRoutes(a.ctx, f, a.tel)
			a.hasRoutes = len(a.routes) > 0
			if err == nil && !a.hasRoutes {
				a.unfilled("--ivr")
			}
			return rows, err
		}),
		a.open("--workflow", a.opt.Workflow, false, func(f *source.File) (rows int64, err error) {
			a.flow, rows, err = readWorkflow(a.ctx, f)
			return rows, err
		}),
	)
	if err != nil {
		return err
	}
	if a.connected == nil && a.numbers != nil && a.numbers.column && a.numbers.says() {
		a.connected = a.numbers
	}
	for _, name := range a.opt.Schemas {
		if err := a.schema(name); err != nil {
			return fmt.Errorf("--schema: %w", err)
		}
	}
	// What the calls' numbers are is known before the contacts are read, so that only those are kept.
	if err := a.open("--calls", a.opt.Calls, false, a.ring); err != nil {
		return err
	}
	if err := a.readContacts(); err != nil {
		return err
	}
	if err := a.open("--logged", a.opt.Logged, false, a.readLogged); err != nil {
		return err
	}
	return a.identify()
}

// unfilled notes that a file holds nothing to go by: it is treated as if it had not been given.
func (a *auditor) unfilled(option string) {
	a.res.Notes = append(a.res.Notes, a.voice.Say("note.unfilled", "option", option))
}

// schemaMost bounds a schema file, in bytes.
const schemaMost = required.MaxBytes

// looksLike tells which list a file is that describes no fields, "" if it is none either.
func (a *auditor) looksLike(name string) source.Kind {
	f, err := source.Open(a.ctx, name, source.Options{SpoolDir: a.opt.Temp, Password: a.opt.Password})
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // it was only read
	is := f.LooksLike()
	if _, err := openContacts([]*source.File{f}, ""); err == nil && is != source.Calls && is != source.Logged {
		is = source.Contacts
	}
	return is
}

func (a *auditor) schema(name string) error {
	text, data, err := source.Fields(a.ctx, name, source.Options{Stdin: a.opt.Stdin, SpoolDir: a.opt.Temp, Password: a.opt.Password}, schemaMost)
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", name, path.Err)
	}
	if err != nil {
		return err
	}
	called := filepath.Base(name)
	if name == "-" {
		called = source.StdinName
	}
	s, err := required.Read(called, text)
	if errors.Is(err, required.ErrNotOne) {
		if is := a.looksLike(name); is != "" {
			return &source.WrongKindError{Name: name, Wanted: source.Schema, Is: is}
		}
	}
	if err != nil {
		return err
	}
	a.schemas = append(a.schemas, s)
	a.res.Inputs = append(a.res.Inputs, Input{Option: "--schema", Name: called, Form: "schema", Rows: int64(len(s.Fields)), SHA256: hexSum(data)})
	return nil
}

// readLogged reads what the CRM logged. Without calls it says nothing.
func (a *auditor) readLogged(f *source.File) (int64, error) {
	if a.joined == nil {
		a.joined = newJoined()
	}
	err := a.joined.read(a.ctx, f, a.tel)
	return a.joined.rows, err
}

// identify finds out which CRM it is.
func (a *auditor) identify() error {
	name := a.opt.Profile
	var p *profile.Profile
	switch {
	case a.contacts != nil:
		p = a.contacts.binding.Profile
	case name != "" && name != "auto" && !strings.ContainsAny(name, `/\.`):
		found, err := profile.Find(name)
		if err != nil {
			return err
		}
		p = found
	default:
		for _, s := range a.schemas {
			if found, err := profile.Find(s.CRM); err == nil && p == nil {
				p = found
			}
		}
	}
	if p != nil && p.Name != profile.Generic {
		a.res.CRM, a.res.CRMTitle, a.res.Integration = p.Name, p.Title, p.Integration
	}
	var err error
	a.facts, err = factsOf(a.res.CRM)
	return err
}
