package job

import (
	"encoding/json"
	"fmt"
	"time"
)

// RecordName is the file in a run folder that says what the run was to its job.
const RecordName = "job.json"

// RecordSchema names the layout of job.json.
const RecordSchema = "callready/job/1"

// Record is what a run was to its job: the content of job.json.
type Record struct {
	Schema   string           `json:"schema"`
	Job      string           `json:"job"`
	File     string           `json:"file"` // the job file
	Run      string           `json:"run"`  // the name of the run folder
	Number   int              `json:"number"`
	Started  time.Time        `json:"started"`
	Write    string           `json:"write"`              // what was written: report, updates or all
	Afresh   int              `json:"afresh,omitempty"`   // number of the run that was told to begin; 0: none was, and no new contact may be written
	Approves string           `json:"approves,omitempty"` // the run that was approved
	Settings string           `json:"settings"`           // a hash of what decides what a run makes of its inputs
	Inputs   []RecordInput    `json:"inputs"`
	Figures  Figures          `json:"figures"`
	Codes    map[string]int64 `json:"codes"`
	Waiting  []Waiting        `json:"waiting,omitempty"` // runs whose new contacts were not all imported
}

// RecordInput is a file that was read.
type RecordInput struct {
	Path   string   `json:"path"`
	SHA256 string   `json:"sha256"`
	Header []string `json:"header"`
}

// Figures are the numbers that limits are about.
type Figures struct {
	Rows     int64 `json:"rows"`     // records, those that cannot be read counted
	Contacts int64 `json:"contacts"` // records read
	Changed  int64 `json:"changed"`
	Created  int64 `json:"created"`  // new contacts
	Held     int64 `json:"held"`     // new contacts that wait
	Rejected int64 `json:"rejected"` // records that cannot be read
	NeedsYou int64 `json:"needs_you"`
	Withheld int64 `json:"withheld"` // new contacts that an earlier run issued and nobody imported yet
}

// Waiting is a run of which new contacts were not imported.
type Waiting struct {
	Run   string `json:"run"`
	Count int64  `json:"count"`
}

// Marshal gives the content of job.json.
func (r *Record) Marshal() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", RecordName, err)
	}
	return append(data, '\n'), nil
}

// rank orders what runs write.
func rank(write string) int {
	switch write {
	case WriteAll:
		return 2
	case WriteUpdates:
		return 1
	default:
		return 0
	}
}

// Covers tells whether a run that wrote this leaves nothing for one that would write that.
func Covers(this, that string) bool { return rank(this) >= rank(that) }
