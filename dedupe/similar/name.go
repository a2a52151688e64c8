package similar

import (
	"slices"
	"strings"
)

// Name is a name that is ready to be compared.
type Name struct {
	given, family part
	// whole is a name that stood in one text: where the given names end in it is a guess.
	whole  []string
	suffix string
	couple bool
}

// part is the given or the family names.
type part struct {
	words  []string // without particles, unless there is nothing else
	joined string   // with them, without spaces
}

// Parse makes a name ready. full is used only where first and last are both blank, or one of them is and the other is a
// single word. What stands in brackets is a label and is no part of a name.
func Parse(first, last, full string) Name {
	var n Name
	g, f := spoken(n.words(first)), spoken(n.words(last))
	switch {
	case len(g) > 0 && len(f) > 0:
		n.given, n.family = n.part(g, given), n.part(f, family)
		return n
	case len(g)+len(f) > 1:
		n.guess(append(g, f...), first+last)
		return n
	}
	w := spoken(n.words(full))
	if len(w) == 0 {
		w = append(g, f...)
	}
	if len(w) < 2 && len(g) > 0 {
		n.given = n.part(w, given)
		return n
	}
	n.guess(w, full)
	return n
}

// spoken gives the words of a name, none where they stand for one that is not known: many programs demand a last name.
func spoken(words []string) []string {
	switch len(words) {
	case 1:
		switch words[0] {
		case "unknown", "inconnu", "inconnue", "unbekannt", "desconocido", "desconocida", "sconosciuto", "desconhecido", "onbekend", "nieznany",
			"anonymous", "anonyme", "anonym", "noname", "null", "undefined", "lastname", "firstname", "surname", "tbd", "xxx", "xx", "nc":
			return nil
		}
	case 2:
		switch words[0] + " " + words[1] {
		case "n a", "no name", "last name", "first name", "sans nom", "unknown unknown", "non renseigne", "not provided", "not known", "unknown name", "unknown contact",
			"inconnu inconnu", "unbekannt unbekannt", "nom inconnu", "kein name", "sin nombre", "senza nome", "sem nome", "geen naam":
			return nil
		}
	}
	return words
}

// Blank tells whether the name says nothing.
func (n *Name) Blank() bool { return len(n.given.words) == 0 && len(n.family.words) == 0 }

// Full tells whether both a given and a family name are known, the given one as more than an initial.
func (n *Name) Full() bool {
	return len(n.given.words) > 0 && len(n.family.words) > 0 && len(n.given.words[0]) > 1 && len(n.family.words[0]) > 1
}

// Given gives the words of the given names, Family those of the family names: folded, without particles.
func (n *Name) Given() []string { return n.given.words }

// Family gives the words of the family names; see [Name.Given].
func (n *Name) Family() []string { return n.family.words }

// Surname gives the family names with their particles, folded, without spaces.
func (n *Name) Surname() string { return n.family.joined }

// Guessed tells whether the name stood in one text, so that where its given names end is a guess.
func (n *Name) Guessed() bool { return len(n.whole) > 0 }

// Couple tells whether the name is of two people: "Jean et Marie".
func (n *Name) Couple() bool { return n.couple }

// guess cuts a whole name: behind a comma stand the given names, else the last word is the family name, with the
// particles before it; words all in capitals beside others are the family name.
func (n *Name) guess(w []string, text string) {
	if len(w) == 0 {
		return
	}
	if len(w) == 1 {
		n.family = n.part(w, family)
		return
	}
	if before, after, ok := strings.Cut(text, ","); ok {
		var plain Name
		if f, g := plain.words(before), plain.words(after); len(f) > 0 && len(g) > 0 {
			n.given, n.family = n.part(g, given), n.part(f, family)
			return
		}
	}
	n.whole = w
	at := len(w) - 1
	for at > 1 && particle(w[at-1]) {
		at--
	}
	if k := capitals(text, len(w)); k > 0 { // MARTIN Jean
		n.given, n.family = n.part(w[k:], given), n.part(w[:k], family)
		return
	}
	n.given, n.family = n.part(w[:at], given), n.part(w[at:], family)
}

// capitals gives how many words at the start of a name are all in capitals, if others follow that are not; else 0.
func capitals(text string, words int) int {
	fields := strings.Fields(text)
	if len(fields) != words {
		return 0
	}
	k := 0
	for k < len(fields) && len(fields[k]) > 1 && fields[k] == strings.ToUpper(fields[k]) && fields[k] != strings.ToLower(fields[k]) {
		k++
	}
	if k == len(fields) {
		return 0
	}
	return k
}

// words folds a text and cuts it. Titles go; a suffix of generation is kept apart.
func (n *Name) words(text string) []string {
	if text == "" {
		return nil
	}
	text = unbracket(text)
	var buf [64]byte
	w := split(string(Fold(buf[:0], text)))
	if len(w) > 1 {
		w = slices.DeleteFunc(w, func(s string) bool { return title(s) })
	}
	if k := len(w) - 1; k > 0 {
		if s := generation(w[k]); s != "" {
			n.suffix, w = s, w[:k]
		}
	}
	if strings.Contains(text, "&") && len(w) > 1 {
		n.couple = true
	}
	for i := 1; i+1 < len(w); i++ {
		if conjunction(w[i]) && len(w[i-1]) > 1 && len(w[i+1]) > 1 {
			n.couple = true
		}
	}
	return w
}

// split cuts a folded text into its words.
func split(folded string) []string {
	if folded == "" {
		return nil
	}
	return strings.Split(folded, " ")
}

// unbracket takes out what stands in brackets.
func unbracket(s string) string {
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '{') < 0 { // nearly all
		return s
	}
	for {
		i := strings.IndexAny(s, "([{")
		if i < 0 {
			return s
		}
		j := strings.IndexAny(s[i:], ")]}")
		if j < 0 {
			if strings.TrimSpace(s[:i]) == "" {
				return s[i+1:]
			}
			return s[:i]
		}
		rest := s[:i] + " " + s[i+j+1:]
		if strings.TrimSpace(rest) == "" {
			return s[i+1 : i+j]
		}
		s = rest
	}
}

func (n *Name) part(w []string, as role) part {
	p := part{joined: strings.Join(w, "")}
	keep := w
	if len(w) > 1 {
		keep = make([]string, 0, len(w))
		for _, s := range w {
			if as == family && (particle(s) || conjunction(s)) || as == given && particle(s) && len(s) > 1 {
				continue
			}
			keep = append(keep, s)
		}
		if len(keep) == 0 {
			keep = w
		}
	}
	p.words = keep
	return p
}
