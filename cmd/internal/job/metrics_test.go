package job

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The metrics pass Prometheus' own check, and what a failed run does not know stays as it was.
func TestMetrics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "callready.prom")
	well := &Metrics{
		Job: "nightly", Ended: time.Unix(1700000000, 0), Seconds: 1.5, Well: true,
		Figures: &Figures{Rows: 10, Contacts: 9, Changed: 3, Created: 1, Rejected: 1},
		New:     map[string]int64{"no-country": 2, "shared-line": 1}, Gone: map[string]int64{}, Open: map[string]int64{"warning": 4},
	}
	if err := WriteMetrics(path, well); err != nil {
		t.Fatal(err)
	}
	promtool(t, path)
	if err := WriteMetrics(path, &Metrics{Job: "nightly", Ended: time.Unix(1700000900, 0), Code: 4}); err != nil {
		t.Fatal(err)
	}
	promtool(t, path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`callready_job_last_success_timestamp_seconds{job_name="nightly"} 1700000000`,
		`callready_job_last_run_timestamp_seconds{job_name="nightly"} 1700000900`,
		`callready_job_last_exit_code{job_name="nightly"} 4`,
		`callready_job_changed_contacts{job_name="nightly"} 3`,
		`callready_job_new_findings{job_name="nightly",code="no-country"} 2`,
	} {
		if !strings.Contains(string(data), want+"\n") {
			t.Errorf("lacks %s:\n%s", want, data)
		}
	}
	well.New = map[string]int64{}
	if err := WriteMetrics(path, well); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(path); err != nil || strings.Contains(string(data), "new_findings{") {
		t.Errorf("nothing is new, and it says: %s, %v", data, err)
	}
}

// promtool holds a file of metrics against the real thing, where it is: CALLREADY_PROMTOOL names it, or it is on the path.
func promtool(t *testing.T, path string) {
	t.Helper()
	name := os.Getenv("CALLREADY_PROMTOOL")
	if name == "" {
		var err error
		if name, err = exec.LookPath("promtool"); err != nil {
			t.Log("not held against promtool, which is not here; CALLREADY_PROMTOOL names it")
			return
		}
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cmd := exec.CommandContext(t.Context(), name, "check", "metrics")
	cmd.Stdin = f
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("promtool: %v\n%s", err, out)
	}
}
