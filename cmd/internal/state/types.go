package state

import "time"

// The outcomes of a run.
const (
	Published = "published" // wrote a run folder with import files
	Checked   = "checked"   // checked and reported, no import files
	Approved  = "approved"  // released what an earlier run had checked
	Nothing   = "nothing"   // there was nothing to process
	Stopped   = "stopped"   // by a guard or a signal
	Failed    = "failed"
)

// Well tells whether a run with this outcome processed its inputs to their end.
func Well(outcome string) bool {
	return outcome == Published || outcome == Checked || outcome == Approved
}

// Run is one run of a job.
type Run struct {
	Seq     int64  // its place among all runs of the file, from 1; [Store.Add] gives it
	ID      string // its name, unique within the job
	Job     string
	Folder  string // its run folder, "" where it has none
	Of      string // the id of the run that it approved, else ""
	Began   time.Time
	Ended   time.Time
	Outcome string // one of the constants
	Code    int    // exit code
	Reason  string // why it stopped or failed, one sentence without contact values
	Inputs  []Input
	Counts  Counts
	Version string // of callready
	Plan    string // of the numbering plan

	// What [Store.Add] finds out.
	Delta    Delta
	Severity map[string]string // of its findings, by code
}

// Input is a file that a run read.
type Input struct {
	Path, Name string
	Size       int64 // in bytes
	SHA256     string
	Rows       int64
	Columns    []string // of its header
}

// Counts are what a run counted.
type Counts struct {
	Rows, Changed, Created, Rejected, Held int64
	Findings                               map[string]int64 // by code
}

// Finding is something that a run found. Two findings with the same code, key, column and fingerprint are one.
type Finding struct {
	Code        string
	Fingerprint string // tells findings apart that have the rest in common; only a hash of it is kept
	Key         string // of the record; a key that is no plain id is kept as a hash
	Column      string // name of the column, "" for a finding about a record
	Severity    string
}

// Delta says how the findings of a run differ from those of the run before, by code. Every finding that was seen counts once: as
// Acknowledged if somebody has acknowledged it, else as New or as Standing.
type Delta struct {
	New          map[string]int64 // not there in the run before
	Gone         map[string]int64 // there in the run before, and no more
	Standing     map[string]int64 // in both
	Acknowledged map[string]int64
}

// FindingAge is a finding of a run with its age.
type FindingAge struct {
	Finding                       // Fingerprint is not known any more, Key is as it is kept
	First, Last         string    // ids of the first and the last run in a row that had it
	FirstSeen, LastSeen time.Time // when these ended
	Runs                int64     // how many runs in a row had it, up to Last
	Acknowledged        bool      // now
}

// The states of a child.
const (
	Issued   = "issued"   // stands in an import file, and in no export yet
	Imported = "imported" // an export had it
	Gone     = "gone"     // an export had it, a later one no more
	Released = "released" // its run will not be imported: it may be issued again
)

// Child is a new contact that a run issued.
type Child struct {
	ID    string // callready_id
	Run   string // id of the run that issued it
	State string // one of the constants, Issued if ""
}

// Acknowledgement says that somebody knows of findings.
type Acknowledgement struct {
	Code  string
	Key   string    // of one record; "" for all findings of the code, later ones too
	Until time.Time // from then on it counts no more; zero: for good
	Note  string
	By    string
	At    time.Time // when; the time of the store if zero
}
