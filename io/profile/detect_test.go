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
	{"HubSpot, key not exported", "hubspot", "First Name|Last Name|Email|Phone Number|Mobile Phone Number|Lifecycle Stage|Contact owner|Lead Status"},
	{"HubSpot companies", "hubspot-company", "Record ID|Company name|Company owner|Create Date|Phone Number|Last Activity Date|City|Country/Region|Industry"},
	{"HubSpot companies by domain", "hubspot-company", "Record ID|Company name|Company Domain Name|Phone Number|Number of Employees"},
	{"HubSpot companies, French", "hubspot-company", "ID de fiche d'informations|Nom de l'entreprise|Nom de domaine de l'entreprise|Numéro de téléphone|Propriétaire de l'entreprise"},
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
	{"Zoho", Generic, "Record Id|Contact Owner.id|Contact Owner|Lead Source|First Name|Last Name|Account Name.id|Account Name|Email|Title|Department|Phone|Home Phone|Other Phone|Mobile|Fax|Created Time|Mailing Country|Email Opt Out"},
	{"Zoho, few columns", Generic, "Record Id|Contact Owner|First Name|Last Name|Account Name|Email|Phone|Mobile|Modified Time"},
	{"Pipedrive", Generic, "Person - ID|Person - Name|Person - Organization|Person - Phone - Work|Person - Phone - Mobile|Person - Email - Work|Person - Owner"},
	{"Google", Generic, "First Name|Middle Name|Last Name|Organization Name|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Address 1 - Country"},
	{"Dynamics", Generic, "(Do Not Modify) Contact|(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Full Name|Company Name|Email|Business Phone|Mobile Phone"},
	{"Aircall", Generic, "first_name|last_name|company_name|phone1|phone2|phone3|phone4"},
	{"Zendesk", Generic, "name|email|external_id|details|notes|phone|role|restriction|organization|tags"},
	{"Front", Generic, "name|email|email2|phone|phone2|phone3|link|contactList|twitter|description|accountName"},
	{"a plain list", Generic, "ID|First Name|Last Name|Phone|Mobile|Email|Company|Title|Country"},
	{"a plain list, lower case", Generic, "id|firstname|lastname|email|phone|mobile|country|company|city|zip"},
	{"a plain list, French", Generic, "Prénom|Nom|Société|Téléphone|Portable|E-mail|Pays"},
	{"a plain list, French, with id", Generic, "ID|Civilité|Nom|Prénom|Fonction|Téléphone fixe|Téléphone mobile|Adresse|Code postal|Ville|Pays"},
	{"a plain list, German", Generic, "Kundennummer|Anrede|Vorname|Nachname|Firma|Telefon|Mobil|E-Mail|Land"},
	{"a plain list, Spanish", Generic, "Nombre|Apellidos|Empresa|Teléfono|Móvil|Correo electrónico|País"},
	{"a plain list, French, long words", Generic, "Prénom|Nom|Fonction|Société|Numéro de téléphone|Numéro de téléphone mobile|Adresse|Code postal|Ville|Pays|Date de création|E-mail"},
	{"a plain list, English, long words", Generic, "First Name|Last Name|Email|Phone Number|Mobile Phone Number|Fax|Job Title|Company Name|City|Postal Code|Country|Create Date|Notes"},
	{"a plain list, Business Phone", Generic, "Contact Name|First Name|Last Name|Title|Business Phone|Mobile Phone|Home Phone|Email|Department|City|Country"},
	{"Outlook", Generic, "Title|First Name|Middle Name|Last Name|Company|Department|Job Title|Business Street|Business Phone|Home Phone|Mobile Phone|Other Phone|Assistant's Phone|E-mail Address|Country/Region"},
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
