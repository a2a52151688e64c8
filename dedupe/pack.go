package dedupe

import (
	"encoding/binary"
	"errors"
)

// errPacked is the error of a packed person that was cut or is none.
var errPacked = errors.New("a packed record is damaged")

// aside marks the line of a number in a field that calls are not matched on.
const aside = 0x80

// AppendPerson packs a person for a sorter or a spool; [ParsePerson] gives it back.
func AppendPerson(dst []byte, p *Person) []byte {
	dst = binary.AppendUvarint(dst, uint64(p.Ref))
	for _, s := range p.texts() {
		dst = binary.AppendUvarint(dst, uint64(len(*s)))
		dst = append(dst, *s...)
	}
	dst = binary.AppendUvarint(dst, uint64(len(p.Mails)))
	for _, s := range p.Mails {
		dst = binary.AppendUvarint(dst, uint64(len(s)))
		dst = append(dst, s...)
	}
	dst = binary.AppendUvarint(dst, uint64(len(p.Numbers)))
	for _, n := range p.Numbers {
		dst = binary.AppendUvarint(dst, n.Key)
		kind := byte(n.Line)
		if n.Aside {
			kind |= aside
		}
		dst = append(dst, kind)
	}
	dst = binary.AppendUvarint(dst, uint64(len(p.Unread)))
	for _, key := range p.Unread {
		dst = binary.AppendUvarint(dst, key)
	}
	return dst
}

// ParsePerson gives back a person that [AppendPerson] packed. Its texts are its own.
func ParsePerson(packed []byte) (*Person, error) {
	u := unpacker{rest: string(packed)}
	p := &Person{Ref: uint32(u.number())}
	for _, s := range p.texts() {
		*s = u.text()
	}
	for range u.count() {
		p.Mails = append(p.Mails, u.text())
	}
	for range u.count() {
		n := Number{Key: u.number()}
		if len(u.rest) == 0 {
			u.bad = true
			break
		}
		n.Line, n.Aside, u.rest = Line(u.rest[0]&^aside), u.rest[0]&aside != 0, u.rest[1:]
		p.Numbers = append(p.Numbers, n)
	}
	for range u.count() {
		p.Unread = append(p.Unread, u.number())
	}
	if u.bad || u.rest != "" {
		return nil, errPacked
	}
	return p, nil
}

func (p *Person) texts() [16]*string {
	return [...]*string{
		&p.Key, &p.First, &p.Last, &p.Full, &p.Title, &p.Company, &p.CompanyID, &p.Street, &p.City, &p.Postcode, &p.Birth, &p.Ident,
		&p.Child, &p.Parent, &p.Since, &p.Until,
	}
}

// unpacker reads a packed person; after damage it gives nothing.
type unpacker struct {
	rest string
	bad  bool
}

func (u *unpacker) number() uint64 {
	var v uint64
	for shift := 0; ; shift += 7 {
		if len(u.rest) == 0 || shift > 63 {
			u.bad = true
			return 0
		}
		c := u.rest[0]
		u.rest = u.rest[1:]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
}

// count is a number of parts, each at least a byte long.
func (u *unpacker) count() int {
	n := u.number()
	if n > uint64(len(u.rest)) {
		u.bad = true
		return 0
	}
	return int(n)
}

func (u *unpacker) text() string {
	n := u.number()
	if n > uint64(len(u.rest)) {
		u.bad, u.rest = true, ""
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}
