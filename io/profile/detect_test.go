package profile

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// headers are invented exports, by the profile that fits them.
var headers = []struct{ name, want, header string }{
	{"HubSpot, English", "hubspot", "Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Contact owner|Lifecycle Stage|Country/Region"},
	{"HubSpot, few columns", "hubspot", "Record ID|First Name|Last Name|Phone Number"},
	{"HubSpot, id and phone alone", "hubspot", "Record ID|Phone Number"},
	{"HubSpot, French", "hubspot", "ID de fiche d'informations|Prénom|Nom de famille|E-mail|Numéro de téléphone|Pays/Région"},
	{"HubSpot, French, curly apostrophe", "hubspot", "ID de fiche d’informations|Prénom|Nom|E-mail|Numéro de téléphone"},
	{"HubSpot, French, other id", "hubspot", "ID d'enregistrement|Numéro de téléphone|Numéro de téléphone mobile|Phase du cycle de vie"},
	{"HubSpot, French without accents", "hubspot", "ID d'enregistrement|PRENOM|NUMERO DE TELEPHONE|NUMERO DE TELEPHONE MOBILE"},
	{"HubSpot, half English", "hubspot", "ID de fiche d'informations|Prénom|Numéro de téléphone|Associated Contact IDs|Associated Deal"},
	{"HubSpot, internal names", "hubspot", "hs_object_id|firstname|lastname|email|phone|mobilephone|country|lifecyclestage"},
	{"HubSpot, BOM and odd spaces", "hubspot", "\ufeffRecord ID|First\u00a0Name| Last  Name |Phone Number\u200b|Lead Status"},
	{"HubSpot, German", "hubspot", "Datensatz-ID|Vorname|Nachname|E-Mail|Telefonnummer|Mobiltelefonnummer|Lifecycle-Phase"},
	{"HubSpot, French, as exported in 2026", "hubspot", "ID de fiche d'informations|Prénom|Nom|E-mail|Numéro de téléphone|Numéro de téléphone portable|Propriétaire du contact|Statut du prospect"},
	{"HubSpot, Spanish", "hubspot", "ID de registro|Nombre|Apellidos|Correo|Número de teléfono|Propietario del contacto|Estado del lead|Fecha de creación"},
	{"HubSpot, Spanish, without the id", "hubspot", "Nombre|Apellidos|Correo|Cargo|Número de teléfono|Propietario del contacto|Estado del lead|Etapa del ciclo de vida"},
	{"HubSpot, Portuguese", "hubspot", "ID do registro.|Nome|Sobrenome|E-mail|Número de telefone|Proprietário do contato|Associated Company"},
	{"HubSpot, Portuguese, other id", "hubspot", "ID do registro|Nome|Sobrenome|E-mail|Número de telefone|Número de telefone celular|Cargo|Nome da empresa|Proprietário do contato|Fase do ciclo de vida"},
	{"HubSpot, German, as its help names it", "hubspot", "Datensatz-ID|Vorname|Nachname|E-Mail|Telefonnummer|Handynummer|Leadstatus|Für Kontakt zuständiger Mitarbeiter"},
	{"HubSpot, key not exported", "hubspot", "First Name|Last Name|Email|Phone Number|Mobile Phone Number|Lifecycle Stage|Contact owner|Lead Status"},
	{"HubSpot companies", "hubspot-company", "Record ID|Company name|Company owner|Create Date|Phone Number|Last Activity Date|City|Country/Region|Industry"},
	{"HubSpot companies by domain", "hubspot-company", "Record ID|Company name|Company Domain Name|Phone Number|Number of Employees"},
	{"HubSpot companies, French", "hubspot-company", "ID de fiche d'informations|Nom de l'entreprise|Nom de domaine de l'entreprise|Numéro de téléphone|Propriétaire de l'entreprise"},
	{"HubSpot companies, Spanish", "hubspot-company", "ID de registro|Nombre de la empresa|Nombre de dominio de la empresa|Dominios adicionales|Ciudad|País/región|Sector"},
	{"HubSpot companies, Spanish, with owner", "hubspot-company", "ID de registro|Nombre de la empresa|Propietario del registro de empresa|Número de teléfono|Fecha de creación|Ciudad|Sector"},
	{"HubSpot companies, Portuguese", "hubspot-company", "ID do registro|Nome da empresa|Proprietário da empresa|Status do lead|Cidade|Estado/Região|Número de telefone|Data da última atividade|Data de criação"},
	{"HubSpot companies, German", "hubspot-company", "Datensatz-ID|Für Unternehmen zuständiger Mitarbeiter|Erstellungsdatum|Telefonnummer|Datum der letzten Aktivität|Stadt|Land/Region"},
	{"HubSpot contacts with the company's domain", "hubspot", "Record ID|First Name|Last Name|Company Domain Name|Phone Number|Lifecycle Stage"},
	{"Salesforce, Data Loader", "salesforce", "Id|AccountId|FirstName|LastName|Phone|MobilePhone|Email|MailingCountry"},
	{"Salesforce, capitals", "salesforce", "ID|ACCOUNTID|FIRSTNAME|LASTNAME|PHONE|MOBILEPHONE|SYSTEMMODSTAMP"},
	{"Salesforce, report", "salesforce", "Contact ID|First Name|Last Name|Phone|Mobile|Email|Account Name|Mailing Country"},
	{"Salesforce, report, other labels", "salesforce", "Contact ID|First Name|Last Name|Business Phone|Mobile|Asst. Phone|Account ID|Business Fax"},
	{"Salesforce, wizard sample", "salesforce", "First Name|Last Name|Email|Phone|Title|Account Name|Mailing Street|Mailing City|Mailing State/Province|Mailing Zip/Postal Code|Mailing Country|Lead Source|Description"},
	{"Salesforce accounts", "salesforce-account", "Id|Name|Phone|Fax|BillingStreet|BillingCity|BillingCountry|OwnerId"},
	{"Salesforce accounts, capitals", "salesforce-account", "ID|ISDELETED|MASTERRECORDID|NAME|PARENTID|BILLINGCITY|SHIPPINGCITY|PHONE|FAX|TICKERSYMBOL"},
	{"Salesforce accounts, report", "salesforce-account", "Account ID|Account Name|Phone|Billing City|Billing Country|Account Owner"},
	{"Salesforce leads", "salesforce-lead", "Id|FirstName|LastName|Company|Phone|MobilePhone|Status|IsConverted|LeadSource|OwnerId"},
	{"Zoho", "zoho", "Record Id|Contact Owner.id|Contact Owner|Lead Source|First Name|Last Name|Account Name.id|Account Name|Email|Title|Department|Phone|Home Phone|Other Phone|Mobile|Fax|Created Time|Mailing Country|Email Opt Out"},
	{"Zoho, few columns", "zoho", "Record Id|Contact Owner|First Name|Last Name|Account Name|Email|Phone|Mobile|Modified Time"},
	{"Pipedrive", "pipedrive", "Person - ID|Person - Name|Person - Organization|Person - Phone - Work|Person - Phone - Mobile|Person - Email - Work|Person - Owner"},
	{"Google", "google", "First Name|Middle Name|Last Name|Organization Name|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Address 1 - Country"},
	{"Dynamics", "dynamics", "(Do Not Modify) Contact|(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Full Name|Company Name|Email|Business Phone|Mobile Phone"},
	{"Aircall", "aircall", "first_name|last_name|company_name|phone1|phone2|phone3|phone4"},
	{"Zendesk", "zendesk", "name|email|external_id|details|notes|phone|role|restriction|organization|tags"},
	{"Front", "front", "name|email|email2|phone|phone2|phone3|link|contactList|twitter|description|accountName"},
	{"Zoho, older", "zoho", "Contact Id|Contact Owner.id|Contact Owner|First Name|Last Name|Email|Company Name.id|Company Name|Mobile|Phone|Other Phone|Home Phone|Email Opt Out|Tag|Created Time|Modified Time"},
	{"Pipedrive, French", "pipedrive", "Personne - ID|Personne - Nom|Personne - Organisation|Personne - Téléphone - Travail|Personne - Téléphone - Mobile|Personne - E-mail - Travail|Personne - Propriétaire"},
	{"Pipedrive, German", "pipedrive", "Person - ID|Person - Vorname|Person - Nachname|Person - Organisation|Person - Telefon - Büro|Person - Telefon - Mobil|Person - E-Mail-Adresse - Büro"},
	{"Pipedrive, Spanish", "pipedrive", "Persona - ID|Persona - Nombre|Persona - Teléfono - Trabajo|Persona - Teléfono - Otro|Persona - Correo electrónico - Trabajo"},
	{"Pipedrive deals with their people", Generic, "Deal - ID|Deal - Title|Person - Name|Person - Phone - Work|Person - Organization"},
	{"Google, before 2024", "google", "Name|Given Name|Additional Name|Family Name|Yomi Name|Group Membership|E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|Phone 2 - Type|Phone 2 - Value|Organization 1 - Name"},
	{"Google, numbers alone", "google", "First Name|Last Name|Labels|Phone 1 - Label|Phone 1 - Value"},
	{"Outlook, French", "outlook", "Titre|Prénom|Deuxième prénom|Nom|Suffixe|Société|Service|Titre|Rue (bureau)|Ville (bureau)|Pays/Région (bureau)|Télécopie (bureau)|Téléphone (bureau)|Téléphone (domicile)|Tél. mobile|Adresse de messagerie|Notes"},
	{"Outlook, German", "outlook", "Anrede|Vorname|Weitere Vornamen|Nachname|Firma|Abteilung|Position|Straße geschäftlich|Ort geschäftlich|Land/Region geschäftlich|Telefon geschäftlich|Telefon privat|Mobiltelefon|E-Mail-Adresse|Notizen"},
	{"Outlook, Spanish", "outlook", "Title|Nombre|Segundo nombre|Apellidos|Organización|Puesto|Calle del trabajo|Ciudad de trabajo|País o región del trabajo|Teléfono del trabajo|Particular|Mobile Phone|E-mail Address|Notes"},
	{"Dynamics, Spanish", "dynamics", "(No modificar) Contacto|(No modificar) Suma de comprobación de fila|(No modificar) Fecha de modificación|Nombre de pila|Apellidos|Puesto|Email|Teléfono móvil|Nombre de la compañía"},
	{"Dynamics, French", "dynamics", "(Ne pas modifier) Contact|(Ne pas modifier) Somme de contrôle de la ligne|(Ne pas modifier) Date de modification|Nom complet|Prénom|Nom|Téléphone professionnel|Téléphone mobile"},
	{"Dynamics, German", "dynamics", "(Nicht ändern) Kontakt|(Nicht ändern) Zeilenprüfsumme|(Nicht ändern) Geändert am|Vorname|Nachname|Telefon (geschäftlich)|Mobiltelefon"},
	{"Zendesk, names of the API", "zendesk", "id|name|email|created_at|updated_at|time_zone|phone|shared_phone_number|locale|organization_id|role|external_id|tags|suspended"},
	{"Intercom", "intercom", "Name|Email|Phone|User ID|Companies|Signed up|Last seen|Web sessions|Unsubscribed from emails|Browser language"},
	{"Freshdesk", "freshdesk", "Full name|Title|Email|Work phone|Mobile phone|Other phone numbers|Company|Address|Can see all tickets from this company|Time zone|Language|Tags|About|Unique external ID"},
	{"Freshdesk, few columns", "freshdesk", "Full name|Email|Work phone|Mobile phone|Company|Unique external ID|Tags"},
	{"Freshsales", "freshsales", "Freshworks CRM ID|First name|Last name|Work|Mobile|Email|Sales accounts|Sales owner|Lifecycle stage|Country"},
	{"Freshsales without the id", "freshsales", "First name|Last name|Email|Work|Mobile|Sales accounts|Sales owner|Contact status|Last contacted mode|Country"},
	{"Odoo, labels", "odoo", "External ID|Name|Is a Company|Related Company|Phone|Mobile|Email|Country|Salesperson|Tags"},
	{"Odoo, technical names", "odoo", "id|name|is_company|parent_id/id|phone|mobile|email|country_id/id"},
	{"Odoo, French", "odoo", "ID externe|Nom|Est une société|Société liée|Téléphone|Mobile|E-mail|Pays|Vendeur"},
	{"Close", "close", "id|display_name|status_label|primary_contact_name|primary_contact_primary_phone|primary_contact_primary_phone_type|primary_contact_other_phones|primary_contact_primary_email|address_1_country|date_updated"},
	{"Mailchimp", "mailchimp", "Email Address|First Name|Last Name|Address|Phone Number|Birthday|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CC|REGION|LAST_CHANGED|LEID|EUID|NOTES|TAGS"},
	{"Brevo", "brevo", "CONTACT ID|EMAIL|FIRSTNAME|LASTNAME|SMS|LANDLINE_NUMBER|WHATSAPP|EXT_ID|ADDED_TIME|MODIFIED_TIME"},
	{"Brevo, French", "brevo", "CONTACT ID|EMAIL|PRENOM|NOM|SMS|DOUBLE_OPT-IN|ADDED_TIME"},
	{"Bitrix24", "bitrix24", "ID|Salutation|First Name|Second Name|Last Name|Company|Position|Work Phone|Mobile|Fax|Home|Work E-mail|Home E-mail|Responsible person|Available to everyone|Included in export|Comment"},
	{"Bitrix24, all fields of an older installation", "bitrix24", "ID|Salutation|First Name|Middle Name|Last Name|Photo|Contact Type|Company|Position|Birthday|Responsible|Work Phone|Mobile|Fax|Home Phone|Pager Number|Other Phone Number|Work E-mail|Home E-mail|Other E-mail|Corporate Website|Comment|Source|Source Information|Export|Created by|Created|Modified by|Modified"},
	{"Bitrix24, German", "bitrix24", "ID|Anrede|Vorname|Zweiter Vorname|Nachname|Foto|Kontakttyp|Unternehmen|Position|Geburtstag|Verantwortlich|Telefon|E-Mail|Kommentar|Quelle|Informationen zur Quelle|Im Export eingeschlossen|Erstellt von|Erstellt am|Geändert von|Bearbeitet am"},
	{"Bitrix24, French", "bitrix24", "ID|Prénom|Nom de famille|Entreprise|Téléphone professionnel|Téléphone mobile|E-mail professionnel|E-mail personnel|Personne responsable|Inclure dans l'export"},
	{"Front, few columns", "front", "name|email|phone|phone2|contactList|accountName"},
	{"a list with phone1 and phone2", Generic, "id|name|email|phone1|phone2|city"},
	{"a newsletter's list", Generic, "email|firstname|lastname|sms|city"},
	{"contacts of a web shop", Generic, "customer_id|first_name|last_name|email|phone|company|address1|city|zip|country|accepts_marketing|tags"},
	{"contacts with names of an API", Generic, "id|name|email|phone|mobile|company_name|created_at|updated_at|tags"},
	{"a plain list", Generic, "ID|First Name|Last Name|Phone|Mobile|Email|Company|Title|Country"},
	{"a plain list, lower case", Generic, "id|firstname|lastname|email|phone|mobile|country|company|city|zip"},
	{"a plain list, French", Generic, "Prénom|Nom|Société|Téléphone|Portable|E-mail|Pays"},
	{"a plain list, French, with id", Generic, "ID|Civilité|Nom|Prénom|Fonction|Téléphone fixe|Téléphone mobile|Adresse|Code postal|Ville|Pays"},
	{"a plain list, German", Generic, "Kundennummer|Anrede|Vorname|Nachname|Firma|Telefon|Mobil|E-Mail|Land"},
	{"a plain list, Spanish", Generic, "Nombre|Apellidos|Empresa|Teléfono|Móvil|Correo electrónico|País"},
	{"a plain list, Spanish, with a number of its own", Generic, "ID de registro|Nombre|Apellidos|Empresa|Teléfono|Móvil|Correo|Cargo|Fecha de creación|Última actividad"},
	{"another CRM's list, Spanish", Generic, "Nombre|Apellidos|Teléfono|Móvil|Correo electrónico|Nombre de la cuenta|Propietario del contacto|Fecha de creación"},
	{"another CRM's list, Portuguese", Generic, "Nome|Sobrenome|Telefone|Celular|E-mail|Nome da conta|Proprietário do contato"},
	{"a plain list, Italian", Generic, "Nome|Cognome|Azienda|Telefono|Cellulare|E-mail|Paese"},
	{"a plain list, French, long words", Generic, "Prénom|Nom|Fonction|Société|Numéro de téléphone|Numéro de téléphone mobile|Adresse|Code postal|Ville|Pays|Date de création|E-mail"},
	{"a plain list, English, long words", Generic, "First Name|Last Name|Email|Phone Number|Mobile Phone Number|Fax|Job Title|Company Name|City|Postal Code|Country|Create Date|Notes"},
	{"a plain list, Business Phone", Generic, "Contact Name|First Name|Last Name|Title|Business Phone|Mobile Phone|Home Phone|Email|Department|City|Country"},
	{"Outlook", "outlook", "Title|First Name|Middle Name|Last Name|Company|Department|Job Title|Business Street|Business Phone|Home Phone|Mobile Phone|Other Phone|Assistant's Phone|E-mail Address|Country/Region"},
	{"a plain list of companies", Generic, "ID|Name|Phone|Website|Industry|City|Country|Owner"},
	{"nothing known", Generic, "a|b|c"},
	{"no header at all", Generic, ""},
}

