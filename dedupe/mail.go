package dedupe

import "strings"

// mail is one e-mail address, normalised.
type mail struct {
	local, domain string
	kind          mailKind
	public        bool // anybody can have an address in the domain
}

type mailKind uint8

const (
	personal mailKind = iota
	role              // info@, contact@: a company's or a team's
	home              // smith1234@: a family's as well as a person's
	nobody            // no-reply@, test@, none@: says nothing at all
)

// same tells whether two addresses are one.
func (m *mail) same(o *mail) bool { return m.local == o.local && m.domain == o.domain }

// newMail reads an e-mail address in the form that all its spellings share: lower case, without a "+tag", and without the dots that
// Google ignores. It gives false for a text that is no address.
func newMail(text string) (mail, bool) {
	if text != "" && !(letterOrDigit(text[0]) && letterOrDigit(text[len(text)-1])) {
		text = strings.Trim(text, " \t\r\n\u00a0<>\"'")
	}
	text = strings.ToLower(text)
	text = strings.TrimPrefix(text, "mailto:")
	at := strings.LastIndexByte(text, '@')
	if at <= 0 || at == len(text)-1 || strings.IndexByte(text, ' ') >= 0 || strings.IndexByte(text, '\t') >= 0 {
		return mail{}, false
	}
	m := mail{local: text[:at], domain: strings.TrimSuffix(text[at+1:], ".")}
	if i := strings.IndexByte(m.local, '+'); i > 0 {
		m.local = m.local[:i]
	}
	if m.domain == "googlemail.com" {
		m.domain = "gmail.com"
	}
	if m.domain == "gmail.com" {
		m.local = strings.ReplaceAll(m.local, ".", "")
	}
	m.public = PublicDomain(m.domain)
	m.kind = kindOfMail(m.local, m.domain)
	return m, true
}

