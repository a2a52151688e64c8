package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/pflag"

	"github.com/callready/callready/dedupe"
)

// Any bytes are a list of decisions, or refused.
func FuzzDecisions(f *testing.F) {
	for _, s := range []string{
		"group,key,decision\ng,1,same\ng,2,\n", "\ufeffkey;other;decision\n1;2;identique\n", "key\tother\tdecision\twhen\n1\t2\tno\t2026-01-02\n",
		"group,key,decision\n,1,same\n", "key,other,decision\n'=1,'-2,same\n", "\xff\xfek\x00", "PK\x03\x04", "\x1f\x8b\x08", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		d := new(dedupe.Decisions)
		if err := readDecisions(t.Context(), name, "", d); err != nil {
			return
		}
		if d.Decided("1", "2") != d.Decided("2", "1") {
			t.Error("an answer about two records depends on their order")
		}
	})
}

// Any bytes are a configuration, or refused; the flags of the command line stay as they are.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{
		"region = [\"FR\"]\nfail-on = \"error\"\n", "corrections = [\"a.csv\", \"b.xlsx\"]", "jobs = 2\nmax-new = \"5%\"\n[a]\nb = 1\n", "jobs = -1e9", "out = \"../x\"",
		"a.b.c = 1", "x = [[[[]]]]", "\ufeffjobs = 1", "lang = \"fr\"\nlang = \"en\"", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var o cleanFlags
		fs := pflag.NewFlagSet("clean", pflag.ContinueOnError)
		o.add(fs)
		if err := fs.Parse([]string{"--config", name, "--out", "mine", "--lang", "fr"}); err != nil {
			t.Fatal(err)
		}
		_ = settle(fs, func(string) string { return "" })
		if o.Out != "mine" || o.Lang.value != "fr" || o.Config != name {
			t.Errorf("the configuration changed a flag of the command line: %q, %q, %q", o.Out, o.Lang.value, o.Config)
		}
	})
}
