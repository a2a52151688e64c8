package cli

import (
	"context"
	"iter"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/mask"
	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/cmd/internal/report"
)

// publish writes what people read and makes the run folder appear under its name.
func (c *cleaning) publish(ctx context.Context, res *pipeline.Result) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	pr := c.table.binding.Profile
	if c.opt.Form != nil {
		pr = c.opt.Form.Profile
	}
	c.summary.Outputs = c.folder.Files()
	if c.opt.Mode == pipeline.Write {
		guide, err := c.folder.File("IMPORT.md")
		if err != nil {
			return err
		}
		if err := report.Guide(guide, &c.summary, pr, c.summary.Outputs, c.lang); err != nil {
			return err
		}
	}
	page, err := c.folder.File("report.html")
	if err != nil {
		return err
	}
	opt := report.PageOptions{Texts: c.texts, Lang: c.lang}
	if c.o.Mask {
		opt.Mask = mask.Event
	}
	if err := report.HTML(page, &c.summary, res.Sample, opt); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.nightly.record(c, res); err != nil {
		return err
	}
	c.summary.Outputs = c.folder.Files()
	sum, err := c.folder.File("summary.json")
	if err != nil {
		return err
	}
	if err := report.WriteSummary(sum, &c.summary); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.summary.Run.Folder, err = c.folder.Publish()
	return err
}

// say prints the summary; a dry run shows its changes with examples too, as callready report does.
func (c *cleaning) say(ctx context.Context) error {
	opt := report.Options{Color: c.colour(), Width: c.env.Width, Lang: c.lang, Texts: c.texts}
	if c.opt.Mode == pipeline.DryRun {
		opt.Masked = c.o.Mask
		r := &reporting{env: c.env, o: &reportFlags{Show: report.DefaultShow, Mask: c.o.Mask}, lang: c.lang, format: "text", dir: c.summary.Run.Folder, summary: c.summary}
		opt.Digest = &report.Digest{Show: r.o.Show, Capped: true, Silent: silent(c.texts.Catalogue)}
		if err := r.read(ctx, func(events iter.Seq2[journal.Event, error]) error { return gather(opt.Digest, events) }); err != nil {
			return err
		}
	}
	return report.Text(c.env.Stdout, &c.summary, opt)
}

// conclude prints the summary and gives the run its exit code.
func (c *cleaning) conclude(ctx context.Context, res *pipeline.Result) error {
	if !c.o.Quiet {
		err := c.say(ctx)
		if err != nil && c.opt.Mode == pipeline.Check {
			return err
		}
		if err != nil { // The run is published: it did not fail, whoever reads its summary or does not.
			c.hint(err)
		}
	}
	if c.opt.Mode == pipeline.Check && res.Pending() {
		return &coded{code: exitFindings}
	}
	for _, level := range map[string][]string{"error": {"error"}, "warning": {"error", "warning"}, "info": {"error", "warning", "info"}}[c.o.FailOn.value] {
		if c.summary.Findings[level] > 0 {
			return &coded{code: exitFindings}
		}
	}
	return nil
}
