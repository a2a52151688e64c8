package cli

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
)

//go:embed help.toml
var helpTexts []byte

// helper puts the help of commands into French. It is made in English, with the commands; help.toml has each short text, each
// paragraph and the text of each flag in French. One that is not there stays as it is.
type helper struct {
	french map[string]string
	used   map[string]bool
}

func newHelper() (*helper, error) {
	var file struct {
		Say []saying `toml:"say"`
	}
	if err := toml.Unmarshal(helpTexts, &file); err != nil {
		return nil, fmt.Errorf("help.toml: %w", err)
	}
	h := &helper{french: map[string]string{}, used: map[string]bool{}}
	for _, s := range file.Say {
		h.french[s.English] = s.French
	}
	return h, nil
}

// say gives a text, or each paragraph of it, in French.
func (h *helper) say(text string) string {
	parts := strings.Split(text, "\n\n")
	for i, p := range parts {
		if fr, ok := h.french[p]; ok {
			h.used[p] = true
			parts[i] = fr
		}
	}
	return strings.Join(parts, "\n\n")
}

// of puts a command and those below it into French.
func (h *helper) of(cmd *cobra.Command) {
	cmd.Short, cmd.Long = h.say(cmd.Short), h.say(cmd.Long)
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch f.Name {
		case "help":
			f.Usage = "aide sur cette commande"
		case "version":
			f.Usage = "version du programme"
		default:
			f.Usage = h.say(f.Usage)
		}
	})
	for _, sub := range cmd.Commands() {
		h.of(sub)
	}
}

// helpFrame is what stands around the texts, as the library words it.
var helpFrame = strings.NewReplacer("\nUsage:\n", "\nUtilisation :\n", "\nExamples:\n", "\nExemples :\n", "\nAvailable Commands:\n", "\nCommandes :\n",
	"\nFlags:\n", "\nOptions :\n", "[flags]", "[options]", "[command]", "[commande]", "FILE...", "FICHIER...", " NAME [", " NOM [", "(default ", "(par défaut ",
	`Use "`, "« ", ` --help" for more information about a command.`, " --help » explique une commande.")

// inFrenchHelp makes the help of a tree French where that is the language asked for.
func inFrenchHelp(root *cobra.Command, lang string) {
	if lang != finding.French.String() {
		return
	}
	h, err := newHelper()
	if err != nil { // The file is part of the program, and a test reads it.
		return
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	h.of(root)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		text := cmd.Long
		if text == "" {
			text = cmd.Short
		}
		_, _ = io.WriteString(cmd.OutOrStdout(), helpFrame.Replace(strings.TrimRight(text, " \n")+"\n\n"+cmd.UsageString()))
	})
}
