package main

import (
	"math/rand/v2"
	"strings"
)

// tongue is what invented persons of one language are made of.
type tongue struct {
	first, head, tail, town, street, firm, role, title []string
	nick                                               map[string]string // a given name to a form of it
	suffix                                             string            // of national mail domains
	cc                                                 uint64            // calling code
}

func list(s string) []string { return strings.Fields(s) }

func pairs(s string) map[string]string {
	m := map[string]string{}
	for w := range strings.FieldsSeq(s) {
		a, b, _ := strings.Cut(w, "/")
		m[a] = b
	}
	return m
}

// tongues are the eight languages. Family names are put together from two halves, so that many look alike.
var tongues = []tongue{
	{
		first: list("Oliver Amelia George Isla Harry Ava Noah Emily Jack Sophia Charlie Grace Robert Margaret William Elizabeth James Katherine Thomas Jennifer Michael Susan Edward Patricia Daniel Rebecca Matthew Victoria Peter Helen Philippa Rupert Tamsin Callum"),
		nick:  pairs("Robert/Bob Margaret/Maggie William/Bill Elizabeth/Liz James/Jim Katherine/Kate Thomas/Tom Jennifer/Jen Michael/Mike Susan/Sue Edward/Ted Patricia/Trish Daniel/Dan Rebecca/Becky Matthew/Matt Victoria/Vicky Peter/Pete"),
		head:  list("Ash Black Brad Cart Dun Ester Fair Green Hather Ink Kings Long Marl North Oak Pember Rad Stan Thorn Wood"), tail: list("worth ford bury well ton ley field wick brook stone more by"),
		town: list("Leeds Bristol York Exeter Derby Norwich Bath Lincoln"), street: []string{"High Street", "Mill Lane", "Station Road", "Church Walk", "Park Avenue", "Queens Drive"},
		firm: []string{"Harbour Logistics", "Blue Kettle", "Stonegate Partners", "Fenwick Tools", "Larkfield Media"}, role: list("info sales office accounts"), title: []string{"Office manager", "Buyer", "CEO", "Sales director", ""}, suffix: "example.org", cc: 44,
	},
	{
		first: list("Léa Hugo Chloé Mathéo Anaïs Emmanuel Frédéric Élodie François Philippe Jean-Pierre Marie-Claire Catherine Stéphane Nicolas Véronique Sébastien Christophe Isabelle Alexandre Benjamin Guillaume Bérénice Gaspard Solène Thibaud Océane Anne-Sophie Jérôme Hélène"),
		nick:  pairs("Emmanuel/Manu Frédéric/Fred Philippe/Phil Catherine/Cathy Nicolas/Nico Véronique/Véro Sébastien/Seb Christophe/Chris Isabelle/Isa Alexandre/Alex Benjamin/Ben"),
		head:  list("Beau Bel Clair Font Grand Haute Mont Pierre Roche Val Ville Bois Cham Dela Four Gui Lamb Mar Perr Saint"), tail: list("champ court fontaine mont val lieu rive vigne bourg pré erre ier eron eau"),
		town: list("Lyon Nantes Rennes Dijon Angers Nîmes Brest Limoges"), street: []string{"rue de la République", "avenue Victor Hugo", "place du Marché", "chemin des Vignes", "boulevard Gambetta"},
		firm: []string{"Éclair Industries", "Atlas Conseil", "Transports du Lac", "Menuiserie Vallon", "Cap Santé"}, role: list("contact compta accueil info"), title: []string{"Directeur commercial", "Responsable achats", "Comptable", "DRH", ""}, suffix: "example.net", cc: 33,
	},
	{
		first: list("Jürgen Anja Björn Heike Johannes Katharina Friedrich Ursula Wolfgang Gabriele Matthias Stefanie Maximilian Magdalena Andreas Monika Joachim Barbara Josef Christine Ulrich Brigitte Götz Lieselotte Sören Wiebke Dieter Hildegard Günther Käthe"),
		nick:  pairs("Johannes/Hannes Katharina/Kathi Friedrich/Fritz Ursula/Uschi Gabriele/Gabi Stefanie/Steffi Maximilian/Max Magdalena/Lena Andreas/Andi Monika/Moni Joachim/Jochen Josef/Sepp Ulrich/Uli Brigitte/Gitte Hildegard/Hilde"),
		head:  list("Stein Berg Wald Hof Feld Acker Eich Linden Rosen Brück Grün Groß Hoch Kirch Mühl Nieder Ober Reich Schön Weiß"), tail: list("mann bauer meier hardt bach ner huber müller stätter egger hauser wieser"),
		town: list("Köln München Bremen Dresden Kassel Ulm Erfurt Mainz"), street: []string{"Hauptstraße", "Bahnhofstraße", "Gartenweg", "Am Markt", "Schillerstraße"},
		firm: []string{"Nordwind", "Müller Werkzeuge", "Alpenblick Reisen", "Lindenhof Pflege", "Rheintal Logistik"}, role: list("info kontakt buchhaltung vertrieb"), title: []string{"Geschäftsführer", "Einkauf", "Assistenz", "Vertrieb", ""}, suffix: "example.com", cc: 49,
	},
	{
		first: list("Sofía Íñigo José Francisco Ignacio Enrique Manuel Antonio Dolores Concepción Rafael Guillermo Javier Guadalupe Rosario Mercedes Santiago Beatriz Isabel Cristina Macarena Vicente Begoña Iñaki Núria Gonzalo Maite Jesús"),
		nick:  pairs("José/Pepe Francisco/Paco Ignacio/Nacho Enrique/Quique Manuel/Manolo Antonio/Toni Dolores/Lola Concepción/Concha Rafael/Rafa Guillermo/Guille Javier/Javi Guadalupe/Lupe Rosario/Charo Beatriz/Bea Isabel/Isa Cristina/Cris"),
		head:  list("Villa Casta Monte Rio Fuente Torre Puig Agui Barra Cala Esca Ferra Garri Herra Iba Lara Men Nava Ola Quin"), tail: list("seca llano verde blanca mayor nueva rubia ñedo rriz ñez guera doval"),
		town: list("Bilbao Málaga Gijón Burgos Cádiz León Murcia Toledo"), street: []string{"calle Mayor", "avenida de la Constitución", "plaza de España", "calle del Olmo"},
		firm: []string{"Sol y Sombra", "Gráficas Duero", "Clínica Levante", "Aceites del Sur"}, role: list("info ventas contacto administracion"), title: []string{"Gerente", "Compras", "Director comercial", "Contable", ""}, suffix: "example.org", cc: 34,
	},
	{
		first: list("Giulia Lorenzo Giuseppe Francesco Alessandro Antonio Elisabetta Luigi Salvatore Federica Gabriele Leonardo Massimiliano Caterina Margherita Domenico Riccardo Filippo Valentina Gaetano Ludovica Niccolò Ginevra Ornella"),
		nick:  pairs("Giuseppe/Beppe Francesco/Franco Alessandro/Sandro Antonio/Tonino Elisabetta/Betta Luigi/Gigi Salvatore/Totò Federica/Fede Leonardo/Leo Massimiliano/Max Caterina/Rina Margherita/Rita Domenico/Mimmo Filippo/Pippo"),
		head:  list("Bella Monte Cam Fior Rosa Castel Gar Mor Pelle Quar Ram Sal Tor Val Zan Bar Cor Dal Ferr Guid"), tail: list("vista nucci etti oni ini asso iglio ello antoni ardi esi olini"),
		town: list("Torino Bari Pisa Parma Lecce Udine Trento Siena"), street: []string{"via Roma", "corso Garibaldi", "piazza Dante", "via dei Mille"},
		firm: []string{"Officine Ponte", "Dolce Forno", "Studio Lario", "Marmi Apuani"}, role: list("info vendite amministrazione segreteria"), title: []string{"Titolare", "Responsabile acquisti", "Commerciale", ""}, suffix: "example.net", cc: 39,
	},
	{
		first: list("João Inês José Francisco António Maria-João Guilherme Gabriela Henrique Margarida Teresa Isabel Joaquim Fernando Beatriz Afonso Leonor Gonçalo Matilde Rodrigo Conceição Sebastião Catarina Tiago"),
		nick:  pairs("José/Zé Francisco/Chico António/Toninho Guilherme/Gui Gabriela/Gabi Henrique/Rique Margarida/Guida Joaquim/Quim Fernando/Nando Beatriz/Bia Leonor/Nonô"),
		head:  list("Car Mon Fon Vila Ribei Figuei Tei Oli Agui Bran Castelo Amo Pache Saldan Vascon Meire Noguei Quinta Loure Serra"), tail: list("valho teiro seca verde redo xeira veira lar dão rim ha celos"),
		town: list("Porto Braga Faro Évora Aveiro Leiria Viseu Setúbal"), street: []string{"rua Direita", "avenida da Liberdade", "largo da Sé", "travessa do Forno"},
		firm: []string{"Vinhos do Cais", "Azulejos Mar", "Metal Minho", "Clínica Tejo"}, role: list("geral info comercial contabilidade"), title: []string{"Gerente", "Diretor comercial", "Compras", ""}, suffix: "example.com", cc: 351,
	},
	{
		first: list("Sanne Daan Johannes Cornelis Hendrik Willem Elisabeth Johanna Pieter Adriaan Wilhelmina Theodorus Jacobus Catharina Matthijs Sebastiaan Bartholomeus Maarten Femke Joost Liesbeth Noor Tijmen Roelof"),
		nick:  pairs("Johannes/Hans Cornelis/Kees Hendrik/Henk Willem/Wim Elisabeth/Els Johanna/Hanneke Pieter/Piet Adriaan/Ad Theodorus/Theo Jacobus/Koos Catharina/Toos Matthijs/Thijs Sebastiaan/Bas Bartholomeus/Bart"),
		head:  []string{"van der Lin", "van den Bo", "de Groe", "Hoog", "van Zuid", "Kramer", "Oud", "Ver", "van 't Wes", "Noord", "ter Ho", "Wage", "Sluij", "Dek", "Brou"}, tail: list("den gaard nink sma huis veld kamp stra mans ters dijk meer"),
		town: list("Utrecht Delft Breda Zwolle Leiden Arnhem Haarlem Gouda"), street: []string{"Dorpsstraat", "Kerkweg", "Molenlaan", "Stationsplein"},
		firm: []string{"Kaasmakerij Polder", "Rijn Transport", "Tulp Media", "De Haven Bouw"}, role: list("info verkoop administratie contact"), title: []string{"Inkoper", "Directeur", "Accountmanager", ""}, suffix: "example.org", cc: 31,
	},
	{
		first: list("Łucja Tomasz Katarzyna Małgorzata Krzysztof Aleksandra Wojciech Zbigniew Agnieszka Magdalena Grzegorz Jakub Zofia Stanisław Paweł Elżbieta Michał Bożena Mirosława Jarosław Urszula Świętosława Przemysław Kinga"),
		nick:  pairs("Katarzyna/Kasia Małgorzata/Gosia Krzysztof/Krzysiek Aleksandra/Ola Wojciech/Wojtek Zbigniew/Zbyszek Agnieszka/Aga Magdalena/Magda Grzegorz/Grzesiek Jakub/Kuba Zofia/Zosia Stanisław/Staszek Elżbieta/Ela Jarosław/Jarek Urszula/Ula"),
		head:  list("Brzo Dębo Jawo Koza Lipi Malin Orze Piotr Rogo Soko Topo Wierz Zawa Gór Grab Klim Łąk Mro Pola Żura"), tail: list("wski lski ński czyk wiak szek niak lec rek bicki dzki cki"),
		town: list("Kraków Gdańsk Łódź Poznań Lublin Toruń Rzeszów Opole"), street: []string{"ulica Polna", "ulica Leśna", "aleja Róż", "plac Wolności"},
		firm: []string{"Meble Wisła", "Bursztyn", "Stal Śląsk", "Apteka Nova"}, role: list("biuro kontakt sprzedaz ksiegowosc"), title: []string{"Prezes", "Handlowiec", "Księgowa", ""}, suffix: "example.com", cc: 48,
	},
}

