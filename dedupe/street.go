package dedupe

// streetName gives the word of a folded street that names it best: the longest one without a digit at its start that is no
// word of most streets, else the longest.
func streetName(street string) string {
	best, common, at := "", "", 0
	for i := 0; i <= len(street); i++ {
		if i < len(street) && street[i] != ' ' {
			continue
		}
		w := street[at:i]
		at = i + 1
		switch {
		case w == "" || w[0] >= '0' && w[0] <= '9':
		case !streetWord(w):
			if len(w) > len(best) {
				best = w
			}
		case len(w) > len(common):
			common = w
		}
	}
	if len(best) < 2 { // a letter behind the house number
		return common
	}
	return best
}

// streetWord tells whether a folded word stands in the addresses of many streets (EN FR DE ES IT PT NL PL).
func streetWord(w string) bool {
	switch w {
	case "street", "road", "avenue", "lane", "drive", "court", "place", "square", "boulevard", "terrace", "crescent", "highway", "parkway", "close", "way",
		"building", "suite", "floor", "unit", "apartment", "house", "tower", "block", "room", "level", "north", "south", "east", "west",
		"estate", "industrial", "business", "trading", "park", "centre", "center", "box", "office", "offices", "campus",
		"rue", "chemin", "route", "impasse", "allee", "allees", "quai", "cours", "faubourg", "passage", "rond", "point", "sentier", "voie",
		"batiment", "immeuble", "residence", "etage", "appartement", "escalier", "porte", "zone", "industrielle", "artisanale", "commerciale", "activite", "activites",
		"parc", "cedex", "lieu", "dit", "saint", "sainte", "general", "president", "docteur",
		"strasse", "str", "weg", "platz", "gasse", "ring", "damm", "gebaude", "haus", "stock", "stockwerk", "gewerbegebiet", "industriegebiet", "gewerbepark", "postfach", "am", "an", "der",
		"calle", "avenida", "plaza", "paseo", "carretera", "camino", "ronda", "edificio", "piso", "planta", "puerta", "poligono", "parque", "urbanizacion", "bloque", "escalera", "local",
		"via", "viale", "piazza", "piazzale", "corso", "largo", "vicolo", "strada", "interno", "scala", "palazzo", "localita",
		"rua", "praca", "travessa", "estrada", "alameda", "andar", "bairro", "sala", "conjunto",
		"straat", "laan", "plein", "gracht", "kade", "dijk", "bus", "verdieping", "gebouw", "postbus",
		"ulica", "ul", "aleja", "aleje", "al", "plac", "osiedle", "os", "lokal", "budynek":
		return true
	default:
		return false
	}
}
