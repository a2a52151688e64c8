package progress

import "fmt"

// Mode says how progress is shown. It is a flag value (String, Set, Type); the zero value is Auto.
type Mode uint8

// The modes.
const (
	Auto  Mode = iota // "auto": a bar on a terminal, nothing elsewhere
	Plain             // "plain": a line every few seconds
	Off               // "off": nothing
)

// modeWords holds the spelling of each mode.
var modeWords = [...]string{Auto: "auto", Plain: "plain", Off: "off"}

// String gives the word.
func (m Mode) String() string {
	if int(m) < len(modeWords) {
		return modeWords[m]
	}
	return fmt.Sprintf("mode %d", uint8(m))
}

// Set reads the word: auto, plain or off.
func (m *Mode) Set(word string) error {
	for i, w := range modeWords {
		if w == word {
			*m = Mode(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no way to show progress: it is auto, plain or off", word)
}

// Type names the kind of flag value in help texts.
func (m Mode) Type() string { return "mode" }
