package cli

import (
	"github.com/spf13/cobra"

	"github.com/callready/callready/io/profile"
)

func newProfile(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "profile",
		Short:   "List or show what is known of a CRM",
		Example: "  callready profile list\n  callready profile show hubspot > mine.toml",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "list",
		Short:   "List the built-in profiles",
		Example: "  callready profile list",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := profile.Builtin()
			if err != nil {
				return err
			}
			w := newSheet(env.Stdout)
			for _, p := range list {
				w.line("%s\t%s\n", p.Name, p.Title)
			}
			return w.end()
		},
	}, &cobra.Command{
		Use:     "show NAME",
		Short:   "Print a profile, to read or to start one of your own from",
		Example: "  callready profile show hubspot > mine.toml",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := profile.Raw(args[0])
			if err != nil {
				return usage(err, "callready profile list shows the names")
			}
			_, err = env.Stdout.Write(text)
			return err
		},
	})
	return cmd
}
