package profile

import (
	"slices"
	"strings"
	"testing"
)

// TestClaim asks what headers say by themselves.
func TestClaim(t *testing.T) {
	v, err := vocab()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want    claim
		headers string
	}{
		{phoneName, "Phone|phone|PHONE|Phones|Telephone|Téléphone|TELEPHONE|Tel|Tél.|N° tél|N° de téléphone|Numéro de téléphone 1|Tel.-Nr.|Telefon 1|Telefonnummer|Phone (Work)|Work Phone|workPhone|work_phone|Business Phone 2|Phone No.|phone#|Main Phone"},
		{phoneName, "GSM|Handy|Handynummer|Mobiltelefon|Móvil|Cellulare|Celular|Telemóvel|Mobiel|WhatsApp|WhatsApp Number|Landline|Rufnummer|Durchwahl|Téléphone (domicile)|Téléphone client|Customer Phone|Billing Phone|Phone (with country code)|Telefon (inkl. Ländervorwahl)|Preferred phone|Téléphone_2__c"},
		{maybe, "Mobile|Mobile No.|Mobile Number|Portable|Portable 2|Cell|Cell #|Fixe|SMS"},
		{faxName, "Fax|Fax 2|Télécopie|Telefax|Faxnummer|Work Fax|Fax number"},
		{hint, "Contact number|Contact No|Numéro|Number|Office|Ligne directe|Particular|Standard|Number to call"},
		{notPhone, "Phone type|Phone ext|Extension|Phone country|Phone Country Code|Phone - Label|Phone ID|Phone verified date|Mobile OS|Mobile app|SMS opt-in|Telex|Customer Number|Numéro client|Kundennummer|SIRET|SIREN|IBAN|Code postal|Date|Invoice number|Account number|Numéro de commande|Email|Phonetic First Name|LinkedIn URL|Contact ID|Phone status|Indicatif|Vorwahl|Nombre|N° TVA"},
		{nothing, "Segment|Joignable|City|Position|Zone|Whereabouts||Prenom"},
	} {
		for h := range strings.SplitSeq(c.headers, "|") {
			if got := v.claim(words(h)); got != c.want {
				t.Errorf("%q says %d, want %d", h, got, c.want)
			}
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ header, want string }{
		{"Phone 1 - Value", "phone 1 value"},
		{"phone_1_value", "phone 1 value"},
		{"Phone1Value", "phone 1 value"},
		{"MobilePhone", "mobile phone"},
		{"MOBILEPHONE", "mobilephone"},
		{"N° de téléphone", "n de telephone"},
		{"Straße", "strasse"},
		{"WhatsApp", "whatsapp"},
		{"Second_Phone__c", "second phone"},
		{"callready_id__c", "callready id"},
		{"Téléphone", "telephone"},
		{"", ""},
		{"- / -", ""},
	} {
		if got := loose(c.header); got != c.want {
			t.Errorf("words of %q: %q, want %q", c.header, got, c.want)
		}
	}
}

// TestVocabularyIsFolded finds words that no header can have.
func TestVocabularyIsFolded(t *testing.T) {
	v, err := vocab()
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]string{v.Phone, v.Mobile, v.MobileMaybe, v.Maybe, v.Fax, v.Hint, v.Work, v.Home, v.Else, v.Assistant, v.Company, v.Other, v.Never, v.None, v.Flag, v.Said, v.Not, v.With} {
		if len(list) == 0 {
			t.Error("a list of the vocabulary is empty")
		}
		for _, w := range list {
			if got := words(strings.Trim(w, "*")); !slices.Equal(got, []string{strings.Trim(w, "*")}) {
				t.Errorf("%q is no folded word: %q", w, got)
			}
		}
	}
}
