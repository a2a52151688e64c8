package xlsxfile

// columnOf reads the column of a cell reference of the usual form, such as AB12. What it does not take parseCell may.
func columnOf(ref []byte) (int, bool) {
	col, i := 0, 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		if col = col*26 + int(ref[i]-'A') + 1; col > MaxColumns {
			return 0, false
		}
	}
	if n := len(ref) - i; i == 0 || n == 0 || n > 6 || ref[i] == '0' {
		return 0, false
	}
	for ; i < len(ref); i++ {
		if ref[i] < '0' || ref[i] > '9' {
			return 0, false
		}
	}
	return col, true
}

// atoi reads a small number without sign.
func atoi(s []byte) (int, bool) {
	if len(s) == 0 || len(s) > 10 {
		return 0, false
	}
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// digits says that a text is a number without sign, fraction or leading zero.
func digits(s []byte) bool {
	if len(s) == 0 || s[0] == '0' && len(s) > 1 {
		return len(s) == 0
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
