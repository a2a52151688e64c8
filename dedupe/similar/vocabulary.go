package similar

// particle tells whether a word goes with a family name without being one, in the languages we speak.
func particle(s string) bool {
	switch s {
	case "de", "da", "do", "dos", "das", "di", "del", "dello", "della", "dei", "degli", "des", "du", "d", // FR ES IT PT
		"la", "le", "les", "lo", "los", "las", "l", "el", "al", "o", "san", "santa",
		"van", "von", "der", "den", "dem", "ter", "ten", "te", "vd", "zu", "zum", "zur", "vom", "op", // DE NL
		"bin", "ben", "ibn", "bint", "af", "av", "st",
		"ne", "nee", "geb", "geborene", "born": // the name of birth follows, a further family name
		return true
	default:
		return false
	}
}

// conjunction tells whether a word joins two names.
func conjunction(s string) bool {
	switch s {
	case "et", "and", "und", "y", "e", "i", "en", "oder", "ou", "or", "u":
		return true
	default:
		return false
	}
}

// title tells whether a word is a way to address somebody.
func title(s string) bool {
	switch s {
	case "mr", "mrs", "ms", "miss", "mx", "sir", "dr", "prof", "professor", "phd", "md", "msc", "mba", "esq",
		"m", "mme", "mlle", "monsieur", "madame", "mademoiselle", "me", "maitre", "dre",
		"herr", "frau", "hr", "fr", "dipl", "ing", "mag", "drs", "ir", "dhr", "mevr", "mw", "mevrouw", "meneer", "heer",
		"sr", "sra", "srta", "senor", "senora", "don", "dona", "sig", "sigra", "signor", "signora", "dott", "dottssa", "avv", "geom",
		"pan", "pani", "mgr", "inz", "dra", "eng", "exmo", "exma":
		return s != "m" && s != "me" && s != "sr" && s != "fr" // as well an initial, a syllable, or Senior
	default:
		return false
	}
}

// generation gives the suffix that tells father and son apart, in one form; "" for any other word.
func generation(s string) string {
	switch s {
	case "jr", "jun", "junior", "fils", "filho", "hijo", "figlio", "jnr":
		return "jr"
	case "sr", "sen", "senior", "snr", "pere", "padre", "pai":
		return "sr"
	case "ii", "2nd":
		return "2"
	case "iii", "3rd", "neto":
		return "3"
	case "iv", "4th":
		return "4"
	default:
		return ""
	}
}
