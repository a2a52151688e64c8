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

// The files by which folders of audit are known, so that --force may set them aside.
const (
	auditMark = "audit.json"
	initMark  = "audit.toml"
)

// auditSink takes the calls for the files that were asked for.
type auditSink struct {
	tables *audit.Tables
	sample *audit.Sample
	out    *run.Folder // of --out, nil without
	bundle *run.Folder // of --bundle, nil without
}

// sink makes the folders that were asked for, before anything is read: an audit is not made for a folder that cannot be written.
// The caller discards what was not published.
func (o *auditFlags) sink() (s *auditSink, err error) {
	s = &auditSink{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.discard())
		}
	}()
	if o.Out != "" && o.Bundle != "" && filepath.Clean(o.Out) == filepath.Clean(o.Bundle) {
		return s, usage(errors.New("--out and --bundle name the same folder"))
	}
	if o.Bundle != "" {
		s.sample = audit.NewSample()
		if s.bundle, err = o.folder(o.Bundle, auditMark); err != nil {
			return s, err
		}
	}
	if o.Out == "" {
		return s, nil
	}
	if s.out, err = o.folder(o.Out, auditMark); err != nil {
		return s, err
	}
	calls, err := s.out.File("calls.csv")
	if err != nil {
		return s, err
	}
	needs, err := s.out.File("needs-you.csv")
	if err != nil {
		return s, err
	}
	s.tables = &audit.Tables{Calls: calls, Needs: needs, Lang: o.Options.Lang}
	return s, nil
}

// discard removes folders that were not published.
func (s *auditSink) discard() error {
	var errs []error
	for _, f := range []*run.Folder{s.out, s.bundle} {
		if f != nil {
			errs = append(errs, f.Discard())
		}
	}
	return errors.Join(errs...)
}

// folder makes a folder that appears when it is complete.
func (o *auditFlags) folder(name, mark string) (*run.Folder, error) {
	folder, err := run.Create(run.Options{Dir: name, Stem: filepath.Base(name), Force: o.Force, Mark: mark})
	if _, ok := errors.AsType[*run.ExistsError](err); ok {
		return nil, usage(err, "choose another name, or set it aside with --force")
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

// publish writes the audit into its folder and makes it appear.
func (s *auditSink) publish(res *audit.Result) (string, error) {
	if err := s.tables.Close(); err != nil {
		return "", err
	}
	if err := auditFiles(s.out, res); err != nil {
		return "", err
	}
	return s.out.Publish()
}

// auditFiles writes audit.json and audit.html.
func auditFiles(folder *run.Folder, res *audit.Result) error {
	data, err := folder.File(auditMark)
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
