package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// pastedMost bounds pasted text, in bytes: more than anybody copies off a screen.
const pastedMost = 1 << 20

// paste reads text copied off a screen: lines without columns, in which each e-mail address or phone number begins
// something of its own, and the words beside it, or on the line above, are its name; a
// cell that says IVR is kept apart. It reports false for text that is a table.
func paste(name string) (*File, bool) {
	list, err := lines(name)
	if err != nil {
		return nil, false // The table reader has the better words for it.
	}
	f := &File{Name: name, Form: Pasted, path: name, header: []string{"name", "email", "number", "type"}}
	pending := ""
	for i, line := range list {
		if !utf8.ValidString(line) || strings.ContainsAny(line, ",;\"\x00") || strings.Count(line, "\t") > 3 || strings.HasPrefix(line, "#") {
			return nil, false
		}
		if line = strings.TrimSpace(line); line == "" {
			pending = ""
			continue
		}
		mail, number, kind, rest := pick(line)
		if mail == "" && number == "" {
			if i == 0 && strings.Contains(line, "\t") {
				return nil, false // a header
			}
			pending = line
			continue
		}
		if rest == "" {
			rest = pending
		}
		pending = ""
		f.sample = append(f.sample, []string{rest, mail, number, kind})
	}
	if len(f.sample) == 0 {
		return nil, false
	}
	f.rows = len(f.sample)
	return f, true
}

// pick takes the e-mail address and the number out of a line; rest is what is left.
func pick(line string) (mail, number, kind, rest string) {
	var words []string
	for part := range strings.SplitSeq(line, "\t") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
			continue
		case number == "" && isNumber(part):
			number = part
			continue
		case strings.EqualFold(part, "IVR"), strings.EqualFold(part, "SVI"):
			kind = part
			continue
		}
		for w := range strings.FieldsSeq(part) {
			if t := strings.Trim(w, "<>()"); mail == "" && isMail(t) {
				mail = t
				continue
			}
			words = append(words, w)
		}
	}
	rest = strings.Join(words, " ")
	if number == "" {
		number, rest = tailNumber(rest)
	}
	return mail, number, kind, strings.Trim(rest, " -–:|·•")
}

// tailNumber takes a number off the end of a line, or off its beginning.
func tailNumber(s string) (number, rest string) {
	fields := strings.Fields(s)
	for i := range fields {
		if tail := strings.Join(fields[i:], " "); isNumber(tail) {
			return tail, strings.Join(fields[:i], " ")
		}
	}
	for i := len(fields); i > 0; i-- {
		if head := strings.Join(fields[:i], " "); isNumber(head) {
			return head, strings.Join(fields[i:], " ")
		}
	}
	return "", s
}

// isMail tells whether a word is an e-mail address.
func isMail(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && strings.Contains(s[at:], ".") && !strings.ContainsAny(s, " \t")
}

// isNumber tells whether a text is written as a phone number: seven digits or more, and nothing but digits, a plus,
// brackets and what parts groups.
func isNumber(s string) bool {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0, strings.ContainsRune(" .-()/\u00a0\u202f", r):
		default:
			return false
		}
	}
	return digits >= 7 && digits <= 17
}

// hashFile gives the SHA-256 of a file in hexadecimal.
func hashFile(ctx context.Context, name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", refuse(name, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	hash := sha256.New()
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := file.Read(buf)
		hash.Write(buf[:n])
		if err == io.EOF {
			return hex.EncodeToString(hash.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}