// dice draws.
type dice struct{ *rand.Rand }

func newDice(seed, stream uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, stream))} }

func (d *dice) one(of []string) string { return of[d.IntN(len(of))] }

// chance is true p times in a hundred.
func (d *dice) chance(p int) bool { return d.IntN(100) < p }

// skewed draws the first ones more often, as names are spread.
func (d *dice) skewed(of []string) string {
	return of[min(d.IntN(len(of)), d.IntN(len(of)))]
}

// family makes a family name. Polish ones keep one form.
func (d *dice) family(t *tongue) string { return d.skewed(t.head) + d.skewed(t.tail) }

// typo makes a slip of typing: two neighbours turned, a letter left out, doubled or changed for its neighbour.
func (d *dice) typo(s string) string {
	r := []rune(s)
	if len(r) < 3 {
		return s
	}
	i := 1 + d.IntN(len(r)-2)
	switch d.IntN(10) {
	case 0, 1, 2, 3:
		r[i], r[i+1] = r[i+1], r[i]
	case 4, 5:
		r = append(r[:i], r[i+1:]...)
	case 6, 7:
		r = append(r[:i], append([]rune{r[i]}, r[i:]...)...)
	default:
		r[i] = rune("etaoinsrhl"[d.IntN(10)])
	}
	return string(r)
}
