package report

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/callready/callready/cmd/internal/report/words"
)

//go:embed regions.tsv
var regionsText string

// regionNames gives English and French names by ISO 3166 alpha-2.
var regionNames = sync.OnceValue(func() map[string][2]string {
	names := map[string][2]string{}
	for line := range strings.Lines(regionsText) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 {
			names[f[0]] = [2]string{f[1], f[2]}
		}
	}
	return names
})

// country gives what a region is called, or the region itself where it has no name.
func country(v words.Voice, region string) string {
	names, ok := regionNames()[region]
	switch {
	case region == "001":
		return v.Say("html.nocountry")
	case !ok:
		return shown(words.Plain(region))
	case v.Lang == words.French:
		return names[1]
	}
	return names[0]
}
