package report

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/callready/callready/cmd/internal/summary"
)

// WriteSummary writes summary.json: indented, keys of maps sorted, empty lists and maps as such and never null.
func WriteSummary(w io.Writer, s *summary.Summary) error {
	filled := *s
	if filled.Schema == "" {
		filled.Schema = summary.Schema
	}
	filled.Options = orMap(filled.Options)
	filled.Codes = orMap(filled.Codes)
	filled.Findings = orMap(filled.Findings)
	filled.Regions = orMap(filled.Regions)
	filled.Types = orMap(filled.Types)
	filled.From = orMap(filled.From)
	filled.Inputs = append([]summary.Input{}, filled.Inputs...)
	for i := range filled.Inputs {
		filled.Inputs[i].Header = orList(filled.Inputs[i].Header)
	}
	filled.Outputs = orList(filled.Outputs)
	filled.Said = orList(filled.Said)
	filled.Profile.Phones = orList(filled.Profile.Phones)
	filled.Profile.Reads = orList(filled.Profile.Reads)
	filled.Run.Paths = orList(filled.Run.Paths)

	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(&filled); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	return nil
}

func orMap[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

func orList[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// summaryMost bounds a summary, in bytes.
const summaryMost = 64 << 20

// ReadSummary reads the summary.json of a run. An error wraps [os.ErrNotExist] where there is none.
func ReadSummary(path string) (*summary.Summary, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the summary: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(file, summaryMost+1))
	if err != nil {
		return nil, fmt.Errorf("read the summary: %w", err)
	}
	if len(data) > summaryMost {
		return nil, fmt.Errorf("%s has more than %d bytes, which no summary has", path, summaryMost)
	}
	var s summary.Summary
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("%s is a damaged summary: %w", path, err)
	}
	if s.Schema != summary.Schema {
		return nil, fmt.Errorf("%s has the layout %q, and this version reads %q", path, s.Schema, summary.Schema)
	}
	return &s, nil
}
