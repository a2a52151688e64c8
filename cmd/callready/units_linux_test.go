package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The units in docs/systemd are what systemd takes. CALLREADY_SYSTEMD=required wants systemd-analyze to be there.
func TestUnits(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		if os.Getenv("CALLREADY_SYSTEMD") == "required" {
			t.Fatal(err)
		}
		t.Skip("skipped: systemd-analyze is not here")
	}
	dir := t.TempDir()
	for _, name := range []string{"callready@.service", "callready@.timer"} {
		data, err := os.ReadFile(filepath.Join("../../docs/systemd", name))
		if err != nil {
			t.Fatal(err)
		}
		// The program need not be installed here.
		text := strings.ReplaceAll(string(data), "/usr/local/bin/callready", "/bin/true")
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, unit := range []string{"callready@nightly.service", "callready@nightly.timer"} {
		cmd := exec.CommandContext(t.Context(), analyze, "verify", "--man=no", filepath.Join(dir, unit))
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "callready@") {
			t.Errorf("%s: %v\n%s", unit, err, out)
		}
	}
}
