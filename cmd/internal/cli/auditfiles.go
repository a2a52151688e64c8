package cli

import (
	"encoding/json"
	"errors"
	"io"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/audit"
	"github.com/callready/callready/cmd/internal/run"
)

func writeJSON(w io.Writer, res *audit.Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(res)
}

// auditSink takes the calls for the files that were asked for.
type auditSink struct {
	tables *audit.Tables
	sample *audit.Sample
}

func (o *auditFlags) sink() (*auditSink, *run.Folder, func() error, error) {
	s := &auditSink{}
	if o.Bundle != "" {
		s.sample = audit.NewSample()
	}
	if o.Out == "" {
		return s, nil, func() error { return nil }, nil
	}
	folder, err := makeAuditFolder(o.Out)
	if err != nil {
		return nil, nil, nil, err
	}
	calls, err := folder.File("calls.csv")
	if err != nil {
		return nil, nil, nil, errors.Join(err, folder.Discard())
	}
	needs, err := folder.File("needs-you.csv")
	if err != nil {
		return nil, nil, nil, errors.Join(err, folder.Discard())
	}
	s.tables = &audit.Tables{Calls: calls, Needs: needs, Lang: o.Options.Lang}
	return s, folder, folder.Discard, nil
}

func makeAuditFolder(name string) (*run.Folder, error) {
	folder, err := run.Create(run.Options{Dir: name, Stem: filepath.Base(name)})
	if _, ok := errors.AsType[*run.ExistsError](err); ok {
		return nil, usage(err, "choose another name, or remove it first")
	}
	return folder, err
}

// Call hands a call on.
func (s *auditSink) Call(c *audit.Call) error {
	if s.sample != nil {
		s.sample.Add(c)
	}
	if s.tables != nil {
		return s.tables.Call(c)
	}
	return nil
}

// Number hands a number on.
func (s *auditSink) Number(n *audit.Number) error {
	if s.tables != nil {
		return s.tables.Number(n)
	}
	return nil
}

// publish writes the audit into the folder and makes it appear.
func (s *auditSink) publish(folder *run.Folder, res *audit.Result) (string, error) {
	if err := s.tables.Close(); err != nil {
		return "", err
	}
	if err := auditFiles(folder, res); err != nil {
		return "", err
	}
	return folder.Publish()
}

// auditFiles writes audit.json and audit.html.
func auditFiles(folder *run.Folder, res *audit.Result) error {
	data, err := folder.File("audit.json")
	if err != nil {
		return err
	}
	if err := writeJSON(data, res); err != nil {
		return err
	}
	page, err := folder.File("audit.html")
	if err != nil {
		return err
	}
	return audit.HTML(page, res)
}
