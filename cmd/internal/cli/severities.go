package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/finding"
)

// severities is a flag that gives codes another severity: CODE=SEVERITY, several with commas between them, and more of them each
// time it is given.
type severities map[string]finding.Severity

// String gives them in the order of the codes.
func (s severities) String() string {
	words := make([]string, 0, len(s))
	for _, code := range slices.Sorted(maps.Keys(s)) {
		words = append(words, code+"="+s[code].String())
	}
	return strings.Join(words, ",")
}

// Type names the kind of flag value in help texts.
func (s severities) Type() string { return "CODE=SEVERITY,..." }

// Set adds pairs.
func (s severities) Set(text string) error {
	for pair := range strings.SplitSeq(text, ",") {
		code, word, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			return errors.New("must be CODE=SEVERITY, such as no-country=error")
		}
		var level finding.Severity
		if err := level.Set(strings.ToLower(strings.TrimSpace(word))); err != nil {
			return err
		}
		s[strings.TrimSpace(code)] = level
	}
	return nil
}

// judged gives the catalogue with the severities that flags ask for, and these as summary.json has them.
func judged(catalogue *finding.Catalogue, silence []string, raise severities) (*finding.Catalogue, map[string]string, error) {
	if len(silence)+len(raise) == 0 {
		return catalogue, nil, nil
	}
	all := maps.Clone(map[string]finding.Severity(raise))
	if all == nil {
		all = map[string]finding.Severity{}
	}
	for _, code := range silence {
		if level, twice := raise[code]; twice && level != finding.None {
			return nil, nil, usage(fmt.Errorf("--silence and --raise both name %q", code))
		}
		all[code] = finding.None
	}
	out, err := catalogue.With(all)
	if unknown, ok := errors.AsType[*finding.UnknownError](err); ok {
		flag := "--raise"
		if slices.Contains(silence, unknown.Code) {
			flag = "--silence"
		}
		return nil, nil, usage(unknownCode(flag, unknown.Code), nearestCode(catalogue, unknown.Code))
	}
	if err != nil {
		return nil, nil, err
	}
	words := map[string]string{}
	for code, level := range all {
		if level != catalogue.Severity(code) {
			words[code] = level.String()
		}
	}
	return out, words, nil
}

// rejudged gives the catalogue with the severities that a summary has.
func rejudged(catalogue *finding.Catalogue, words map[string]string) (*finding.Catalogue, error) {
	levels := map[string]finding.Severity{}
	for code, word := range words {
		var level finding.Severity
		if _, known := catalogue.Lookup(code); !known || level.Set(word) != nil {
			continue // A later version may have codes that this one does not know.
		}
		levels[code] = level
	}
	return catalogue.With(levels)
}

// silent gives the codes that are silenced.
func silent(catalogue *finding.Catalogue) map[string]bool {
	out := map[string]bool{}
	for _, e := range catalogue.All() {
		if e.Severity == finding.None {
			out[e.Name] = true
		}
	}
	return out
}
