package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/callready/callready/normalize/phone"
)

func newVersion(env Env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and of its numbering plan",
		Example: "  callready version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			plan, err := phone.Plan()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "callready %s\nnumbering plan %s %s\nmetadata sha256 %s\n", version(), plan.Module, plan.Version, plan.SHA256)
			return err
		},
	}
}

// version gives the version that the program was built as.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
