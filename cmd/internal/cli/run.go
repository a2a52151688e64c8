// Package cli is the command line: one file a command. It is the only place that knows the library behind it.
//
// A command is a constructor that turns flags into an options struct and calls a function with that struct; [Run] builds
// the tree, runs it, prints the error and gives the exit code. Nothing below main ends the process.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const exitTable = `Exit codes:
  0    done
  1    failed, nothing published
  2    wrong usage or configuration
  3    done, with findings at or above --fail-on, or --check with pending changes
  4    stopped by a guard (--max-new)
  130  interrupted (143 when terminated)`

// allExitCodes are those of all commands.
const allExitCodes = `Exit codes:
  0    done
  1    failed, nothing published
  2    wrong usage or configuration
  3    done, with findings at or above --fail-on, or --check with pending changes; audit, verify,
       undo and refresh say in their help what it means there
  4    stopped by a guard (--max-new) or a limit of a job
  5    the job is running already
  130  interrupted (143 when terminated)`

// Run runs the program and gives its exit code.
func Run(ctx context.Context, args []string, env Env) int {
	root := NewRoot(env)
	inFrenchHelp(root, asked(&env, args))
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil {
		complain(ctx, env.Stderr, err, asked(&env, args))
	}
	return codeOf(ctx, err)
}

// complain prints an error and its hints in a language.
func complain(ctx context.Context, w io.Writer, err error, lang string) {
	say := voiced(lang)
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.Cause(ctx))) {
		tell(w, "callready:", say("stopped; nothing was published"))
		return
	}
	if text := err.Error(); text != "" {
		if t, ok := errors.AsType[texted](err); ok && lang == "fr" {
			text = strings.Replace(text, t.Text().English, t.Text().French, 1)
		}
		tell(w, "callready:", say(text))
	}
	if c, ok := errors.AsType[*coded](err); ok {
		for _, h := range c.hints {
			tell(w, "callready:", say("hint: "+h))
		}
	}
}

// tell writes a line to standard error. What cannot be written there cannot be reported there either.
func tell(w io.Writer, words ...any) { _, _ = fmt.Fprintln(w, words...) }

// NewRoot builds the command tree. Manual pages are made from it.
func NewRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "callready",
		Short: "Make CRM contacts call-ready: phone numbers in E.164, one where the integration looks",
		Long: `callready reads a contact export (CSV or XLSX, in one file or in several), rewrites every phone
number to E.164, gives numbers that a telephony integration cannot find a contact of their own,
and writes the files to import back, a diff to check first, and files to undo it all. It also
says why calls are not logged. The export is never changed, and nothing leaves this machine.

` + allExitCodes,
		Example: `  callready clean contacts.csv
  callready clean --region FR --dry-run contacts.csv
  callready clean part-1.csv part-2.xlsx
  callready inspect contacts.csv
  callready report callready-contacts
  callready audit --how hubspot`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			err := fmt.Errorf("there is no command %q", args[0])
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return usage(err, "did you mean "+near[0]+"?")
			}
			return usage(err, "callready --help lists the commands")
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.Version = version()
	root.SetVersionTemplate("callready {{.Version}}; callready version names the numbering plan too\n")
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(err, fmt.Sprintf("%s --help lists the flags", cmd.CommandPath()))
	})
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(newClean(env), newInspect(env), newAudit(env), newReport(env), newUndo(env), newRefresh(env), newVerify(env), newJob(env), newProfile(env), newVersion(env))
	for _, cmd := range root.Commands() {
		cmd.Args = usageArgs(cmd.Args)
		for _, sub := range cmd.Commands() {
			sub.Args = usageArgs(sub.Args)
		}
	}
	return root
}

// usageArgs makes wrong arguments an error of usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		return nil
	}
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage(err, fmt.Sprintf("%s --help shows how to use it", cmd.CommandPath()))
		}
		return nil
	}
}
