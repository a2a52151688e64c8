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
	sum          = regexp.MustCompile(`^-[1-9](?:\d+(?:[.,]\d+)?|(?:[.,]\d+)?[eE]\+?\d{1,3})$`)
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
	degrees      = regexp.MustCompile(`^(?:[NSns] ?\d{1,2}\.\d{3,} ?[,;/ ] ?[EWOewo] ?\d{1,3}\.\d{3,}|\d{1,2}\. ?\d{1,2}' ?\d{1,2}(?:[.,]\d+)?(?:"|'') ?[NS],? ?\d{1,3}\. ?\d{1,2}' ?\d{1,2}(?:[.,]\d+)?(?:"|'') ?[EWO]|[-+]?[1-9]\d?,\d{3,} ?; ?[-+]?(?:0|[1-9]\d{0,2}),\d{3,})$`)
	postcode     = regexp.MustCompile(`^(?:(?i:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]\d[a-z] \d[a-z]\d)|(?:F|D|A|CH|B|L|I|E|P|NL|PL|CZ|SK|H|S|N|DK|FIN)-\d{4,5})$`)
	postcodeTown = regexp.MustCompile(`^(?:(?:\p{L}{1,2}-)?\d{4,5}|\d{2}-\d{3})\s+\p{L}[\p{L} '.-]+(?i:cedex \d{1,2})?$`)
)

// undone is a cell with spreadsheet damage taken back.
type undone struct {
	text string
	code string
	gone string // why digits are gone for good, "" if they are not
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
	// Who types +1-2025550123 into a spreadsheet gets the difference, -2025550122: a number that looks right and is not.
	if strings.HasPrefix(bare, "-") && sum.MatchString(bare) {
		return undone{gone: CodeSum}
	}
	exponent := strings.ContainsAny(bare, "eE")
	if !exponent && !strings.Contains(s, ".0") && !strings.Contains(s, ",0") {
		return undone{text: s}
	}
	if m := scientific.FindStringSubmatch(bare); exponent && m != nil {
		exp := 0
		for _, c := range m[3] {
			exp = exp*10 + int(c-'0')
		}
		// Every digit shown, none invented: as many decimals as the exponent moves, or more that are zero.
		if len(m[2]) >= exp && strings.Trim(m[2][exp:], "0") == "" && exp >= 5 && exp <= 14 {
			return undone{text: m[1] + m[2][:exp], code: CodeScientific}
		}
		return undone{gone: CodeLossy}
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

// lookalike names what a whole cell is that is certainly no phone number, "" if it may be one. Most cells have nothing of
// what these things need, and are through after one look at their characters.
func (r *Reader) lookalike(s string) string {
	t := strings.Trim(s, "'\"() ")
	if t == "" {
		return ""
	}
	return r.looks(t, traitsOf(t))
}

// looks is lookalike of a trimmed text that is not empty. Traits only spare work: with all of them the outcome is the same.
func (r *Reader) looks(t string, k traits) string {
	switch {
	case !k.digit && r.words.nothing[fold(t)]:
		return CodePlaceholderWord
	case t[0] == '#' && sheetError.MatchString(t):
		return CodeSpreadsheetError
	case k.first && k.sign && isDate(t) || k.first && (k.colon || k.letter) && len(t) <= len("23h59:59") && clock.MatchString(t):
		return CodeLooksLikeDate
	case k.dot && (k.first || t[0] == '+' || t[0] == '-') && coordinates.MatchString(t) && (t[0] != '+' || strings.Contains(t, ",")),
		(k.quote || k.comma || t[0]|0x20 == 'n' || t[0]|0x20 == 's') && degrees.MatchString(t):
		return CodeLooksLikePlace
	case k.money && amount.MatchString(t):
		return CodeLooksLikeAmount
	case k.at && mailAddress.MatchString(t):
		return CodeLooksLikeMail
	case (t[0]|0x20 == 'h' || t[0]|0x20 == 'w') && webAddress.MatchString(t):
		return CodeLooksLikeURL
	}
	if code := registered(t, k); code != "" {
		return code
	}
	switch {
	case isLetter(t[0]) && iban.MatchString(t) && bankAccount(t):
		return CodeLooksLikeIBAN
	case k.letter && (postcodeTown.MatchString(t) || postcode.MatchString(t)) && !r.words.spoken(t):
		return CodeLooksLikePostcode
	}
	return ""
}

// traits are what the characters of a text say of what it can be.
type traits struct {
	first  bool // it begins with a digit
	digit  bool
	letter bool // an ASCII letter, or any character beyond ASCII
	upper  bool // an ASCII capital
	sign   bool // what stands between the parts of a date: - / .
	dot    bool
	dash   bool
	colon  bool
	comma  bool
	slash  bool
	quote  bool
	at     bool
	score  bool // an underscore
	money  bool // a currency's sign, or capitals that may be its code
}

func traitsOf(t string) traits {
	k := traits{first: t[0] >= '0' && t[0] <= '9'}
	for i := range len(t) {
		switch c := t[i]; {
		case c >= '0' && c <= '9':
			k.digit = true
		case c >= 'A' && c <= 'Z':
			k.letter, k.upper = true, true
			k.money = k.money || c == 'U' || c == 'G' || c == 'C' // of EUR and USD, GBP, CHF
		case c >= 'a' && c <= 'z':
			k.letter = true
		case c >= 0x80, c == '$', c == '%':
			k.letter, k.money = k.letter || c >= 0x80, true
		case c == '.':
			k.dot, k.sign = true, true
		case c == '-':
			k.dash, k.sign = true, true
		case c == '/':
			k.slash, k.sign = true, true
		case c == ':':
			k.colon = true
		case c == ',':
			k.comma = true
		case c == '@':
			k.at = true
		case c == '_':
			k.score = true
		case c == '\'', c == '"':
			k.quote = true
		}
	}
	return k
}

func isDate(s string) bool {
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return m[2] == m[4]
	}
	if m := dayDate.FindStringSubmatch(s); m != nil {
		return m[2] == m[4]
	}
	m := shortDate.FindStringSubmatch(s)
	return m != nil && day(m[1], m[2])
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
