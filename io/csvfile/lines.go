package csvfile

import "bytes"

// countLines counts the line ends in s: LF, CR LF and CR.
func countLines(s []byte) int {
	n := bytes.Count(s, []byte{'\n'})
	for i := bytes.IndexByte(s, '\r'); i >= 0 && i < len(s); i++ {
		if s[i] == '\r' && !bytes.HasPrefix(s[i+1:], []byte{'\n'}) && !bytes.HasPrefix(s[i+1:], []byte("\r\n")) {
			n++
		}
	}
	return n
}

// lineEnd gives the length of the line end at buf[i:]: LF, CR LF, CR CR LF or CR; 0 where it may go on beyond the
// buffer, or where there is none.
func lineEnd(buf []byte, i int, eof bool) int {
	rest := buf[i:]
	switch {
	case len(rest) == 0:
		return 0
	case rest[0] == '\n':
		return 1
	case len(rest) > 1 && rest[1] == '\n':
		return 2
	case len(rest) > 2 && rest[1] == '\r' && rest[2] == '\n':
		return 3
	case !eof && (len(rest) == 1 || len(rest) == 2 && rest[1] == '\r'):
		return 0
	}
	return 1
}

// firstLine gives the end of the physical line at buf[i:], its line end included; -1 if the buffer does not hold it.
func firstLine(buf []byte, i int, eof bool) int {
	at := indexLineEnd(buf[i:])
	if at < 0 {
		if eof {
			return len(buf)
		}
		return -1
	}
	n := lineEnd(buf, i+at, eof)
	if n == 0 {
		return -1
	}
	return i + at + n
}

// indexLineEnd gives the index of the first LF or CR, -1 if there is none.
func indexLineEnd(s []byte) int {
	const window = 4 << 10 // so that a distant LF is not looked for again and again where CR ends the lines
	for i := 0; i < len(s); i += window {
		part := s[i:min(len(s), i+window)]
		lf := bytes.IndexByte(part, '\n')
		if lf >= 0 {
			part = part[:lf]
		}
		if cr := bytes.IndexByte(part, '\r'); cr >= 0 {
			return i + cr
		}
		if lf >= 0 {
			return i + lf
		}
	}
	return -1
}
