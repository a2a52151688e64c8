package finding

import (
	"fmt"
	"maps"
	"slices"
)

// UnknownError says that a code is not in the catalogue.
type UnknownError struct{ Code string }

// Error names the code.
func (e *UnknownError) Error() string { return fmt.Sprintf("there is no code %q", e.Code) }

// With gives the catalogue with other severities for some codes. None silences a code: it counts no more, and nothing says it of
// the file. The catalogue itself does not change. An [UnknownError] names a code that is not in it.
func (c *Catalogue) With(severities map[string]Severity) (*Catalogue, error) {
	out := &Catalogue{entries: maps.Clone(c.entries), names: c.names}
	for _, code := range slices.Sorted(maps.Keys(severities)) {
		e, ok := out.entries[code]
		if !ok {
			return nil, &UnknownError{Code: code}
		}
		e.Severity = severities[code]
		out.entries[code] = e
	}
	return out, nil
}
