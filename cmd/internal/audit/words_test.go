package audit

import "testing"

// Every word that the README of --init allows for a row of workflow.csv is understood, in both languages, and no other silently.
func TestSettingWords(t *testing.T) {
	words := map[string]map[string]tri{
		"type":                {"log": yes, "nothing": no, "enregistrer": yes, "rien": no, "perhaps": unsaid},
		"business_hours_only": {"yes": yes, "no": no, "oui": yes, "non": no, "9-18": unsaid},
		"unknown_number":      {"contact": yes, "lead": yes, "nothing": no, "piste": yes, "rien": no, "depends": unsaid},
		"integration_status":  {"active": yes, "inactive": no, "actif": yes, "inactif": no, "sleeping": unsaid},
	}
	for _, row := range settingRows()[1:] {
		name, kind := row[0], row[0]
		if words[kind] == nil {
			kind = "type"
		}
		for word, want := range words[kind] {
			w := &workflow{logs: map[callType]tri{}}
			w.set(name, word)
			got := w.logs[callType(name)]
			switch name {
			case "business_hours_only":
				got = w.hours
			case "unknown_number":
				got = w.unknown
			case "integration_status":
				got = w.active
			}
			if got != want {
				t.Errorf("%s = %s: %d, want %d", name, word, got, want)
			}
			if noted := len(w.others) > 0; noted != (want == unsaid) {
				t.Errorf("%s = %s: noted %v", name, word, noted)
			}
		}
	}
}
