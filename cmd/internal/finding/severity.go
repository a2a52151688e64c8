package finding

import "fmt"

// Severity says how much a finding matters. It is a flag value (String, Set, Type) and is written as its word in JSON and
// TOML.
type Severity uint8

// The severities, from the least to the most. None is no severity of a finding: as a limit it means that nothing
// reaches it.
const (
	None    Severity = iota // "none"
	Info                    // "info": worth knowing
	Warning                 // "warning": a person should look
	Error                   // "error": something will fail
)

// severityWords holds the spelling of each severity.
var severityWords = [...]string{None: "none", Info: "info", Warning: "warning", Error: "error"}

// String gives the word.
func (s Severity) String() string {
	if int(s) < len(severityWords) {
		return severityWords[s]
	}
	return fmt.Sprintf("severity %d", uint8(s))
}

// Set reads the word: none, info, warning or error.
func (s *Severity) Set(word string) error {
	for i, w := range severityWords {
		if w == word {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no severity: it is none, info, warning or error", word)
}

// Type names the kind of flag value in help texts.
func (s Severity) Type() string { return "severity" }

// Reaches tells whether a finding of this severity is at or above the limit. Nothing reaches None.
func (s Severity) Reaches(limit Severity) bool { return limit != None && s >= limit }

// MarshalText gives the word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word as Set does.
func (s *Severity) UnmarshalText(text []byte) error { return s.Set(string(text)) }
