package job

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Metrics are what monitoring is told of a job.
type Metrics struct {
	Job     string
	Ended   time.Time
	Seconds float64
	Code    int  // exit code
	Well    bool // the run was published, or there was nothing new
	Figures *Figures
	Bytes   int64            // of the inputs
	New     map[string]int64 // new findings by code; nil where nobody compared
	Gone    map[string]int64
	Open    map[string]int64 // findings by severity
	Waiting int64            // new contacts that were issued and are not imported
}

// WriteMetrics writes a file for the textfile collector of the Prometheus node exporter, whole or not at all. What only a run that went
// well knows keeps the value that an earlier one gave it.
func WriteMetrics(path string, m *Metrics) error {
	was := earlier(path)
	var out bytes.Buffer
	label := `{job_name="` + m.Job + `"}`
	add := func(name, help string, rows ...string) {
		if len(rows) == 0 {
			rows = was[name]
		}
		if len(rows) == 0 {
			return
		}
		fmt.Fprintf(&out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
		for _, r := range rows {
			out.WriteString(name + r + "\n")
		}
	}
	num := func(n int64) string { return label + " " + strconv.FormatInt(n, 10) }
	dec := func(f float64) string { return label + " " + strconv.FormatFloat(f, 'f', -1, 64) }
	well := int64(0)
	if m.Well {
		well = 1
	}
	add("callready_job_last_run_timestamp_seconds", "When the job ended last, however it ended.", num(m.Ended.Unix()))
	add("callready_job_last_exit_code", "Exit code of the last run.", num(int64(m.Code)))
	add("callready_job_last_run_success", "Whether the last run went well: 1 or 0.", num(well))
	add("callready_job_last_run_duration_seconds", "How long the last run took.", dec(m.Seconds))
	if m.Well {
		add("callready_job_last_success_timestamp_seconds", "When the job last went well.", num(m.Ended.Unix()))
	} else {
		add("callready_job_last_success_timestamp_seconds", "When the job last went well.")
	}
	for _, e := range []struct {
		name, help string
		value      func(*Figures) int64
	}{
		{"callready_job_input_records", "Records in the inputs of the last run that was published.", func(f *Figures) int64 { return f.Rows }},
		{"callready_job_contacts", "Contacts read.", func(f *Figures) int64 { return f.Contacts }},
		{"callready_job_changed_contacts", "Contacts that change.", func(f *Figures) int64 { return f.Changed }},
		{"callready_job_new_contacts", "New contacts to import.", func(f *Figures) int64 { return f.Created }},
		{"callready_job_held_contacts", "New contacts that wait.", func(f *Figures) int64 { return f.Held }},
		{"callready_job_rejected_records", "Records that cannot be read.", func(f *Figures) int64 { return f.Rejected }},
		{"callready_job_contacts_for_a_person", "Contacts with a cell that is left to a person.", func(f *Figures) int64 { return f.NeedsYou }},
		{"callready_job_contacts_not_imported", "New contacts of earlier runs that nobody imported yet.", func(f *Figures) int64 { return f.Withheld }},
	} {
		if m.Figures == nil {
			add(e.name, e.help)
			continue
		}
		add(e.name, e.help, num(e.value(m.Figures)))
	}
	by := func(name, help, key string, counts map[string]int64) {
		var rows []string
		for _, k := range slices.Sorted(maps.Keys(counts)) {
			rows = append(rows, fmt.Sprintf(`{job_name=%q,%s=%q} %d`, m.Job, key, k, counts[k]))
		}
		if counts != nil && len(rows) == 0 {
			return // None, where there were some: the rows of then would be wrong.
		}
		add(name, help, rows...)
	}
	by("callready_job_findings", "Findings of the last run that was published, by severity.", "severity", m.Open)
	by("callready_job_new_findings", "Findings that the run before did not have, by code.", "code", m.New)
	by("callready_job_gone_findings", "Findings of the run before that are gone, by code.", "code", m.Gone)
	if err := writeFileMode(path, out.Bytes(), 0o644); err != nil {
		return fmt.Errorf("metrics %q: %w", path, cause(err))
	}
	return nil
}

// earlier gives the samples of a file of metrics by name, without the name.
func earlier(path string) map[string][]string {
	out := map[string][]string{}
	f, err := os.Open(path)
	if err != nil {
		return out
	}
	defer f.Close() //nolint:errcheck // it was only read
	for s := bufio.NewScanner(f); s.Scan(); {
		line := s.Text()
		if at := strings.IndexByte(line, '{'); at > 0 && line[0] != '#' {
			out[line[:at]] = append(out[line[:at]], line[at:])
		}
	}
	return out
}
