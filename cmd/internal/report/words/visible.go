package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is a piece of a value: text to be shown as it is, or one character that cannot be seen or would change how its
// surroundings are shown.
type Part struct {
	Text string // of a mark: a sign for it, "⏎" or "U+202E"
	Name string // "" for text; of a mark its code point, "U+202E"
}

// Parts cuts a value into text and marks: control characters, bidirectional controls, zero-width characters, odd
// spaces, and bytes that are not UTF-8.
func Parts(s string) []Part {
	var parts []Part
	from := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			parts = text(parts, s[from:i])
			parts = append(parts, Part{Text: fmt.Sprintf("0x%02X", s[i]), Name: "?"})
			from = i + size
		} else if sign, hidden := hiddenSign(r); hidden {
			parts = text(parts, s[from:i])
			parts = append(parts, Part{Text: sign, Name: fmt.Sprintf("U+%04X", r)})
			from = i + size
		}
		i += size
	}
	return text(parts, s[from:])
}

func text(parts []Part, s string) []Part {
	if s == "" {
		return parts
	}
	return append(parts, Part{Text: s})
}

// hiddenSign gives the sign for a character that cannot be seen.
func hiddenSign(r rune) (string, bool) {
	switch {
	case r == ' ':
		return "", false
	case r == '\n':
		return "⏎", true
	case r == '\t':
		return "⇥", true
	case r == '\u00a0' || r == '\u202f':
		return "⍽", true
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Z, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Variation_Selector, r):
		return fmt.Sprintf("U+%04X", r), true
	}
	return "", false
}

// Plain gives a value as one line that is safe for a terminal and a text file: what cannot be seen stands in
// brackets, no-break spaces are kept, other line breaks and tabs become a space.
func Plain(s string) string {
	clean := true
	for _, r := range s {
		if _, hidden := hiddenSign(r); hidden || r == utf8.RuneError {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, p := range Parts(s) {
		switch p.Name {
		case "":
			b.WriteString(p.Text)
		case "U+000A", "U+000D", "U+0009":
			b.WriteByte(' ')
		case "U+00A0", "U+202F":
			b.WriteString(NoBreak)
		default:
			b.WriteString("[" + p.Text + "]")
		}
	}
	return b.String()
}

// Clip cuts a value after n characters and says how many are missing; cut is 0 if nothing is.
func Clip(s string, n int) (head string, cut int) {
	if len(s) <= n {
		return s, 0
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i], utf8.RuneCountInString(s[i:])
		}
		count++
	}
	return s, 0
}
