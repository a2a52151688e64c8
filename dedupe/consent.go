package dedupe

// permission is what a consent cell says.
type permission uint8

const (
	unsaid  permission = iota // blank, unknown, pending
	granted                   // yes to being contacted
	refused                   // no
	unread                    // a text that nobody understands
)

// strict keeps the strictest of what the members say: a refusal of any of them wins. A grant is not copied to a survivor that
// has none. Where a value is not understood and nobody refuses, nothing is decided; a person must look in either case.
func (f *Field) strict(members []Member, ranked []int, rule Rule) {
	for _, i := range ranked {
		switch says(members[i].value(f.Column), rule) {
		case unread:
			f.Unclear = true
		case refused:
			if says(f.New, rule) != refused {
				f.New, f.From = members[i].value(f.Column), i
			}
		case unsaid, granted:
		}
	}
	// One value in all records needs nobody to understand it.
	f.Unclear = f.Unclear && !f.uniform(members)
}

// uniform tells whether all members have the same text in the column.
func (f *Field) uniform(members []Member) bool {
	for i := range members {
		if fold(members[i].value(f.Column)) != fold(members[0].value(f.Column)) {
			return false
		}
	}
	return true
}

// says reads a consent cell in the languages we speak. In an opt-out column a yes is a refusal.
func says(text string, rule Rule) permission {
	yes, no := granted, refused
	if rule == OptOut {
		yes, no = refused, granted
	}
	switch fold(text) {
	case "", "unknown", "pending", "n a", "na", "none", "not set", "not specified", "inconnu", "en attente", "unbekannt", "ausstehend", "desconocido", "pendiente",
		"sconosciuto", "in attesa", "desconhecido", "pendente", "onbekend", "in afwachting", "nieznany", "oczekuje":
		return unsaid
	case "yes", "y", "true", "1", "t", "on", "checked", "x", "oui", "o", "vrai", "ja", "j", "wahr", "si", "s", "verdadero", "vero", "sim", "verdadeiro", "waar", "tak", "prawda":
		return yes
	case "no", "n", "false", "0", "f", "off", "unchecked", "non", "faux", "nein", "falsch", "falso", "nao", "nee", "onwaar", "nie", "falsz":
		return no
	// Words that mean the same in either kind of column.
	case "opt in", "opted in", "optin", "subscribed", "granted", "consented", "accepted", "accept", "allowed", "consent given", "explicit consent", "call ok", "ok",
		"marketing contact", "contact marketing", "freely given consent from contact",
		"inscrit", "abonne", "accepte", "consentement donne", "autorise", "zugestimmt", "angemeldet", "einwilligung erteilt", "erteilt", "erlaubt",
		"suscrito", "aceptado", "consentido", "autorizado", "iscritto", "accettato", "consenso dato", "autorizzato", "inscrito", "aceite", "aceito",
		"ingeschreven", "toegestaan", "toestemming gegeven", "zapisany", "zgoda", "wyrazil zgode", "zgoda udzielona":
		return granted
	case "opt out", "opted out", "optout", "unsubscribed", "withdrawn", "revoked", "refused", "declined", "denied", "do not call", "do not contact", "dnc", "do not email",
		"non marketing contact", "contact non marketing", "never", "blocked", "bloctel", "global opt out", "desinscrit", "desabonne", "refuse", "retire", "ne pas appeler", "ne pas contacter", "ne plus appeler", "ne plus contacter", "opposition",
		"abgemeldet", "widerrufen", "abgelehnt", "nicht anrufen", "nicht kontaktieren", "gesperrt", "widersprochen", "keine werbung",
		"dado de baja", "baja", "rechazado", "revocado", "no llamar", "no contactar", "disiscritto", "rifiutato", "revocato", "non chiamare", "non contattare",
		"cancelado", "recusado", "revogado", "nao ligar", "nao contactar", "removido", "uitgeschreven", "afgemeld", "geweigerd", "ingetrokken", "niet bellen", "niet benaderen",
		"wypisany", "odmowa", "wycofana", "brak zgody", "nie dzwonic", "nie kontaktowac", "sprzeciw":
		return refused
	default:
		return unread
	}
}
