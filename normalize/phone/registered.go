package phone

import (
	"regexp"
	"slices"
	"strings"
)

// What registers give people, companies and records. Each has letters, a punctuation of its own, or check digits, so that
// no phone number is taken for one.
var (
	companies   = regexp.MustCompile(`^(?:CHE[- ]?\d{3}\.?\d{3}\.?\d{3}(?: (?:MWST|TVA|IVA|HR))?|ATU ?\d{8}|NL ?\d{9}B\d{2}|ES ?[A-HJ-NP-SUVW]-?\d{7}[0-9A-J]|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2})$`)
	vat         = regexp.MustCompile(`^(BE|DE|FR|GB|IT|LU|PL) ?([0-9][0-9A-Z. ]{6,14})$`)
	people      = regexp.MustCompile(`^(?:\d{3}-\d{2}-\d{4}|(?i:[a-z]{2} \d{2} \d{2} \d{2} [a-d]))$`)
	brazilian   = regexp.MustCompile(`^\d{3}\.\d{3}\.\d{3}-\d{2}$`)
	belgian     = regexp.MustCompile(`^\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}$`)
	french      = regexp.MustCompile(`^[12][ .]?\d{2}[ .]?\d{2}[ .]?\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}$`)
	uuid        = regexp.MustCompile(`^(?i)\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$`)
	objectID    = regexp.MustCompile(`^[0-9a-f]{24}$`)
	salesforce  = regexp.MustCompile(`^(?:00[0-9A-Za-z]|[0a-z]0[0-9A-Z])[0-9A-Za-z]{12}(?:[A-Z0-5]{3})?$`)
	prefixed    = regexp.MustCompile(`^[a-z]{2,8}_[0-9A-Za-z]{6,}$`)
	spacedCard  = regexp.MustCompile(`^(?:\d{4} \d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}-\d{4}|\d{16}|\d{4} \d{6} \d{5}|\d{4}-\d{6}-\d{5}|\d{15})$`)
	cardIssuers = regexp.MustCompile(`^(?:(?:4\d{3}|5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720|6011|65\d{2})\d{12}|3[47]\d{13})$`)
)

// registered names what a cell is that a register gave: a company's number, a person's, a card's, a record's; "" if it is
// none.
func registered(t string, k traits) string {
	if len(t) < 9 || len(t) > 40 {
		return ""
	}
	if !k.letter && !k.dash && !k.slash && len(t) < 13 {
		return "" // digits, and not enough of them
	}
	d := onlyDigits(t)
	switch {
	case (k.upper || k.slash) && companies.MatchString(t), k.upper && vatNumber(t):
		return CodeLooksLikeCompany
	case (k.dash || k.letter) && people.MatchString(t),
		k.dash && k.dot && (brazilian.MatchString(t) && cpf(d) || belgian.MatchString(t) && belgianPerson(d)):
		return CodeLooksLikePerson
	case len(d) == 15 && french.MatchString(t) && rest97(d[:13], d[13:]):
		return CodeLooksLikePerson
	case len(d) == 13 && strings.HasPrefix(d, "756") && strings.Trim(t, "0123456789. ") == "" && ean(d):
		return CodeLooksLikePerson
	case (len(d) == 15 || len(d) == 16) && spacedCard.MatchString(t) && cardIssuers.MatchString(d) && luhn(d):
		return CodeLooksLikeCard
	case k.letter && len(t) >= 36 && uuid.MatchString(t), k.score && d != "" && prefixed.MatchString(t):
		return CodeLooksLikeRecord
	case k.letter && len(d) < len(t) && d != "" && (objectID.MatchString(t) || salesforce.MatchString(t)):
		return CodeLooksLikeRecord
	}
	return ""
}

// vatNumber tells whether a cell is a country's letters and a company's number with its check digits.
func vatNumber(t string) bool {
	m := vat.FindStringSubmatch(t)
	if m == nil {
		return false
	}
	d := onlyDigits(m[2])
	switch m[1] {
	case "BE": // 0455 to 0499 are mobile numbers.
		return len(d) == 10 && (d[:2] != "04" || d[2] < '5') && rest97(d[:8], d[8:])
	case "DE":
		return len(d) == 9 && german(d)
	case "FR":
		return len(d) == 11 && luhn(d[2:]) || len(d) >= 9 && strings.ContainsAny(m[2], "ABCDEFGHJKLMNPQRSTUVWXYZ") && luhn(d[len(d)-9:])
	case "GB":
		sum := remainder(d, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97
		return len(d) == 9 && d[0] != '0' && (sum == 0 || sum == 42)
	case "IT":
		return len(d) == 11 && d == m[2] && luhn(d)
	case "LU":
		return len(d) == 8 && modulo(d[:6], 89) == modulo(d[6:], 100)
	case "PL":
		return len(d) == 10 && remainder(d, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == int(d[9]-'0')
	}
	return false
}

// modulo gives the remainder of a number of any length.
func modulo(d string, m int) int {
	n := 0
	for i := range len(d) {
		n = (n*10 + int(d[i]-'0')) % m
	}
	return n
}

// remainder gives the weighted sum of digits.
func remainder(d string, weights ...int) int {
	sum := 0
	for i := range min(len(d), len(weights)) {
		sum += int(d[i]-'0') * weights[i]
	}
	return sum
}

// rest97 tells whether two check digits are what is missing to a multiple of 97.
func rest97(d, check string) bool { return modulo(d, 97)+modulo(check, 100) == 97 }

// belgianPerson allows for those born from 2000 on, whose number is counted with a 2 before it.
func belgianPerson(d string) bool { return rest97(d[:9], d[9:]) || rest97("2"+d[:9], d[9:]) }

// german tells whether nine digits carry the check digit of ISO 7064, modulo 11 and 10.
func german(d string) bool {
	p := 10
	for i := range 8 {
		s := (int(d[i]-'0') + p) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return (11-p)%10 == int(d[8]-'0')
}

// ean tells whether thirteen digits carry the check digit of a bar code.
func ean(d string) bool { return remainder(d, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0 }

// cpf tells whether eleven digits carry the check digits of a Brazilian taxpayer.
func cpf(d string) bool {
	first := remainder(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	second := remainder(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	return first == int(d[9]-'0') && second == int(d[10]-'0')
}

// identifier names digits that are no number as they stand but a day without anything between its parts, 20230512; "" if
// they are none.
func identifier(w written) string {
	d := w.digits
	if w.plus || !slices.Equal(w.groups, []int{len(d)}) {
		return ""
	}
	if len(d) == 8 && century(d[:4]) && small(d[4:6]) >= 1 && small(d[4:6]) <= 12 && small(d[6:]) >= 1 && small(d[6:]) <= 31 {
		return CodeLooksLikeDate
	}
	return ""
}
