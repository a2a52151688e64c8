package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/state"
)

// remembered gives a session with a job that ran three times.
func remembered(t *testing.T) *session {
	t.Helper()
	s := newSession(t)
	s.write("contacts.csv", "Record ID,Phone Number\n101,01 99 00 12 34\n")
	s.write("nightly.toml", "name = \"nightly\"\ninput = \"contacts.csv\"\nruns = \"runs\"\n")
	t.Chdir(s.dir)
	st := s.state(t)
	defer st.Close()
	began := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	finding := func(code, key string) state.Finding {
		return state.Finding{Code: code, Key: key, Column: "Phone Number", Severity: "warning"}
	}
	nights := []struct {
		run      state.Run
		findings []state.Finding
		children []state.Child
	}{
		{state.Run{
			ID: "nightly-0001-20260101", Outcome: state.Published, Folder: "/runs/nightly-0001-20260101", Version: "1.2.3", Plan: "v1.8.1",
			Inputs: []state.Input{{Path: "/exports/monday.csv", Size: 1234, SHA256: "ab12", Rows: 200, Columns: []string{"Record ID", "Phone Number"}}},
			Counts: state.Counts{Rows: 200, Changed: 20, Created: 2, Held: 1, Rejected: 1, Findings: map[string]int64{"too-short": 2, "fax-left": 1}},
		}, []state.Finding{finding("too-short", "101"), finding("too-short", "102"), finding("fax-left", "ana@example.com")}, []state.Child{{ID: "c1"}, {ID: "c2"}}},
		{state.Run{ID: "nightly-0002-20260102", Outcome: state.Stopped, Code: 4, Reason: "--jobs must be at least 1"}, nil, nil},
		{state.Run{
			ID: "nightly-0003-20260103", Outcome: state.Checked, Folder: "/runs/nightly-0003-20260103",
			Counts: state.Counts{Rows: 201, Changed: 3, Findings: map[string]int64{"too-short": 2}},
		}, []state.Finding{finding("too-short", "102"), finding("too-short", "103\x1b[31m1")}, nil},
	}
	for i, n := range nights {
		n.run.Job, n.run.Began, n.run.Ended = "nightly", began.AddDate(0, 0, i), began.AddDate(0, 0, i).Add(time.Minute)
		findings := slices.Values(n.findings)
		if n.findings == nil {
			findings = nil
		}
		if _, err := st.Add(t.Context(), n.run, findings, slices.Values(n.children)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// hashed is a key that is no id, as the state has it.
var hashed = regexp.MustCompile("~[0-9a-f]{16}")

// state opens the state of the session's job.
func (s *session) state(t *testing.T) *state.Store {
	t.Helper()
	cfg, err := job.Load("nightly.toml")
	if err != nil {
		t.Fatal(err)
	}
	st, err := state.Open(t.Context(), cfg.State, state.Options{Now: func() time.Time { return time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestJobLook(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"history", []string{"history", "nightly.toml"}, nil, `
run                    began             outcome    records  changed  created  held  unread  new findings  gone  standing
nightly-0003-20260103  2026-01-03 02:00  checked    201      3        0        0     0       1             2     1
nightly-0002-20260102  2026-01-02 02:00  stopped    -        -        -        -     -       -             -     -
nightly-0001-20260101  2026-01-01 02:00  published  200      20       2        1     1       3             0     0
nightly-0002-20260102 (4): --jobs must be at least 1
not imported yet: 2 new contacts of nightly-0001-20260101 of 2026-01-01 02:01
`},
		{"history in French", []string{"history", "nightly.toml", "-n", "2"}, map[string]string{"LANG": "fr_FR.UTF-8"}, `
exécution              début             issue     fiches  modifiées  créées  en attente  illisibles  nouveaux constats  disparus  inchangés
nightly-0003-20260103  2026-01-03 02:00  vérifiée  201     3          0       0           0           1                  2         1
nightly-0002-20260102  2026-01-02 02:00  arrêtée   -       -          -       -           -           -                  -         -
nightly-0002-20260102 (4): --jobs doit valoir au moins 1
pas encore importés : 2 nouveaux contacts de nightly-0001-20260101 du 2026-01-01 02:01
`},
		{"the last run", []string{"show", "nightly.toml"}, nil, `
nightly-0003-20260103: checked
  began      2026-01-03 02:00
  ended      2026-01-03 02:01
  exit code  0
  folder     /runs/nightly-0003-20260103
  records    201
  changed    3
  created    0
  held       0
  unread     0

code       severity  found  new  standing  gone  acknowledged
fax-left   warning   0      0    0         1     0
too-short  warning   2      1    1         1     0

record             column        code       first seen        first run              runs
102                Phone Number  too-short  2026-01-01 02:01  nightly-0001-20260101  2
~0123456789abcdef  Phone Number  too-short  2026-01-03 02:01  nightly-0003-20260103  1
`},
		{"a run by its folder, in French", []string{"show", "--lang", "fr", "nightly.toml", "runs/nightly-0001-20260101/"}, nil, `
nightly-0001-20260101 : publiée
  début           2026-01-01 02:00
  fin             2026-01-01 02:01
  code de sortie  0
  dossier         /runs/nightly-0001-20260101
  entrée          /exports/monday.csv
                  200 fiches, 1234 octets, SHA-256 ab12
  fiches          200
  modifiées       20
  créées          2
  en attente      1
  illisibles      1
  callready       1.2.3 v1.8.1

code       gravité        trouvés  nouveaux  inchangés  disparus  connus
fax-left   avertissement  1        1         0          0         0
too-short  avertissement  2        2         0          0         0

fiche              colonne       code       vu d'abord        première exécution     exécutions
~0123456789abcdef  Phone Number  fax-left   2026-01-01 02:01  nightly-0001-20260101  1
101                Phone Number  too-short  2026-01-01 02:01  nightly-0001-20260101  1
102                Phone Number  too-short  2026-01-01 02:01  nightly-0001-20260101  1
`},
		{"a run that stopped", []string{"show", "nightly.toml", "nightly-0002-20260102"}, nil, `
nightly-0002-20260102: stopped
  --jobs must be at least 1
  began      2026-01-02 02:00
  ended      2026-01-02 02:01
  exit code  4
`},
		{"what is new", []string{"show", "nightly.toml", "--new", "--limit", "1"}, nil, `
nightly-0003-20260103: checked
  began      2026-01-03 02:00
  ended      2026-01-03 02:01
  exit code  0
  folder     /runs/nightly-0003-20260103
  records    201
  changed    3
  created    0
  held       0
  unread     0

code       severity  found  new  standing  gone  acknowledged
fax-left   warning   0      0    0         1     0
too-short  warning   2      1    1         1     0

record             column        code       first seen        first run              runs
~0123456789abcdef  Phone Number  too-short  2026-01-03 02:01  nightly-0003-20260103  1
`},
		{"the first of many", []string{"show", "nightly.toml", "nightly-0001-20260101", "--limit", "1", "--code", "too-short"}, nil, `
nightly-0001-20260101: published
  began      2026-01-01 02:00
  ended      2026-01-01 02:01
  exit code  0
  folder     /runs/nightly-0001-20260101
  input      /exports/monday.csv
             200 records, 1234 bytes, SHA-256 ab12
  records    200
  changed    20
  created    2
  held       1
  unread     1
  callready  1.2.3 v1.8.1

code       severity  found  new  standing  gone  acknowledged
fax-left   warning   1      1    0         0     0
too-short  warning   2      2    0         0     0

record  column        code       first seen        first run              runs
101     Phone Number  too-short  2026-01-01 02:01  nightly-0001-20260101  1
and 1 more; --limit 0 lists all
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := remembered(t)
			s.env = tt.env
			s.must(append([]string{"job"}, tt.args...)...)
			// A key that is no id is kept as a hash that differs from file to file.
			got := "\n" + hashed.ReplaceAllString(s.stdout.String(), "~0123456789abcdef")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, got)
			}
			if strings.ContainsAny(s.stdout.String(), "\x1b") {
				t.Error("writes control characters")
			}
		})
	}
}

// What is acknowledged is listed, counts at once in show, and can be taken back.
func TestJobAck(t *testing.T) {
	s := remembered(t)
	s.env = map[string]string{"USER": "ana", "CALLREADY_KEY": "Record ID", "CALLREADY_FORMAT": "xlsx"}
	ack := func(args ...string) string {
		t.Helper()
		s.must(append([]string{"job", "ack", "nightly.toml"}, args...)...)
		return s.stdout.String()
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{nil, "nothing is acknowledged\n"},
		{[]string{"--lang", "fr"}, "rien n'est marqué comme connu\n"},
		{[]string{"--format", "json"}, "[]\n"},
		{[]string{"--code", "too-short"}, "acknowledged: it covers 2 findings of the last run\n"},
		{[]string{"--code", "too-short", "--key", "102", "--until", "2026-01-02", "--note", "asked\tLéa"}, "acknowledged: it covers 1 finding of the last run\n"},
		{nil, `code       record  until       since             by   note
too-short  all     -           2026-01-02 03:04  ana  -
too-short  102     2026-01-02  2026-01-02 03:04  ana  asked Léa
`},
		{[]string{"--lang", "fr"}, `code       fiche   jusqu'au    depuis            par  remarque
too-short  toutes  -           2026-01-02 03:04  ana  -
too-short  102     2026-01-02  2026-01-02 03:04  ana  asked Léa
`},
		{[]string{"--code", "too-short", "--undo"}, "taken back: it covered 2 findings of the last run\n"},
		{[]string{"--format", "json"}, `[
  {
    "code": "too-short",
    "key": "102",
    "until": "2026-01-03T00:00:00Z",
    "note": "asked\tLéa",
    "by": "ana",
    "at": "2026-01-02T03:04:05Z",
    "over": false
  }
]
`},
	} {
		if got := ack(tt.args...); got != tt.want {
			t.Errorf("%v says (-want +got)\n%s\n%s", tt.args, cmp.Diff(tt.want, got), got)
		}
	}
	s.must("job", "show", "nightly.toml")
	if got := strings.Count(s.stdout.String(), "  2  acknowledged\n"); got != 1 {
		t.Errorf("%d are acknowledged\n%s", got, &s.stdout)
	}
}

// JSON holds what the text holds, and more.
func TestJobLookJSON(t *testing.T) {
	s := remembered(t)
	read := func(into any, args ...string) {
		t.Helper()
		s.must(append(append([]string{"job"}, args...), "--format", "json")...)
		d := json.NewDecoder(&s.stdout)
		d.DisallowUnknownFields()
		if err := d.Decode(into); err != nil {
			t.Fatal(err)
		}
		if d.More() {
			t.Error("more than one document")
		}
	}
	var h jsonHistory
	read(&h, "history", "nightly.toml")
	if h.Job != "nightly" || len(h.Runs) != 3 || h.Runs[0].Number != 3 || h.Runs[1].Exit != 4 || len(h.Waiting) != 1 || h.Waiting[0].Children != 2 {
		t.Errorf("got %+v", h)
	}
	want := []jsonCode{
		{Code: "fax-left", Severity: "warning", Gone: 1},
		{Code: "too-short", Severity: "warning", Found: 2, New: 1, Standing: 1, Gone: 1},
	}
	if diff := cmp.Diff(want, h.Runs[0].Codes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var show struct {
		Job      string        `json:"job"`
		Run      jsonRun       `json:"run"`
		Findings []jsonFinding `json:"findings"`
		More     int64         `json:"more"`
		Kept     bool          `json:"findings_kept"`
	}
	read(&show, "show", "nightly.toml", "--limit", "1")
	if show.Job != "nightly" || show.Run.ID != "nightly-0003-20260103" || len(show.Findings) != 1 || show.More != 1 || !show.Kept {
		t.Errorf("got %+v", show)
	}
	wantFinding := jsonFinding{
		Code: "too-short", Severity: "warning", Key: "102", Column: "Phone Number", FirstRun: "nightly-0001-20260101", FirstSeen: "2026-01-01T02:01:00Z",
		LastRun: "nightly-0003-20260103", LastSeen: "2026-01-03T02:01:00Z", Runs: 2,
	}
	if diff := cmp.Diff(wantFinding, show.Findings[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	read(&show, "show", "nightly.toml", "nightly-0002-20260102")
	if len(show.Findings) > 0 {
		t.Errorf("got %+v", show)
	}
	st := s.state(t)
	if _, err := st.Prune(t.Context(), "nightly", 1); err != nil {
		t.Fatal(err)
	}
	st.Close()
	read(&show, "show", "nightly.toml", "nightly-0001-20260101")
	if show.Kept {
		t.Errorf("got %+v", show)
	}
	s.must("job", "show", "nightly.toml", "nightly-0001-20260101")
	if !strings.HasSuffix(s.stdout.String(), "its findings are not kept any more\n") {
		t.Errorf("says %s", &s.stdout)
	}
}

// Before the first run there is nothing to see, and looking makes nothing.
func TestJobLookBefore(t *testing.T) {
	s := newSession(t)
	s.write("contacts.csv", "Record ID,Phone Number\n101,01 99 00 12 34\n")
	s.write("nightly.toml", "name = \"nightly\"\ninput = \"contacts.csv\"\nruns = \"runs\"\n")
	t.Chdir(s.dir)
	s.must("job", "history", "nightly.toml")
	if got, want := s.stdout.String(), "the job nightly has no runs yet\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.must("job", "ack", "nightly.toml")
	for _, args := range [][]string{{"show", "nightly.toml"}, {"ack", "nightly.toml", "--code", "too-short"}} {
		args = append([]string{"job"}, args...)
		if code := s.run(args...); code != exitFailed {
			t.Errorf("%v: exit %d", args, code)
		}
		inFrench(t, s, args, exitFailed)
	}
	if _, err := os.Stat("runs"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("runs was made: %v", err)
	}
}

// What is wrong with a state decides the exit code, which scripts rely on.
func TestStateError(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want int
	}{
		{state.ErrLocked, exitLocked},
		{state.ErrForeign, exitUsage},
		{state.ErrNewer, exitUsage},
		{&state.DamagedError{}, exitFailed},
	} {
		if got := codeOf(t.Context(), stateError(fmt.Errorf("the state x: %w", tt.err))); got != tt.want {
			t.Errorf("%v: exit %d, want %d", tt.err, got, tt.want)
		}
	}
}

func TestJobLookWrong(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		do   func(t *testing.T, path string) // to the state
		want int
		says string
	}{
		{name: "no job", args: []string{"history"}, want: 2},
		{name: "a job that is not there", args: []string{"history", "no-such.toml"}, want: 2, says: "no-such.toml"},
		{name: "runs below zero", args: []string{"history", "nightly.toml", "-n", "-1"}, want: 2, says: "--runs"},
		{name: "a format that is none", args: []string{"history", "nightly.toml", "--format", "xml"}, want: 2, says: "json"},
		{name: "a run that is not there", args: []string{"show", "nightly.toml", "nightly-0009"}, want: 2, says: "nightly-0009"},
		{name: "a limit below zero", args: []string{"show", "nightly.toml", "--limit", "-1"}, want: 2, says: "--limit"},
		{name: "a code that is none, to show", args: []string{"show", "nightly.toml", "--code", "no-such"}, want: 2, says: "no-such"},
		{name: "a code that is none", args: []string{"ack", "nightly.toml", "--code", "no-such"}, want: 2, says: "no-such"},
		{name: "a key without a code", args: []string{"ack", "nightly.toml", "--key", "101"}, want: 2, says: "--code"},
		{name: "nothing to take back", args: []string{"ack", "nightly.toml", "--code", "fax-left", "--undo"}, want: 2, says: "no acknowledgement"},
		{name: "taking back until a day", args: []string{"ack", "nightly.toml", "--code", "fax-left", "--undo", "--until", "2027-01-01"}, want: 2, says: "--until"},
		{name: "a day that is none", args: []string{"ack", "nightly.toml", "--code", "fax-left", "--until", "soon"}, want: 2, says: "2027-03-31"},
		{name: "a day that is over", args: []string{"ack", "nightly.toml", "--code", "fax-left", "--until", "2026-01-01"}, want: 2, says: "over"},
		{name: "a damaged state", args: []string{"history", "nightly.toml"}, want: 1, says: "is damaged (it is empty)", do: func(t *testing.T, path string) {
			t.Helper()
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "a state that is no database", args: []string{"ack", "nightly.toml"}, want: 1, says: "is damaged", do: func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path, []byte(strings.Repeat("x", 5000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "a folder for a state", args: []string{"history", "nightly.toml"}, want: 1, says: "is no file", do: func(t *testing.T, path string) {
			t.Helper()
			if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := remembered(t)
			args := append([]string{"job"}, tt.args...)
			if tt.do != nil {
				cfg, err := job.Load("nightly.toml")
				if err != nil {
					t.Fatal(err)
				}
				tt.do(t, cfg.State)
				defer func() {
					if list, _ := filepath.Glob(cfg.State + "*"); len(list) != 1 {
						t.Errorf("there are %v", list)
					}
				}()
			}
			if got := s.run(args...); got != tt.want {
				t.Errorf("exit %d, want %d\n%s%s", got, tt.want, &s.stdout, &s.stderr)
			}
			if !strings.Contains(s.stderr.String(), tt.says) {
				t.Errorf("says %q, want %q in it", s.stderr.String(), tt.says)
			}
			inFrench(t, s, args, tt.want)
		})
	}
}
