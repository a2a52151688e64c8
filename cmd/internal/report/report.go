// Package report renders what people read after a run, from data alone: the summary on the terminal ([Text]), the page
// report.html ([HTML]), the instructions IMPORT.md ([Guide]) and summary.json ([WriteSummary]).
//
// It draws its sentences from texts.toml and page.toml, the meaning of codes from [Texts], and examples from a [Sampler] that the run
// feeds with its journal. Nothing that it writes into the run folder depends on the time, the folder or the number of
// workers.
package report

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/callready/callready/cmd/internal/report/words"
)

// Texts explains finding and reason codes.
type Texts interface {
	Says(code, lang string) string // what it means; "" if the code is not known
	Todo(code, lang string) string // what a person should do; may be ""
	Severity(code string) string   // "info", "warning" or "error"; "" if the code is not known
}

// Modes of a run, as in summary.Summary.Mode.
const (
	modeWrite  = "write"
	modeDryRun = "dry-run"
	modeCheck  = "check"
)

//go:embed texts.toml
var texts []byte

//go:embed lines.toml
var lineTexts []byte

//go:embed page.toml
var pageTexts []byte

// book is read once; the data is embedded and tested, so that it cannot be damaged.
var book = sync.OnceValue(func() *words.Book {
	b, err := words.Open(slices.Concat(texts, []byte{'\n'}, lineTexts, []byte{'\n'}, pageTexts))
	if err != nil {
		panic(err) //nolint:forbidigo // impossible: the data is embedded and tested
	}
	return b
})

// unexplained stands in where no catalogue is given.
type unexplained struct{}

func (unexplained) Says(string, string) string { return "" }
func (unexplained) Todo(string, string) string { return "" }
func (unexplained) Severity(string) string     { return "" }

func orUnexplained(t Texts) Texts {
	if t == nil {
		return unexplained{}
	}
	return t
}
