package audit

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// usersMost bounds a list of users: no company has more, and a list that does is another one.
const usersMost = 200_000

// user is one user of Aircall or of the CRM.
type user struct {
	row      int
	name     string
	stored   string // e-mail as in the file
	email    string // without what cannot be seen
	inactive bool
	admin    tri
}

// tri is yes, no, or not said.
type tri int8

const (
	unsaid tri = iota
	yes
	no
)

// userList is the users of one side.
type userList struct {
	users  []user
	exact  map[string]int   // e-mail → first user that has it, an active one first
	folded map[string][]int // the same in lower case → all users
	names  map[string]int   // name → user; -1 for several
}

func readUsers(ctx context.Context, f *source.File, of source.Kind) (*userList, int64, error) {
	cols, err := f.As(source.Users)
	if err != nil {
		return nil, 0, err
	}
	if is := whoseUsers(f.Header()); is != "" && is != of {
		return nil, 0, &source.WrongKindError{Name: f.Name, Wanted: of, Is: is}
	}
	l := &userList{exact: map[string]int{}, folded: map[string][]int{}, names: map[string]int{}}
	var rows int64
	err = f.Each(ctx, func(r *source.Row) error {
		rows++
		u := user{row: r.N, name: r.Text(cols.At("name")), stored: string(r.Stored(cols.At("email")))}
		if u.name == "" {
			u.name = strings.TrimSpace(r.Text(cols.At("first")) + " " + r.Text(cols.At("last")))
		}
		u.email = visible(u.stored)
		if cols.Has("active") {
			u.inactive = says(r.Text(cols.At("active"))) == no
		}
		if cols.Has("inactive") && says(r.Text(cols.At("inactive"))) == yes {
			u.inactive = true
		}
		if cols.Has("admin") {
			u.admin = administrator(r.Text(cols.At("admin")))
		}
		if u.email == "" && u.name == "" {
			return nil
		}
		if len(l.users) == usersMost {
			return fmt.Errorf("%s has more than %d users", f.Name, usersMost)
		}
		l.add(u)
		return nil
	})
	return l, rows, err
}

func (l *userList) add(u user) {
	at := len(l.users)
	l.users = append(l.users, u)
	if u.email != "" {
		if old, ok := l.exact[u.email]; !ok || l.users[old].inactive && !u.inactive {
			l.exact[u.email] = at
		}
		low := strings.ToLower(u.email)
		l.folded[low] = append(l.folded[low], at)
	}
	if n := fold(u.name); n != "" {
		if old, ok := l.names[n]; ok && l.users[old].email != u.email {
			l.names[n] = -1
		} else if !ok {
			l.names[n] = at
		}
	}
}

// twin tells how the list knows an e-mail: exactly, in another case of its letters, or not. inactive tells that only users who
// are not active have it.
func (l *userList) twin(email string) (is twinning, inactive bool) {
	if at, ok := l.exact[email]; ok {
		return same, l.users[at].inactive
	}
	list := l.folded[strings.ToLower(email)]
	if len(list) == 0 {
		return none, false
	}
	inactive = true
	for _, at := range list {
		inactive = inactive && l.users[at].inactive
	}
	return otherCase, inactive
}

// other gives an e-mail of the list that differs in case only.
func (l *userList) other(email string) string {
	for _, at := range l.folded[strings.ToLower(email)] {
		return l.users[at].email
	}
	return ""
}

type twinning uint8

const (
	none twinning = iota
	otherCase
	same
)

// byName gives the e-mail of a user whose name the calls have; "" where it is nobody's, or several users'.
func (l *userList) byName(name string) string {
	if l == nil {
		return ""
	}
	if at, ok := l.names[fold(name)]; ok && at >= 0 {
		return l.users[at].email
	}
	return ""
}

// visible takes white space and invisible characters out of an e-mail address.
func visible(s string) string {
	clean := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}
	if strings.IndexFunc(s, clean) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if clean(r) {
			return -1
		}
		return r
	}, s)
}

// fold is how names are compared.
func fold(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// says reads a word for yes or no, in the languages of the program.
func says(s string) tri {
	switch w := strings.Trim(fold(s), ".!✓✔☑ "); {
	case w == "":
		if strings.ContainsAny(s, "✓✔☑") {
			return yes
		}
		return unsaid
	case yesWords[w]:
		return yes
	case noWords[w]:
		return no
	}
	return unsaid
}

var yesWords = map[string]bool{
	"yes": true, "y": true, "true": true, "1": true, "x": true, "on": true, "active": true, "enabled": true, "connected": true, "log": true, "logged": true,
	"oui": true, "o": true, "vrai": true, "actif": true, "active ": true, "activé": true, "activée": true, "connecté": true, "connectée": true, "enregistrer": true, "enregistré": true, "enregistrés": true, "journaliser": true,
	"ja": true, "wahr": true, "aktiv": true, "verbunden": true, "protokollieren": true, "sí": true, "si": true, "activo": true, "conectado": true, "registrar": true,
	"sì": true, "attivo": true, "collegato": true, "sim": true, "ativo": true, "actief": true, "verbonden": true, "tak": true, "aktywny": true,
	"create": true, "log the call": true, "log call": true, "logs": true, "activated": true,
}

var noWords = map[string]bool{
	"no": true, "n": true, "false": true, "0": true, "off": true, "inactive": true, "disabled": true, "deactivated": true, "suspended": true, "deleted": true, "archived": true, "disconnected": true, "not connected": true,
	"do nothing": true, "nothing": true, "none": true, "do not log": true, "don't log": true, "not logged": true, "ignore": true, "never": true,
	"non": true, "faux": true, "inactif": true, "désactivé": true, "désactivée": true, "suspendu": true, "non connecté": true, "non connectée": true, "déconnecté": true, "rien": true, "ne rien faire": true, "aucun": true, "aucune": true, "ne pas enregistrer": true,
	"nein": true, "falsch": true, "inaktiv": true, "deaktiviert": true, "nicht verbunden": true, "nichts": true, "nichts tun": true, "inactivo": true, "desconectado": true, "nada": true, "no hacer nada": true,
	"inattivo": true, "niente": true, "não": true, "nao": true, "inativo": true, "nee": true, "inactief": true, "niets": true, "nie": true, "nieaktywny": true, "nic": true,
}

// administrator reads a role: whether it is an administrator's.
func administrator(s string) tri {
	w := fold(s)
	if v := says(w); v != unsaid {
		return v
	}
	if w == "" {
		return unsaid
	}
	for _, part := range []string{"admin", "owner", "propriétaire", "inhaber", "beheerder", "propietario", "proprietario"} {
		if strings.Contains(w, part) && !strings.Contains(w, "non-"+part) && !strings.Contains(w, "not "+part) {
			return yes
		}
	}
	return no
}

// whoseUsers tells by their columns whose users a list has; "" where they do not say.
func whoseUsers(header []string) source.Kind {
	for _, h := range header {
		switch strings.NewReplacer(" ", "", "_", "", ".", "").Replace(strings.ToLower(h)) {
		case "availabilitystatus", "available", "wrapuptime", "directlink":
			return source.AircallUsers
		case "isactive", "profilename", "profileid", "userroleid", "username", "federationidentifier", "hasseat", "paidseat", "seattype":
			return source.CRMUsers
		}
	}
	return ""
}
