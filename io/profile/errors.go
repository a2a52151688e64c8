package profile

import (
	"fmt"
	"strings"
)

// MissingKeyError says that a profile knows the column of the record id and the export does not have it.
type MissingKeyError struct {
	Profile string // name of the profile
	Title   string // "HubSpot"
	Column  string // the header that was looked for
	Help    Text   // how to export it
}

func (e *MissingKeyError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *MissingKeyError) Text() Text {
	return Text{
		English: fmt.Sprintf("the export has no %q column, and without it %s cannot tell which contact a row is: %s (or name the column with --key, or pass --profile generic)", e.Column, e.Title, e.Help.English),
		French:  fmt.Sprintf("l'export n'a pas de colonne « %s », sans laquelle %s ne peut pas savoir à quelle fiche correspond une ligne : %s (ou indiquez la colonne avec --key, ou utilisez --profile generic)", e.Column, e.Title, e.Help.French),
	}
}

// NoPhoneError says that no column of the export holds phone numbers.
type NoPhoneError struct {
	Columns []string // the headers of the export
}

func (e *NoPhoneError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *NoPhoneError) Text() Text {
	seen := list(e.Columns)
	if len(e.Columns) == 1 { // as where the cells have a sign between them that no export has
		return Text{
			English: "no column holds phone numbers; only one column was seen: " + seen + " (in a text file a comma, semicolon, tab or | must stand between the cells)",
			French:  "aucune colonne ne contient de numéros de téléphone ; une seule colonne a été trouvée : " + seen + " (dans un fichier texte, les cellules doivent être séparées par une virgule, un point-virgule, une tabulation ou |)",
		}
	}
	return Text{
		English: "no column holds phone numbers (name them with --phone-columns); columns seen: " + seen,
		French:  "aucune colonne ne contient de numéros de téléphone (indiquez-les avec --phone-columns) ; colonnes trouvées : " + seen,
	}
}

// UnknownColumnError says that a flag names a column that the export does not have.
type UnknownColumnError struct {
	Flag    string // "--key"
	Name    string // as given
	Suggest string // the header that was probably meant, "" if none comes near
	Columns []string
}

func (e *UnknownColumnError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *UnknownColumnError) Text() Text {
	en, fr := "columns seen: "+list(e.Columns), "colonnes trouvées : "+list(e.Columns)
	if e.Suggest != "" {
		en, fr = fmt.Sprintf("did you mean %q?", e.Suggest), fmt.Sprintf("vouliez-vous dire « %s » ?", e.Suggest)
	}
	return Text{
		English: fmt.Sprintf("%s names a column %q that the export does not have; %s", e.Flag, e.Name, en),
		French:  fmt.Sprintf("%s indique une colonne « %s » que l'export n'a pas ; %s", e.Flag, e.Name, fr),
	}
}

// AmbiguousColumnError says that a flag names a header that several columns of the export have.
type AmbiguousColumnError struct {
	Flag      string
	Name      string
	Positions []int // 0-based
}

func (e *AmbiguousColumnError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *AmbiguousColumnError) Text() Text {
	nums := make([]string, len(e.Positions))
	for i, p := range e.Positions {
		nums[i] = fmt.Sprintf("#%d", p+1)
	}
	all := strings.Join(nums, ", ")
	return Text{
		English: fmt.Sprintf("%s names %q, which is the header of several columns: write the one that is meant as %s", e.Flag, e.Name, strings.Join(nums, " or ")),
		French:  fmt.Sprintf("%s indique « %s », qui est l'en-tête de plusieurs colonnes (%s) : indiquez la bonne par son numéro", e.Flag, e.Name, all),
	}
}

// NeverCopiedError says that --child-copy names a column whose values must not be in two contacts.
type NeverCopiedError struct {
	Name string
	Role Role
}

func (e *NeverCopiedError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *NeverCopiedError) Text() Text {
	return Text{
		English: fmt.Sprintf("--child-copy names %q, which is never copied to another contact: ids, e-mail addresses, phone numbers, consent grants and unique values belong to one contact alone", e.Name),
		French:  fmt.Sprintf("--child-copy indique « %s », qui n'est jamais copiée vers une autre fiche : identifiants, adresses e-mail, numéros, consentements et valeurs uniques n'appartiennent qu'à une seule fiche", e.Name),
	}
}

// list writes headers for a message, the first two dozen.
func list(headers []string) string {
	const most = 24
	var b strings.Builder
	for i, h := range headers {
		if i == most {
			fmt.Fprintf(&b, ", … (%d)", len(headers))
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", strings.TrimSpace(h))
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}

// UnknownProfileError says that there is no profile of that name.
type UnknownProfileError struct {
	Name  string
	Known []string
}

func (e *UnknownProfileError) Error() string { return e.Text().English }

// Text gives the message in the languages of the program.
func (e *UnknownProfileError) Text() Text {
	known := strings.Join(e.Known, ", ")
	return Text{
		English: fmt.Sprintf("no profile is called %q; there are %s, and files ending in .toml", e.Name, known),
		French:  fmt.Sprintf("aucun profil ne s'appelle « %s » ; il y a %s, et les fichiers se terminant par .toml", e.Name, known),
	}
}
