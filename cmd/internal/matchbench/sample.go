package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// sample reads a folder with export.csv and truth.jsonl: one object a record, in the same order, with the real person as
// "cluster" and what was done to it as "dup_kind".
func sample(dir string) (*set, error) {
	data, err := os.ReadFile(filepath.Join(dir, "export.csv"))
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		if data, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
			return nil, err
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	if head, _, _ := bytes.Cut(data, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	truth, err := os.ReadFile(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	reader, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		return nil, err
	}
	s := &set{name: filepath.Base(dir)}
	lines := bytes.Split(bytes.TrimSpace(truth), []byte("\n"))
	if len(lines) != len(rows)-1 {
		return nil, fmt.Errorf("%s: %d rows and %d lines of truth", dir, len(rows)-1, len(lines))
	}
	for i, row := range rows[1:] {
		p := person(rows[0], row, reader)
		p.Ref = uint32(i + 1)
		var t struct {
			ID      string   `json:"id"`
			Cluster int      `json:"cluster"`
			DupKind string   `json:"dup_kind"`
			Traps   []string `json:"traps"`
		}
		if err := json.Unmarshal(lines[i], &t); err != nil {
			return nil, err
		}
		p.Key = t.ID
		s.persons = append(s.persons, p)
		s.who = append(s.who, t.Cluster)
		s.made = append(s.made, strings.TrimSpace(t.DupKind+" "+strings.Join(t.Traps, "+")))
	}
	return s, nil
}

// person reads a row by the usual headers of four kinds of export.
func person(head, row []string, reader *phone.Reader) *dedupe.Person {
	p := &dedupe.Person{}
	ctx := phone.Context{}
	for i, h := range head {
		switch v := row[i]; h {
		case "Country/Region", "Pays/région", "MailingCountry", "Address 1 - Country":
			if m, ok := country.Find(v); ok {
				ctx.Country = m.Region
			} else {
				ctx.Unread = strings.TrimSpace(v) != ""
			}
		}
	}
	for i, h := range head {
		v := row[i]
		switch h {
		case "First Name", "FirstName", "Prénom":
			p.First = v
		case "Last Name", "LastName", "Nom", "Nom de famille":
			p.Last = v
		case "Email", "E-mail", "E-mail 1 - Value":
			p.Mails = []string{v}
		case "Company Name", "Nom de l'entreprise", "Account.Name", "Organization Name":
			p.Company = v
		case "Title", "Job Title", "Intitulé du poste", "Organization Title":
			p.Title = v
		case "City", "Ville", "MailingCity", "Address 1 - City":
			p.City = v
		case "Phone Number", "Mobile Phone Number", "Numéro de téléphone", "Numéro de téléphone portable", "Numéro de téléphone mobile", "Phone", "MobilePhone", "HomePhone",
			"OtherPhone", "Phone 1 - Value", "Phone 2 - Value", "Phone 3 - Value":
			read := reader.Read([]byte(v), ctx)
			for _, n := range read.Numbers {
				key, ok := dedupe.Key(n.E164)
				if !ok || n.Confidence < phone.Likely {
					continue
				}
				line := dedupe.UnknownLine
				switch n.Type {
				case "mobile":
					line = dedupe.Mobile
				case "fixed":
					line = dedupe.Fixed
				}
				p.Numbers = append(p.Numbers, dedupe.Number{Key: key, Line: line})
			}
		}
	}
	return p
}