func letterOrDigit(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// appendMails appends the addresses of a text of a person whose name and firm are ready.
func appendMails(dst []mail, text string, r *ready) []mail {
	for len(text) > 0 && len(dst) < WaysMost {
		end := 0
		for end < len(text) && !betweenMails[text[end]] {
			end++
		}
		part := text[:end]
		text = text[min(end+1, len(text)):]
		m, ok := newMail(part)
		if !ok || m.kind == nobody {
			continue
		}
		if m.kind == personal {
			var buf [64]byte
			switch word := appendLetters(buf[:0], m.local); {
			case len(word) == 0:
			case joined(word, r.firm.core): // acme@gmail.com is Acme's
				m.kind = role
			case m.public && (string(word) == r.name.Surname() || string(word) == strings.Join(r.name.Family(), "")):
				m.kind = home
			}
		}
		dst = append(dst, m)
	}
	return dst
}

// joined tells whether a word is a text without its spaces.
func joined(word []byte, text string) bool {
	n := 0
	for i := range len(text) {
		if text[i] == ' ' {
			continue
		}
		if n == len(word) || word[n] != text[i] {
			return false
		}
		n++
	}
	return n == len(word)
}

// letters gives the letters of the local part of an address.
func letters(local string) string {
	var buf [64]byte
	return string(appendLetters(buf[:0], local))
}

func appendLetters(dst []byte, local string) []byte {
	for i := range len(local) {
		if c := local[i]; c >= 'a' && c <= 'z' || c >= 0x80 {
			dst = append(dst, c)
		}
	}
	return dst
}

// betweenMails are the signs between addresses in one cell.
var betweenMails = [256]bool{';': true, ',': true, '|': true, '\n': true, ' ': true}

// betweenWords are the signs between the words of a local part.
var betweenWords = [256]bool{
	'.': true, '-': true, '_': true,
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
}

// kindOfMail looks at the first word of the local part, and at its last: sales-uk@, uk.sales@, contact2@.
func kindOfMail(local, domain string) mailKind {
	if strings.HasSuffix(domain, "aircall.io") {
		return nobody
	}
	first, last, n := "", "", 0
	var buf [64]byte
	joined := buf[:0]
	for at, i := 0, 0; i <= len(local); i++ {
		if i < len(local) && !betweenWords[local[i]] {
			continue
		}
		if word := local[at:i]; word != "" {
			if n++; n == 1 {
				first = word
			}
			last = word
			joined = append(joined, word...)
		}
		at = i + 1
	}
	if n == 0 {
		return personal
	}
	switch string(joined) {
	case "noreply", "donotreply", "nepasrepondre", "noresponder", "naoresponda", "keineantwort", "noemail", "nomail", "none", "na",
		"unknown", "test", "inconnu", "unbekannt", "desconocido", "sansmail", "sansemail", "pasdemail", "nodireply", "null", "nobody":
		return nobody
	}
	if roleWord(first) || n > 1 && roleWord(last) && !strings.Contains(local, "@") {
		return role
	}
	return personal
}

// roleWord tells whether a word at the start of an address says that it is a team's (EN FR DE ES IT PT NL PL).
func roleWord(w string) bool {
	switch w {
	case "info", "infos", "information", "informacje", "informacion", "informazioni",
		"contact", "contacts", "kontakt", "contacto", "contatto", "contatti", "contato", "contactus", "nouscontacter",
		"sales", "vente", "ventes", "verkauf", "vertrieb", "ventas", "vendite", "vendas", "verkoop", "sprzedaz",
		"office", "bureau", "buero", "büro", "biuro", "oficina", "ufficio", "escritorio", "kantoor", "siege",
		"accueil", "reception", "empfang", "rezeption", "recepcion", "recepcao", "receptie", "recepcja", "frontdesk", "standard", "zentrale", "centralita", "centralino",
		"secretariat", "sekretariat", "secretaria", "segreteria", "secretariaat", "secretary", "assistant", "assistenz",
		"compta", "comptabilite", "comptabilité", "buchhaltung", "contabilidad", "contabilita", "contabilidade", "boekhouding", "ksiegowosc", "księgowość", "administratie",
		"accounting", "accounts", "account", "accountspayable", "payable", "ap", "billing", "finance", "finances", "finanzen", "finanse", "tresorerie",
		"invoice", "invoices", "facture", "factures", "facturation", "rechnung", "rechnungen", "faktury", "faktura", "facturas", "facturacion", "fatture", "fatturazione", "faturas", "faturacao", "facturen", "facturatie",
		"support", "help", "helpdesk", "service", "services", "serviceclient", "sav", "kundenservice", "kundendienst", "klantenservice", "soporte", "supporto", "assistenza", "suporte", "ayuda", "hilfe", "pomoc", "customerservice", "care",
		"hr", "rh", "grh", "jobs", "job", "career", "careers", "karriere", "recrutement", "recruiting", "recruitment", "bewerbung", "empleo", "rrhh", "lavoro", "personal", "personnel", "kadry", "praca", "vacatures",
		"admin", "administration", "administracion", "amministrazione", "administracao", "administracja", "administrateur", "verwaltung", "webmaster", "postmaster", "hostmaster", "root", "it", "edv",
		"hello", "hallo", "hi", "bonjour", "hola", "ciao", "ola", "hej", "welcome", "bienvenue",
		"team", "equipe", "equipo", "zespol", "staff", "crew",
		"marketing", "press", "presse", "prensa", "stampa", "imprensa", "pers", "media", "communication", "comunicacion", "comunicazione", "pr", "newsletter",
		"direction", "direccion", "direzione", "direcao", "directie", "dyrekcja", "gerencia", "gerance", "geschaeftsleitung", "geschäftsleitung", "geschaeftsfuehrung", "management", "board",
		"commercial", "comercial", "commerciale", "handel", "handlowy", "export", "import", "business", "partners", "partner",
		"order", "orders", "commande", "commandes", "bestellung", "bestellungen", "pedidos", "ordini", "encomendas", "zamowienia", "bestelling", "bestellingen", "booking", "bookings", "reservation", "reservations", "reservas", "prenotazioni", "reservierung",
		"achat", "achats", "einkauf", "compras", "acquisti", "inkoop", "zakupy", "purchasing", "procurement", "logistics", "logistique", "logistik", "logistica", "lager", "magazyn", "warehouse",
		"mail", "email", "post", "posta", "correo", "correio", "poczta", "courrier", "boite", "mailbox",
		"shop", "store", "boutique", "tienda", "negozio", "loja", "winkel", "sklep", "laden", "legal", "juridique", "privacy", "rgpd", "gdpr", "dpo", "security", "abuse",
		"technik", "technique", "tecnico", "technical", "tech", "atelier", "werkstatt", "taller", "praxis", "cabinet", "kanzlei", "studio", "clinic", "clinique", "mairie", "school", "ecole", "schule", "hotel", "restaurant", "general", "geral", "generale", "gabinete", "gestion", "gestao", "kancelaria", "sekretarz", "zarzad", "algemeen", "allgemein", "enquiries", "enquiry", "inquiries", "famille", "family", "familie", "familia", "famiglia", "rodzina":
		return true
	default:
		return false
	}
}

// PublicDomain tells whether anybody can have an address in a domain, in lower case, so that it says nothing of a company.
func PublicDomain(domain string) bool {
	name, rest, _ := strings.Cut(domain, ".")
	switch name {
	case "gmail", "googlemail", "yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "msn", "icloud", "me", "mac", "aol", "gmx", "web",
		"orange", "wanadoo", "free", "sfr", "laposte", "bbox", "neuf", "numericable", "aliceadsl", "t-online", "freenet", "arcor", "posteo", "mailbox", "proton", "protonmail", "pm",
		"libero", "virgilio", "tiscali", "alice", "tin", "telefonica", "terra", "sapo", "clix", "iol", "uol", "bol", "wp", "o2", "onet", "interia", "op", "gazeta", "poczta", "ziggo", "kpnmail", "kpn", "planet", "hetnet", "home", "xs4all",
		"skynet", "telenet", "bluewin", "sunrise", "hispeed", "btinternet", "sky", "talktalk", "virginmedia", "ntlworld", "blueyonder", "yandex", "qq", "163", "126", "comcast", "verizon", "att", "sbcglobal", "bellsouth", "cox", "zoho", "fastmail", "tutanota", "hey":
		return strings.Count(rest, ".") < 2
	case "mail": // mail.com is anybody's; mail.acme.com is Acme's
		return !strings.Contains(rest, ".")
	default:
		return false
	}
}
