package phone

import (
	"slices"
	"strings"
)

// filler tells whether digits were typed to fill a field: all the same, a run up or down, or a prefix with nothing
// but one digit after it. digits are as written, without plus.
func filler(digits string) bool {
	n := len(digits)
	if n < 5 {
		return false
	}
	d := strings.TrimLeft(digits, "0")
	if same(digits) || len(d) > 4 && same(d) {
		return true
	}
	if len(d) >= 7 && (ladder(digits, 1) || ladder(digits, -1) || ladder(d, 1) || ladder(d, -1)) {
		return true
	}
	// A prefix of at most three digits, then one digit seven times or more: 06 00 00 00 00, 0123333333.
	tail := 1
	for tail < n && digits[n-tail-1] == digits[n-1] {
		tail++
	}
	if tail >= 7 && tail >= n-5 {
		return true
	}
	// Pairs: 06 06 06 06 06, 01 02 03 04 05, 12 12 12 12 12.
	if n >= 10 && n%2 == 0 {
		first, step := pair(digits, 0), pair(digits, 2)-pair(digits, 0)
		if step < -1 || step > 1 {
			return false
		}
		for i := 2; i < n; i += 2 {
			if pair(digits, i) != first+step*(i/2) {
				return false
			}
		}
		return true
	}
	return false
}

func pair(d string, i int) int { return int(d[i]-'0')*10 + int(d[i+1]-'0') }

// same tells whether all digits are the same.
func same(d string) bool {
	for i := 1; i < len(d); i++ {
		if d[i] != d[0] {
			return false
		}
	}
	return true
}

// ladder tells whether each digit follows the one before by step; nine is followed by zero.
func ladder(d string, step int) bool {
	for i := 1; i < len(d); i++ {
		if (int(d[i-1]-'0')+step+10)%10 != int(d[i]-'0') {
			return false
		}
	}
	return true
}

// fictitious tells whether a number is of a range kept for invented numbers that people also type to fill a field, or one
// that forms show as the example of how to write a number, and that comes back as if it were somebody's.
func fictitious(a *answer) bool {
	return a.code == 1 && len(a.nsn) == 10 && a.nsn[3:8] == "55501" || a.code < len(shown) && slices.Contains(shown[a.code], a.nsn)
}

// shown are the mobile numbers that web forms show in an empty field, by calling code: the numbering plan's own examples, and
// the counting ones beside them.
var shown = [...][]string{
	32: {"470123456"}, 33: {"612345678", "712345678"}, 34: {"612345678"}, 39: {"3123456789"},
	41: {"781234567"}, 43: {"664123456"}, 44: {"7400123456", "7123456789"}, 45: {"32123456"}, 46: {"701234567"}, 47: {"40612345"},
	48: {"512345678"}, 49: {"15123456789"}, 52: {"12221234567", "2221234567"}, 55: {"11961234567", "11912345678"}, 61: {"412345678"},
	81: {"9012345678"}, 91: {"8123456789", "9123456789"}, 212: {"650123456", "612345678"}, 213: {"551234567"}, 216: {"20123456"},
	221: {"701234567"}, 225: {"0123456789"}, 351: {"912345678"}, 352: {"628123456"}, 353: {"850123456"}, 358: {"412345678"},
}
