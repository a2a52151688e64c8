package summary

// RevisionSchema names the layout of the summary.json of undo and verify.
const RevisionSchema = "callready/revision/1"

// Revision is what undo or verify did with an earlier run. Everything but the Run part is the same for the same run, export and
// options.
type Revision struct {
	Schema  string `json:"schema"`
	Version string `json:"version"`
	Command string `json:"command"` // undo, verify
	Of      Of     `json:"of"`
	Profile string `json:"profile"`
	// Fresh are the exports that were made since; empty for an undo without one.
	Fresh []Fresh `json:"fresh"`
	// Counts are the things that were looked at (updates, creates, held, clears, companies, merged) by what became of them.
	Counts  map[string]map[string]int64 `json:"counts"`
	Open    int64                       `json:"open"` // those that a person has to look at
	Outputs []Output                    `json:"outputs"`
	Run     Run                         `json:"run"`
}

// Refresh is how a run that was made again differs from the one before.
type Refresh struct {
	Of     Of                          `json:"of"`
	Fresh  []Fresh                     `json:"fresh"`
	Counts map[string]map[string]int64 `json:"counts"`
	Open   int64                       `json:"open"`
}

// Of names an earlier run.
type Of struct {
	SHA256 string   `json:"summary_sha256"` // of its summary.json
	Inputs []string `json:"inputs"`         // SHA-256 of the files that it read
}

// Fresh is an export that was made after a run.
type Fresh struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}