func TestDetect(t *testing.T) {
	for _, c := range headers {
		got := Detect(strings.Split(c.header, "|"), nil)
		if len(got) != len(order) || got[0].Profile.Name != c.want {
			t.Errorf("%s: %s, want %s", c.name, scores(got), c.want)
		}
		for _, g := range got {
			if g.Score < 0 || g.Score > 1 {
				t.Errorf("%s: score %v", c.name, g.Score)
			}
		}
	}
}

// TestDetectByOwnIDs recognises a CRM by record ids that no other program has, whatever else the header says.
func TestDetectByOwnIDs(t *testing.T) {
	header := []string{"id", "name", "phone", "mobile", "email"}
	if got := Detect(strings.Split("ID esterno|Nome|Telefono|Cellulare", "|"), Sample{{"__export__.res_partner_7_ab12cd34", "Ada"}}); got[0].Profile.Name != "odoo" {
		t.Errorf("Italian: %s", scores(got))
	}
	for _, c := range []struct{ id, want string }{
		{"__export__.res_partner_838_c94aefaf", "odoo"},
		{"__export__.res_partner_7", "odoo"},
		{"__export__.res_partner_category_3_66d8c72e", Generic}, // tags
		{"__export__.crm_lead_7_66d8c72e", Generic},
		{"1042", Generic},
		{"", Generic},
	} {
		sample := Sample{{"", "Ana"}, {c.id, "Bea", "+33199001001", "", "bea@example.com"}}
		if got := Detect(header, sample); got[0].Profile.Name != c.want {
			t.Errorf("%q: %s, want %s", c.id, scores(got), c.want)
		}
	}
}

