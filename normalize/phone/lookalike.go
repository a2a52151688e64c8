package phone

import (
	"regexp"
	"slices"
	"strings"
)

// What a spreadsheet makes of a number, and what other things in a phone column look like.
var (
	floatCell    = regexp.MustCompile(`^\+?\d{6,15}[.,]0{1,2}$`)
	floatInside  = regexp.MustCompile(`(^|[;|/\n,] *)(\d{8,15})[.,]0( *[;|/\n,]|$)`)
	scientific   = regexp.MustCompile(`^[+-]?(\d)(?:[.,](\d*))?[eE]\+?(\d{1,3})$`)
	formulaText  = regexp.MustCompile(`^=\s*"?([^"]*)"?$`)
	sheetError   = regexp.MustCompile(`(?i)^(#(ref|n/?a|n/?d|value|valeur|name|nom|nom\?|div/0|num|nombre|null|nul|nv|wert|bezug|zahl|spill|calc)[!?]?|#{3,})$`)
	isoDate      = regexp.MustCompile(`^(19|20)\d\d([-/.])(0?[1-9]|1[0-2])([-/.])(0?[1-9]|[12]\d|3[01])([T ].*)?$`)
	dayDate      = regexp.MustCompile(`^(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|[12]\d|3[01])([-/.])((19|20)\d\d)([T ,].*)?$`)
	shortDate    = regexp.MustCompile(`^(0?[1-9]|[12]\d|3[01])/(0?[1-9]|[12]\d|3[01])/\d\d( .*)?$`)
	clock        = regexp.MustCompile(`^\d{1,2}[:h]\d{2}(:\d{2})?$`)
	coordinates  = regexp.MustCompile(`^[-+]?(0|[1-9]\d{0,2})\.\d{3,}°?\s*[NSns]?\s*[,;/ ]\s*[-+]?(0|[1-9]\d{0,2})\.\d{3,}°?\s*[EWOewo]?$`)
	amount       = regexp.MustCompile(`^(?:[€$£¥]|EUR|USD|GBP|CHF)\s*-?[\d .,']+$|^-?[\d .,']+\s*(?:[€$£¥%]|EUR|USD|GBP|CHF)$`)
	iban         = regexp.MustCompile(`^[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?$`)
	mailAddress  = regexp.MustCompile(`^<?[^\s@]+@[^\s@]+\.[A-Za-z]{2,}>?$`)
	webAddress   = regexp.MustCompile(`^(?i)(https?://|www\.)\S+$`)
	postcodeTown = regexp.MustCompile(`^(?:\p{L}{1,2}-)?\d{4,5}\s+\p{L}[\p{L} '.-]+$`)
)

// undone is a cell with spreadsheet damage taken back.
type undone struct {
	text  string
	code  string
	lossy bool // digits are gone for good
}

// undoSheet takes back what a spreadsheet does to digits: a formula around text, a decimal zero, scientific notation
// in which every digit is there.
func undoSheet(s string) undone {
	if strings.HasPrefix(s, "=") {
		if m := formulaText.FindStringSubmatch(s); m != nil {
			s = strings.TrimSpace(m[1])
		}
	}
	bare := strings.Trim(s, "'\" ")
	if m := scientific.FindStringSubmatch(bare); m != nil {
		exp := 0
		for _, c := range m[3] {
			exp = exp*10 + int(c-'0')
		}
		// Every digit shown, none invented: as many decimals as the exponent moves, or more that are zero.
		if len(m[2]) >= exp && strings.Trim(m[2][exp:], "0") == "" && exp >= 5 && exp <= 14 {
			return undone{text: m[1] + m[2][:exp], code: CodeScientific}
		}
		return undone{lossy: true}
	}
	if floatCell.MatchString(bare) {
		return undone{text: bare[:strings.LastIndexAny(bare, ".,")], code: CodeFloat}
	}
	if strings.Contains(s, ".0") || strings.Contains(s, ",0") {
		t := floatInside.ReplaceAllString(s, "$1$2$3")
		t = floatInside.ReplaceAllString(t, "$1$2$3") // A match takes the separator that the next one needs.
		if t != s {
			return undone{text: t, code: CodeFloat}
		}
	}
	return undone{text: s, code: ""}
}

// lookalike names what a whole cell is that is certainly no phone number, "" if it may be one.
func (r *Reader) lookalike(s string) string {
	t := strings.Trim(s, "'\"() ")
	switch {
	case r.words.nothing[fold(t)] && onlyDigits(t) == "":
		return CodePlaceholderWord
	case sheetError.MatchString(t):
		return CodeSpreadsheetError
	case isDate(t) || clock.MatchString(t):
		return CodeLooksLikeDate
	case coordinates.MatchString(t) && (t[0] != '+' || strings.Contains(t, ",")):
		return CodeLooksLikePlace
	case amount.MatchString(t):
		return CodeLooksLikeAmount
	case mailAddress.MatchString(t):
		return CodeLooksLikeMail
	case webAddress.MatchString(t):
		return CodeLooksLikeURL
	case iban.MatchString(t) && len(onlyDigits(t)) >= 8:
		return CodeLooksLikeIBAN
	case postcodeTown.MatchString(t) && !r.words.spoken(t):
		return CodeLooksLikePostcode
	}
	return ""
}

func isDate(s string) bool {
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return m[2] == m[4]
	}
	if m := dayDate.FindStringSubmatch(s); m != nil {
		return m[2] == m[4]
	}
	return shortDate.MatchString(s)
}

// noNumber names a cell without any digits that could be a number.
func (r *Reader) noNumber(l *layout) string {
	switch {
	case l.mask:
		return CodeMasked
	case len(l.notes) == 0 && slices.ContainsFunc(l.loose, func(t item) bool { return t.kind == itemRemark }):
		return CodePlaceholderWord
	case len(l.notes) > 0 || len(l.loose) > 0:
		return CodeText
	}
	return CodePunctuation
}

// luhn tells whether digits carry the check digit of French company ids.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}
