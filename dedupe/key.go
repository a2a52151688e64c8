package dedupe

// maxDigits is the longest number with a key: 18 digits always fit a uint64. E.164 allows 15.
const maxDigits = 18

// Key gives the exact key of an E.164 number such as "+33199001234": its digits read as one integer. Two numbers have
// the same key only if they are the same number. It gives false for anything else: no plus, a sign or letter among the
// digits, a zero after the plus (no calling code begins with one), or more than 18 digits. A key is never 0.
func Key[T ~string | ~[]byte](e164 T) (uint64, bool) {
	if len(e164) < 2 || len(e164) > maxDigits+1 || e164[0] != '+' || e164[1] == '0' {
		return 0, false
	}
	var key uint64
	for i := 1; i < len(e164); i++ {
		d := e164[i] - '0'
		if d > 9 {
			return 0, false
		}
		key = key*10 + uint64(d)
	}
	return key, true
}