// margin is how far the right profile is ahead of the next one, at the least.
const margin = 0.03

// TestDetectMargin holds the profile that fits an export against the one that comes next.
func TestDetectMargin(t *testing.T) {
	for _, c := range headers {
		got := Detect(strings.Split(c.header, "|"), nil)
		if got[0].Score < got[1].Score+margin {
			t.Errorf("%s: %s %.2f, %s %.2f", c.name, got[0].Profile.Name, got[0].Score, got[1].Profile.Name, got[1].Score)
		}
	}
}

func scores(list []Guess) string {
	var b strings.Builder
	for _, g := range list {
		b.WriteString(g.Profile.Name + " ")
		for range int(g.Score * 10) {
			b.WriteByte('*')
		}
		b.WriteString("; ")
	}
	return b.String()
}

// TestDetectByIds looks at the record ids where the headers leave it open.
func TestDetectByIds(t *testing.T) {
	header := []string{"Id", "Name", "Phone", "OwnerId", "LastModifiedDate"}
	for _, c := range []struct{ id, want string }{
		{"0035e00000AbCdEAAV", "salesforce"}, {"0015e00000AbCdE", "salesforce-account"}, {"00Q5e00000AbCdEAAV", "salesforce-lead"}, {"17", Generic},
	} {
		if got := Detect(header, Sample{{c.id}, {c.id + ""}, {""}}); got[0].Profile.Name != c.want {
			t.Errorf("%s: %s, want %s", c.id, scores(got), c.want)
		}
	}
}

// TestDetectIgnoresOrder holds detection against the order of columns, their case and columns of no meaning.
func TestDetectIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(headers).Draw(t, "header")
		header := rapid.Permutation(strings.Split(c.header, "|")).Draw(t, "order")
		if rapid.Bool().Draw(t, "custom") {
			header = append(header, "Segment", "", "Zone commerciale")
		}
		if got := Detect(header, nil); got[0].Profile.Name != c.want {
			t.Fatalf("%q: %s, want %s", header, scores(got), c.want)
		}
	})
}
