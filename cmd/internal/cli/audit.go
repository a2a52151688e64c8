package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/audit"
	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// auditFlags are the flags of audit.
type auditFlags struct {
	audit.Options
	Plans        []string
	Regions      []string
	Config       string
	Out          string
	JSON         bool
	Init         string
	How          string
	Bundle       string
	Unmasked     bool
	PasswordFile string
	Force        bool
	Lang         *choice
	Color        *choice
}

func newAudit(env Env) *cobra.Command {
	o := &auditFlags{Lang: newChoice("auto", "en", "fr"), Color: newChoice("auto", "always", "never")}
	cmd := &cobra.Command{
		Use:   "audit [flags]",
		Short: "Go through the checklist of a telephony integration, and explain why calls are not logged",
		Long: `audit goes through the checklist of a telephony integration with what an admin can
export or read off a screen: plans, users, formats, numbers and IVRs, settings, fields.
Given calls, it says for each why it is, or is not, attached to a contact, and how many
cleaning the contacts would attach. Every file is optional: a check that lacks one says
which. CSV, XLSX, answers of an API in JSON and pasted text are read.

It exits 3 if a check fails.`,
		Example: `  callready audit --how hubspot
  callready audit --init files --calls calls.csv
  callready audit --config audit.toml -o audit
  callready audit --contacts contacts.csv --calls calls.csv --logged logged.csv --bundle for-support`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("audit takes each list by an option of its own: --contacts %s, --calls %s", args[0], args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := settle(cmd.Flags(), env.Getenv); err != nil {
				return err
			}
			return runAudit(cmd.Context(), &env, o)
		},
	}
	o.add(cmd.Flags())
	return cmd
}

func (o *auditFlags) add(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.Contacts, "contacts", nil, "export of the CRM's contacts; several times for several files with the same columns")
	fs.StringArrayVar(&o.Schemas, "schema", nil, "what the CRM says of its fields, for mandatory ones; several times for several files")
	fs.StringVar(&o.CRMUsers, "crm-users", "", "users of the CRM")
	fs.StringVar(&o.AircallUsers, "aircall-users", "", "users of Aircall")
	fs.StringVar(&o.Numbers, "numbers", "", "the company's numbers in Aircall")
	fs.StringVar(&o.Connected, "connected", "", "numbers that are connected to the integration")
	fs.StringVar(&o.IVR, "ivr", "", "which numbers each IVR routes to")
	fs.StringVar(&o.Workflow, "workflow", "", "settings of the integration: which types of call are logged")
	fs.StringVar(&o.Calls, "calls", "", "calls, as Aircall exports them")
	fs.StringVar(&o.Logged, "logged", "", "calls that the CRM has logged")
	fs.StringSliceVar(&o.Plans, "plan", nil, "plans, such as aircall=Professional,crm=Enterprise")
	fs.StringVar(&o.Installer, "installer", "", "e-mail address of who installed the integration")
	fs.StringVar(&o.Profile, "profile", "auto", "CRM profile of the contacts: a name (callready profile list), a TOML file, or auto")
	fs.StringSliceVar(&o.Regions, "region", nil, "countries of contacts that do not say theirs, such as FR or FR,BE")
	fs.StringVar(&o.PasswordFile, "password-file", "", "file whose first line is the password of the workbook")
	fs.StringVar(&o.Config, "config", "", "TOML file with settings, named like the flags")
	fs.StringVarP(&o.Out, "out", "o", "", "folder for audit.json, audit.html, calls.csv and needs-you.csv")
	fs.BoolVar(&o.Force, "force", false, "set a folder of an earlier audit that exists aside under another name")
	fs.BoolVar(&o.JSON, "json", false, "print audit.json instead of text")
	fs.StringVar(&o.Init, "init", "", "write files to fill in to this folder, with what --calls shows, and do nothing else")
	fs.StringVar(&o.How, "how", "", "say where to get each file in this CRM, and do nothing else")
	fs.StringVar(&o.Bundle, "bundle", "", "folder for the integration's support: sample calls, the audit, versions")
	fs.BoolVar(&o.Unmasked, "unmasked", false, "leave the contacts' numbers in the bundle readable")
	fs.Var(o.Lang, "lang", "language: en or fr, from the environment by default")
	fs.Var(o.Color, "color", "colours: auto, always or never")
}

