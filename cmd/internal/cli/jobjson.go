package cli

import (
	"maps"
	"slices"
	"time"

	"github.com/callready/callready/cmd/internal/state"
)

// jsonHistory is what job history writes.
type jsonHistory struct {
	Job     string        `json:"job"`
	Runs    []jsonRun     `json:"runs"` // the last one first
	Waiting []jsonWaiting `json:"not_imported"`
}

// jsonWaiting is a run whose new contacts no export has shown yet.
type jsonWaiting struct {
	Run      string `json:"run"`
	Ended    string `json:"ended,omitempty"`
	Children int64  `json:"new_contacts"`
}

// jsonRun is a run. One that stopped or failed noted no counts: they are left out, since 0 would be one.
type jsonRun struct {
	Number   int64       `json:"number"` // counts up; clocks may not
	ID       string      `json:"run"`
	Folder   string      `json:"folder,omitempty"`
	Approves string      `json:"approves,omitempty"`
	Began    string      `json:"began,omitempty"`
	Ended    string      `json:"ended,omitempty"`
	Outcome  string      `json:"outcome"`
	Exit     int         `json:"exit"`
	Reason   string      `json:"reason,omitempty"`
	Inputs   []jsonInput `json:"inputs"`
	Records  *int64      `json:"records,omitempty"`
	Changed  *int64      `json:"changed,omitempty"`
	Created  *int64      `json:"created,omitempty"`
	Held     *int64      `json:"held,omitempty"`
	Rejected *int64      `json:"rejected,omitempty"`
	Codes    []jsonCode  `json:"codes"`
	Version  string      `json:"version,omitempty"`
	Plan     string      `json:"numbering_plan,omitempty"`
}

// jsonInput is a file that a run read.
type jsonInput struct {
	Path    string   `json:"path"`
	Size    int64    `json:"size,omitempty"` // not known where the state was lost
	SHA256  string   `json:"sha256"`
	Records *int64   `json:"records,omitempty"`
	Columns []string `json:"columns"`
}

// jsonCode is what a run counted of a code.
type jsonCode struct {
	Code         string `json:"code"`
	Severity     string `json:"severity,omitempty"`
	Found        int64  `json:"found"`
	New          int64  `json:"new"`
	Standing     int64  `json:"standing"`
	Gone         int64  `json:"gone"`
	Acknowledged int64  `json:"acknowledged"`
}

// jsonFinding is a finding of a run.
type jsonFinding struct {
	Code         string `json:"code"`
	Severity     string `json:"severity,omitempty"`
	Key          string `json:"key,omitempty"`
	Column       string `json:"column,omitempty"`
	FirstRun     string `json:"first_run"`
	FirstSeen    string `json:"first_seen,omitempty"`
	LastRun      string `json:"last_run"`
	LastSeen     string `json:"last_seen,omitempty"`
	Runs         int64  `json:"runs"`
	Acknowledged bool   `json:"acknowledged"`
}

// jsonAck is an acknowledgement.
type jsonAck struct {
	Code  string `json:"code"`
	Key   string `json:"key,omitempty"`
	Until string `json:"until,omitempty"` // from then on it counts no more
	Note  string `json:"note,omitempty"`
	By    string `json:"by,omitempty"`
	At    string `json:"at"`
	Over  bool   `json:"over"`
}

// moment writes a time as JSON has it, "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func newJSONRun(r *state.Run) jsonRun {
	counted := func(n int64) *int64 {
		if !state.Well(r.Outcome) {
			return nil
		}
		return &n
	}
	out := jsonRun{
		Number: r.Seq, ID: r.ID, Folder: r.Folder, Approves: r.Of, Began: moment(r.Began), Ended: moment(r.Ended), Outcome: r.Outcome, Exit: r.Code,
		Reason: r.Reason, Inputs: make([]jsonInput, 0, len(r.Inputs)), Codes: []jsonCode{}, Version: r.Version, Plan: r.Plan,
		Records: counted(r.Counts.Rows), Changed: counted(r.Counts.Changed), Created: counted(r.Counts.Created), Held: counted(r.Counts.Held), Rejected: counted(r.Counts.Rejected),
	}
	for _, in := range r.Inputs {
		i := jsonInput{Path: in.Path, Size: in.Size, SHA256: in.SHA256, Columns: slices.Clone(in.Columns)}
		if in.Size > 0 {
			i.Records = counted(in.Rows)
		}
		out.Inputs = append(out.Inputs, i)
	}
	for _, code := range codesOf(r) {
		out.Codes = append(out.Codes, jsonCode{
			Code: code, Severity: r.Severity[code], Found: r.Counts.Findings[code], New: r.Delta.New[code],
			Standing: r.Delta.Standing[code], Gone: r.Delta.Gone[code], Acknowledged: r.Delta.Acknowledged[code],
		})
	}
	return out
}

// codesOf gives the codes that a run counted, in order.
func codesOf(r *state.Run) []string {
	all := map[string]bool{}
	for _, m := range []map[string]int64{r.Counts.Findings, r.Delta.New, r.Delta.Gone, r.Delta.Standing, r.Delta.Acknowledged} {
		for code := range m {
			all[code] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func newJSONFinding(a *state.FindingAge) jsonFinding {
	return jsonFinding{
		Code: a.Code, Severity: a.Severity, Key: a.Key, Column: a.Column, FirstRun: a.First, FirstSeen: moment(a.FirstSeen),
		LastRun: a.Last, LastSeen: moment(a.LastSeen), Runs: a.Runs, Acknowledged: a.Acknowledged,
	}
}

func newJSONAck(a *state.Acknowledgement, now time.Time) jsonAck {
	return jsonAck{Code: a.Code, Key: a.Key, Until: moment(a.Until), Note: a.Note, By: a.By, At: moment(a.At), Over: over(a, now)}
}

// over tells whether the time of an acknowledgement is over.
func over(a *state.Acknowledgement, now time.Time) bool {
	return !a.Until.IsZero() && !a.Until.After(now)
}
