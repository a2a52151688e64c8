package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"callready": func() { os.Exit(run()) },
	})
}

// TestScript runs the command line as a user would: each file in testdata/script is one theme.
func TestScript(t *testing.T) {
	exports, err := filepath.Abs("../../testdata/exports")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXPORTS", exports)
			e.Setenv("LANG", "C")
			e.Setenv("TMPDIR", e.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"transcode": transcode,
			"crlf":      crlf,
			"count":     count,
		},
	})
}
