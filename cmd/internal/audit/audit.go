package audit

import (
	"context"
	"errors"
	"io"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// Options say what is there. A file that is not given is "".
type Options struct {
	Contacts     []string // read as one: all have the same columns
	Schemas      []string
	CRMUsers     string
	AircallUsers string
	Numbers      string
	Connected    string
	IVR          string
	Workflow     string
	Calls        string
	Logged       string

	AircallPlan string
	CRMPlan     string
	Installer   string // e-mail of who installed the integration

	Profile string        // of the CRM; "" or "auto" to find it out from the contacts
	Phone   phone.Options // how cells are read
	Lang    finding.Lang
	Version string
	Plan    Plan

	Stdin    io.Reader
	Password string              // of protected workbooks
	Temp     string              // folder for temporary files
	Stage    func(option string) // told what is being read; may be nil
	// Choose chooses among the sheets of a workbook of contacts; nil for the first with rows.
	Choose func([]tablefile.Sheet) int
}

// Sink takes what is found out about single calls.
type Sink interface {
	// Call takes one call, in the order of the file. It must not keep it.
	Call(c *Call) error
	// Number takes a number that a person should look at, those that ring most often first.
	Number(n *Number) error
}

// Number is a number with calls that are not attached, and that cleaning does not help.
type Number struct {
	Number   string
	Calls    uint32
	Cause    string
	Contacts uint32
	Contact  string // record id or row of the contact that has it
	Column   string
	Cell     string
}

// close closes the calls, which are read a second time at the end.
func (a *auditor) close() error {
	if a.calls == nil {
		return nil
	}
	return a.calls.file.Close()
}

// NothingError says that there is nothing to look at.
type NothingError struct{ text string }

// Error says what to give.
func (e *NothingError) Error() string { return e.text }

// auditor is one audit.
type auditor struct {
	ctx       context.Context //nolint:containedctx // it lives as long as Run
	opt       Options
	sink      Sink
	voice     words.Voice
	catalogue *finding.Catalogue
	res       Result
	tel       *dialer
	phones    *phone.Reader

	crmUsers, users *userList
	numbers         *lineList
	connected       *lineList
	routes          []route
	hasRoutes       bool
	flow            *workflow
	contacts        *contacts
	schemas         []*required.Schema
	facts           *integration
	calls           *callFile
	wanted          map[uint64]*held
	joined          *joined
	instead         string // check whose advice of the catalogue does not help
}

// Run makes the audit. An error concerns a file that cannot be read, or is not what it was given for: a
// [*source.WrongKindError] then.
func Run(ctx context.Context, opt Options, sink Sink) (*Result, error) {
	a := &auditor{ctx: ctx, opt: opt, sink: sink}
	book, err := Texts()
	if err != nil {
		return nil, err
	}
	a.voice = book.In(opt.Lang.String())
	if !opt.some() {
		return nil, &NothingError{a.voice.Say("nothing")}
	}
	if a.catalogue, err = finding.Load(); err != nil {
		return nil, err
	}
	if a.phones, err = phone.NewReader(opt.Phone); err != nil {
		return nil, err
	}
	a.tel = newDialer(a.phones)
	a.res = Result{Schema: Schema, Version: opt.Version, Plan: opt.Plan, Lang: opt.Lang.String()}
	err = a.read()
	if err == nil {
		err = a.check()
	}
	if err = errors.Join(err, a.close()); err != nil {
		return nil, err
	}
	return &a.res, nil
}

func (o *Options) some() bool {
	for _, s := range []string{
		o.CRMUsers, o.AircallUsers, o.Numbers, o.Connected, o.IVR, o.Workflow, o.Calls, o.Logged, o.AircallPlan, o.CRMPlan, o.Installer,
	} {
		if s != "" {
			return true
		}
	}
	return len(o.Schemas)+len(o.Contacts) > 0
}
