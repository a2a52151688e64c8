package cli

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// flagName is the name of a flag, which is the same in every language.
var flagName = regexp.MustCompile(`--[a-z-]+`)

// The help of every command is there in French, and help.toml holds nothing that no command says.
func TestFrenchHelp(t *testing.T) {
	h, err := newHelper()
	if err != nil {
		t.Fatal(err)
	}
	root := NewRoot(Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	h.of(root)
	for text := range h.french {
		if !h.used[text] {
			t.Errorf("no command says %q", text)
		}
	}
	s := newSession(t)
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Name() == "help" || cmd.Name() == "completion" { // of the library
			return
		}
		path := strings.Fields(cmd.CommandPath())[1:]
		s.env = map[string]string{"LC_ALL": "fr_FR.UTF-8"}
		if code := s.run(append(path, "--help")...); code != exitDone {
			t.Fatalf("exit %d: %s", code, &s.stderr)
		}
		for line := range strings.Lines(s.stdout.String()) {
			if english.MatchString(flagName.ReplaceAllString(line, "")) || strings.Contains(line, "(default") || strings.Contains(line, "Flags:") {
				t.Errorf("%s says in French: %s", cmd.CommandPath(), line)
			}
		}
		if !strings.Contains(s.stdout.String(), "Utilisation :\n  callready") {
			t.Errorf("%s: no usage in\n%s", cmd.CommandPath(), &s.stdout)
		}
		s.env = nil
		if code := s.run(append(path, "--help")...); code != exitDone || !strings.Contains(s.stdout.String(), "Usage:\n") || strings.Contains(s.stdout.String(), " pour ") {
			t.Errorf("%s in English:\n%s", cmd.CommandPath(), &s.stdout)
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(root)
}
