package dedupe

import (
	"strconv"
	"strings"
)

// Made says that a record was made by a telephony integration for a call from a number that it did not find.
type Made struct {
	By     string // the integration, in lower case: "aircall"
	Number uint64 // key of the number it stands for, 0 if none is known as E.164
	Text   string // that number as the record has it, "" if none
}

// Telephony tells whether a record was made by a telephony integration, and for which number: "Aircall new contact" in
// either name with the number in the other, or an address such as random_number@aircall.io. Such a record mostly means
// that the real contact's number was badly written.
func Telephony(p *Person) (Made, bool) {
	made := p.facts().made
	return made, made.By != ""
}

// telephony is Telephony for a person who is made ready; nameless says that no name is left without what stands for an unknown one.
func telephony(p *Person, nameless bool) (Made, bool) {
	by, number, named := "", "", false
	for _, name := range [...]string{p.First, p.Last, p.Full} {
		if plainName(name) { // as nearly all are
			named = true
			continue
		}
		vendor := newContact(name)
		n := dialled(name)
		switch {
		case vendor != "":
			by = vendor
		case n == "" && fold(name) != "":
			named = true
		}
		if number == "" {
			number = n
		}
	}
	switch {
	case by != "":
	case named && !nameless: // whoever made it, somebody has given it a name since
		return Made{}, false
	case fakeMail(p.Mails):
		by = "aircall"
	case strings.HasPrefix(number, "+") || number != "" && among(p.Numbers, number):
		by = "unknown" // nobody but a program calls a person by a number
	default:
		return Made{}, false
	}
	made := Made{By: by, Text: number}
	if strings.HasPrefix(number, "+") {
		made.Number, _ = Key("+" + digits(number))
	}
	if len(p.Numbers) > 0 && (made.Number == 0 || !holds(p.Numbers, made.Number)) {
		made.Number = p.Numbers[0].Key // a phone column is better evidence than the digits in a name
	}
	return made, true
}

// among tells whether the digits of a name are the end of one of the numbers: "Client 100234" is nobody's number.
func among(numbers []Number, name string) bool {
	tail := strings.TrimLeft(digits(name), "0")
	for _, n := range numbers {
		if len(tail) > 4 && strings.HasSuffix(strconv.FormatUint(n.Key, 10), tail) {
			return true
		}
	}
	return false
}

// plainName tells of a name at a glance that no integration made it: letters of ASCII, one at least, with nothing between them
// but what names have, fewer digits than a phone number has, and no integration's name among them.
func plainName(name string) bool {
	letters, digits := 0, 0
	for i := range len(name) {
		switch c := name[i] | 0x20; {
		case c >= 'a' && c <= 'z':
			letters++
		case name[i] == ' ', name[i] == '-', name[i] == '\'', name[i] == '.', name[i] == '(', name[i] == ')':
			continue
		case name[i] >= '0' && name[i] <= '9':
			if digits++; digits > 5 {
				return false
			}
		default:
			return false
		}
		switch name[i] | 0x20 {
		case '3', 'a', 'r', 'c', 'd', 'j', 'k':
			for _, v := range [...]string{"aircall", "ringover", "cloudtalk", "dialpad", "justcall", "ringcentral", "3cx", "kavkom"} {
				if len(name)-i >= len(v) && strings.EqualFold(name[i:i+len(v)], v) {
					return false
				}
			}
		}
	}
	return letters > 0
}

// fakeMail tells whether one of the addresses is made up of digits at aircall.io. The digits are no phone number.
func fakeMail(mails []string) bool {
	for _, text := range mails {
		local, domain, ok := strings.Cut(strings.ToLower(strings.TrimSpace(text)), "@")
		if d := digits(local); ok && domain == "aircall.io" && len(d) >= 5 && len(d)*2 >= len(local) {
			return true
		}
	}
	return false
}

// newContact tells whether a name is what an integration puts in the place of one, and gives the integration.
func newContact(name string) string {
	if len(name) < 8 {
		return ""
	}
	folded := " " + fold(name) + " "
	for _, v := range [...]string{"aircall", "ringover", "cloudtalk", "dialpad", "justcall", "ringcentral", "3cx", "kavkom"} {
		_, after, ok := strings.Cut(folded, " "+v+" ")
		if !ok {
			continue
		}
		for _, what := range [...]string{
			"new contact", "new user", "new lead", "new account", "new customer", "unknown caller", "unknown contact",
			"nouveau contact", "neuer kontakt", "nuevo contacto", "nuovo contatto", "novo contato", "nieuw contact", "nowy kontakt",
		} {
			if strings.HasPrefix(after, what+" ") {
				return v
			}
		}
	}
	return ""
}

// dialled gives a phone number that stands in a name: at least six digits, and no letter between the first and the last.
func dialled(name string) string {
	first := strings.IndexAny(name, "+0123456789")
	if first < 0 {
		return ""
	}
	last := strings.LastIndexAny(name, "0123456789")
	if last <= first {
		return ""
	}
	s := name[first : last+1]
	for _, r := range s {
		if r != '+' && r != ' ' && r != '.' && r != '-' && r != '(' && r != ')' && r != '/' && r != '\u00a0' && r != '\u202f' && (r < '0' || r > '9') {
			return ""
		}
	}
	if len(digits(s)) < 6 {
		return ""
	}
	return s
}
