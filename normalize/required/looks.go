package required

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// binaryFile says what a file looks like that is no text, "" for text.
func binaryFile(data []byte) string {
	for _, m := range []struct{ magic, looks string }{
		{"PK\x03\x04", "a workbook or a ZIP archive: save the sheet as CSV, or unpack it first"},
		{"\xd0\xcf\x11\xe0", "an old or protected workbook: save the sheet as CSV"},
		{"\x1f\x8b", "a gzip archive: unpack it first"},
		{"\x28\xb5\x2f\xfd", "a zstd archive: unpack it first"},
		{"%PDF-", "a PDF document"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.looks
		}
	}
	return ""
}

// foreign says what a text looks like that is neither JSON nor a table, "" if it may be one.
func foreign(text []byte) string {
	head := bytes.TrimSpace(text[:min(len(text), 1<<16)])
	lower := bytes.ToLower(head[:min(len(head), 4096)])
	switch {
	case len(text) == blanks(text):
		return "an empty file"
	case bytes.IndexByte(head, 0) >= 0:
		return "a binary file"
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")),
		bytes.HasPrefix(lower, []byte("<")) && bytes.Contains(lower, []byte("<body")):
		return "HTML, a login page perhaps: log in, open the address again, and save the JSON that it answers"
	case bytes.HasPrefix(lower, []byte("<")):
		return "XML: save the answer of the API as JSON"
	case bytes.HasPrefix(lower, []byte("begin:vcard")):
		return "a file of contacts (vCard)"
	case bytes.HasPrefix(lower, []byte("{\\rtf")):
		return "a text document (RTF)"
	case bytes.HasPrefix(lower, []byte("http/")):
		return "an answer with its HTTP headers: save only what follows the blank line"
	}
	return ""
}

// pythonic says that a text is a dictionary as Python prints it, "" if it is not.
func pythonic(text []byte) string {
	head := text[:min(len(text), 1<<16)]
	if bytes.Contains(head, []byte("{'")) && (bytes.Contains(head, []byte("': ")) || bytes.Contains(head, []byte("':"))) {
		return "a dictionary as Python prints it: save it with json.dumps"
	}
	return ""
}

// contactWords are folded names that columns and members of contacts have, and descriptions of fields do not.
var contactWords = []string{
	"email", "e-mail", "phone", "phone number", "phones", "emails", "first name", "last name", "firstname", "lastname",
	"first_name", "last_name", "mobile", "mobilephone", "mobile phone", "phone_numbers", "prenom", "nom", "telephone",
	"numero de telephone", "vorname", "nachname", "telefon", "nombre", "apellidos", "telefono", "record id", "contact id",
	"given name", "family name", "full name", "company name", "nom de l'entreprise", "phone 1 - value", "e-mail 1 - value",
	"person - name", "person - phone", "personne - nom", "(do not modify) contact", "phone1", "mailingcountry",
}

func contactLike(names []string) int {
	n := 0
	for _, name := range names {
		if slices.Contains(contactWords, strings.TrimRight(fold(name), "* ")) {
			n++
		}
	}
	return n
}

// otherJSON says what JSON without a single field looks like. Only names of members are shown, never values.
func otherJSON(docs []node) string {
	if len(docs) == 0 {
		return "an empty file"
	}
	keys, failed, contacts := []string{}, false, false
	var visit func(n *node, depth int)
	visit = func(n *node, depth int) {
		if n.shape == shapeObject {
			failed = failed || depth <= 1 && (n.filled("error") || n.has("errorCode") || n.has("errors") || n.str("status") == "error" || n.not("success"))
			contacts = contacts || contactLike(n.keys) >= 2
			if len(keys) == 0 && (depth > 0 || len(n.keys) != 1) {
				keys = n.keys
			}
		}
		for i := 0; i < len(n.kids) && i < 20 && depth < 6; i++ {
			visit(&n.kids[i], depth+1)
		}
	}
	for i := 0; i < len(docs) && i < 20; i++ {
		visit(&docs[i], 0)
	}
	switch {
	case failed:
		return "an error that the API answered, not its data: log in with the rights of an administrator and save it again"
	case contacts:
		return "JSON of contacts, not of fields"
	case len(keys) == 0:
		return "JSON without content"
	}
	shown := make([]string, 0, 6)
	for _, k := range keys[:min(len(keys), 6)] {
		shown = append(shown, clip(k, 30))
	}
	return fmt.Sprintf("JSON of another object (%s)", strings.Join(shown, ", "))
}
