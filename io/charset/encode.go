package charset

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// LackError says that an encoding has no byte for characters of a new cell.
type LackError struct {
	Encoding string // canonical name
	Runes    []rune // the characters, each once, in the order of their first occurrence
}

// Error names the encoding and the characters.
func (e *LackError) Error() string {
	return fmt.Sprintf("%s has no %q", e.Encoding, string(e.Runes))
}

// Encode appends the stored bytes of the UTF-8 text s to dst. A character that the encoding lacks is written as a
// question mark and reported with a *[LackError]; dst is complete then, so that the caller decides. For a wide
// encoding the text stays UTF-8: [Encoding.NewWriter] does the rest.
func (e *Encoding) Encode(dst []byte, s string) ([]byte, error) {
	if e.UTF8() {
		return append(dst, s...), nil
	}
	var lack *LackError
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		var ok bool
		if dst, ok = e.appendRune(dst, r); !ok {
			dst = append(dst, '?')
			lack = lack.add(e.name, r)
		}
	}
	if lack != nil {
		return dst, lack
	}
	return dst, nil
}

func (e *Encoding) appendRune(dst []byte, r rune) ([]byte, bool) {
	if e.kind == kindSingle {
		c, ok := e.page.EncodeRune(r)
		if !ok {
			return dst, false
		}
		return append(dst, c), true
	}
	stored, err := e.multi.NewEncoder().String(string(r))
	if err != nil {
		return dst, false
	}
	return append(dst, stored...), true
}

func (e *LackError) add(name string, r rune) *LackError {
	if e == nil {
		return &LackError{Encoding: name, Runes: []rune{r}}
	}
	if slices.Contains(e.Runes, r) {
		return e
	}
	e.Runes = append(e.Runes, r)
	return e
}
