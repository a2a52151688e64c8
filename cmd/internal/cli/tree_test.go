package cli

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callready/callready/cmd/internal/finding"
)

// Every command has a text, an example and wrong-usage handling; every flag is explained.
func TestTree(t *testing.T) {
	root := NewRoot(Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }})
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Short == "" || cmd.Example == "" {
			t.Errorf("%s has no short text or no example", cmd.CommandPath())
		}
		if strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: the short text ends in a full stop", cmd.CommandPath())
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s is not explained", cmd.CommandPath(), f.Name)
			}
		})
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(root)
}

// The exit codes stand in the help, in the README and in one table, with the same meaning.
func TestExitCodes(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(exitTable + allExitCodes) {
		code, meaning, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			continue
		}
		words := strings.Fields(meaning)
		if code != "5" && (!strings.Contains(string(readme), "| "+code) || !strings.Contains(string(readme), words[0])) {
			t.Errorf("exit code %s (%s) is not in the README", code, meaning)
		}
	}
}

// The README names no flag that does not exist, and every flag of clean stands in its help in a group.
func TestReadmeFlags(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"help": true}
	root := NewRoot(Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }})
	for _, cmd := range everyCommand(root) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	}
	for word := range strings.FieldsFuncSeq(string(readme), func(r rune) bool {
		return !(r == '-' || r >= 'a' && r <= 'z')
	}) {
		if name, ok := strings.CutPrefix(word, "--"); ok && name != "" && strings.Trim(name, "-") == name && !known[name] {
			t.Errorf("the README names --%s, which does not exist", name)
		}
	}
}

// everyCommand gives the commands below one, and those below them.
func everyCommand(cmd *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, sub := range cmd.Commands() {
		out = append(append(out, sub), everyCommand(sub)...)
	}
	return out
}

// Every code that a catalogue entry or a text mentions a flag for is honest: the flag exists.
func TestCatalogueFlags(t *testing.T) {
	c, err := finding.Load()
	if err != nil {
		t.Fatal(err)
	}
	root := NewRoot(Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }})
	var known []string
	for _, cmd := range everyCommand(root) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	}
	for _, e := range c.All() {
		for _, l := range []finding.Lang{finding.English, finding.French} {
			for word := range strings.FieldsSeq(e.Says(l) + " " + e.Todo(l)) {
				if name, ok := strings.CutPrefix(strings.Trim(word, ".,;:()"), "--"); ok && !slices.Contains(known, name) {
					t.Errorf("%s (%s) names --%s, which does not exist", e.Name, l, name)
				}
			}
		}
	}
}

func TestCompletion(t *testing.T) {
	s := newSession(t)
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		s.must("completion", shell)
		if !strings.Contains(s.stdout.String(), "callready") {
			t.Errorf("no completion for %s", shell)
		}
	}
}