func runAudit(ctx context.Context, env *Env, o *auditFlags) (err error) {
	o.Options.Lang = finding.Lang(langOf(env, o.Lang.value))
	if o.How != "" {
		return auditHow(env, o)
	}
	if err := o.settle(); err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "callready-*")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	o.Temp, o.Stdin, o.Version, o.Choose = temp, env.Stdin, version(), new(tableFlags).chooseSheet
	if o.Init != "" {
		return auditInit(ctx, env, o)
	}
	plan, err := phone.Plan()
	if err != nil {
		return err
	}
	o.Options.Plan = audit.Plan{Module: plan.Module, SHA256: plan.SHA256}
	return o.run(ctx, env)
}

// settle reads what flags say in words.
func (o *auditFlags) settle() (err error) {
	for _, p := range o.Plans {
		side, plan, ok := strings.Cut(p, "=")
		switch plan = strings.TrimSpace(plan); strings.ToLower(strings.TrimSpace(side)) {
		case "aircall":
			o.AircallPlan = plan
		case "crm":
			o.CRMPlan = plan
		default:
			ok = false
		}
		if !ok || plan == "" {
			return usage(errors.New(o.say("wrong.plan", "plan", p)))
		}
	}
	for _, r := range o.Regions {
		m, ok := country.Find(r)
		if !ok || m.Slip {
			return usage(fmt.Errorf("--region %q is no country", r), "use two-letter codes such as FR, or names")
		}
		o.Phone.Regions = append(o.Phone.Regions, m.Region)
	}
	in := 0
	if o.Password, err = readPassword(o.PasswordFile); err != nil {
		return err
	}
	if o.Contacts, err = expand(o.Contacts); err != nil {
		return err
	}
	all := []string{o.CRMUsers, o.AircallUsers, o.Numbers, o.Connected, o.IVR, o.Workflow, o.Calls, o.Logged}
	for _, name := range slices.Concat(all, o.Contacts, o.Schemas) {
		if name == "-" {
			in++
		}
	}
	if in > 1 {
		return usage(errors.New(o.say("wrong.stdin")))
	}
	return nil
}

// say gives a sentence of the audit in the language of the run.
func (o *auditFlags) say(name string, args ...any) string {
	book, err := audit.Texts()
	if err != nil {
		return name
	}
	return book.In(o.Options.Lang.String()).Say(name, args...)
}

// run makes the audit and writes what was asked for.
func (o *auditFlags) run(ctx context.Context, env *Env) (err error) {
	sink, err := o.sink()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.discard()) }()
	res, err := audit.Run(ctx, o.Options, sink)
	if err != nil {
		return o.explain(err)
	}
	where := ""
	if sink.out != nil {
		if where, err = sink.publish(res); err != nil {
			return err
		}
	}
	if sink.bundle != nil {
		bundle, err := sink.support(o, res)
		if err != nil {
			return err
		}
		where = strings.TrimPrefix(where+", "+bundle, ", ")
	}
	if o.JSON {
		err = writeJSON(env.Stdout, res)
	} else {
		colour := o.Color.value == "always" || o.Color.value == "auto" && env.Colour && env.Getenv("NO_COLOR") == ""
		err = audit.Text(env.Stdout, res, audit.Look{Colour: colour, Width: env.Width, Folder: where})
	}
	if err != nil {
		return err
	}
	if res.Failed() {
		return &coded{code: exitFindings}
	}
	return nil
}

// explain gives an error about a file its exit code, its language, and what to do.
func (o *auditFlags) explain(err error) error {
	if wrong, ok := errors.AsType[*source.WrongKindError](err); ok {
		return usage(errors.New(wrong.Text(o.Options.Lang == finding.French, optionOf)))
	}
	if damaged, ok := errors.AsType[*source.DamagedError](err); ok {
		return failed(errors.New(damaged.Text(o.Options.Lang == finding.French)))
	}
	if errors.Is(err, required.ErrNotOne) {
		return usage(err, "callready audit --how CRM tells how to save what the CRM says about its fields")
	}
	if _, ok := errors.AsType[*audit.NothingError](err); ok {
		return usage(err, "callready audit --help lists the flags")
	}
	if _, ok := errors.AsType[*audit.ColumnsError](err); ok {
		return usage(err)
	}
	if _, ok := errors.AsType[*profile.UnknownProfileError](err); ok {
		return usage(err, "callready profile list shows the profiles; a file of your own needs a / or a dot in its name")
	}
	return refusal(err)
}

// optionOf gives the option that takes a kind of list.
func optionOf(k source.Kind) string {
	switch k {
	case source.Users:
		return "--aircall-users / --crm-users"
	case source.AircallUsers, source.CRMUsers, source.Numbers, source.Connected, source.IVR, source.Workflow, source.Calls, source.Logged, source.Contacts, source.Schema:
		return "--" + string(k)
	}
	return ""
}
