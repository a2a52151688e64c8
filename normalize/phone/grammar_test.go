package phone

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grammarRows are cells as people of many countries write them, and what they hold in short (see readRows): each row is
// a way in which a number, an extension or a note was once taken for another.
var grammarRows = []struct {
	name string
	cell string
	ctx  Context
	want string
}{
	// Extensions in many languages.
	{"the word and the word for number", "01 99 00 12 34 poste n° 12", france, "+33199001234x12"},
	{"the same with wide gaps", "01  99  00  12  34  poste  n°  12", france, "+33199001234x12"},
	{"Ext No.", "020 7946 0958 Ext No. 12", in("GB"), "+442079460958x12"},
	{"ext with a hash", "020 7946 0958 ext #12", in("GB"), "+442079460958x12"},
	{"two words for it", "01 99 00 12 34 poste interne 12", france, "+33199001234x12"},
	{"Polish", "22 123 45 67 nr wew. 12", in("PL"), "+48221234567x12"},
	{"Polish, one letter", "(22) 123 45 67 w. 12", in("PL"), "+48221234567x12"},
	{"Swedish", "08-123 456 78 ankn. 12", in("SE"), "+46812345678x12"},
	{"Finnish", "09 123 4567 alanumero 12", in("FI"), "+35891234567x12"},
	{"Danish", "32 15 69 62 lokal 12", in("DK"), "+4532156962x12"},
	{"Norwegian", "21 50 52 95 linje 12", in("NO"), "+4721505295x12"},
	{"Czech", "601 123 456 linka 12", in("CZ"), "+420601123456x12"},
	{"Turkish", "0212 123 45 67 dahili 12", in("TR"), "+902121234567x12"},
	{"Hungarian", "06 1 234 5679 mellék 12", in("HU"), "+3612345679x12"},
	{"Portuguese, one letter", "(11) 3333-4444 r. 12", in("BR"), "+551133334444x12"},
	{"Russian", "+7 (495) 123-45-68 доб. 12", in("RU"), "+74951234568x12"},
	{"Japanese", "03-1234-5678 内線12", in("JP"), "+81312345678x12"},
	{"an hour is none", "08-123 456 78 efter kl. 17", in("SE"), "+46812345678  «efter kl. 17»"},
	{"a bracket that was never opened", "01 99 00 12 34 poste 3)", france, "+33199001234x3"},
	{"a hyphen, then a number", "(212) 555-4321 x12 - (917) 555-4322", usa, "+12125554321x12 +19175554322"},
	{"a wide gap, then a number", "(212) 555-4321 (x12)  (917) 555-4322", usa, "+12125554321x12 +19175554322"},
	{"Google's separator after it", "(212) 555-4321, x12 ::: (917) 555-4322", usa, "+12125554321x12 +19175554322"},
	{"a hash that says number", "phone #: (212) 555-4321 cell #: (917) 555-4322", usa, "+12125554321 +19175554322"},
	{"a hash after a break", "0412 154 884 | phone #: 02 1227 6028", in("AU"), "+61412154884 +61212276028"},
	{"a label that is an extension word elsewhere", "0412 154 884, W: 02 / 1227 6028", in("AU"), "+61412154884 +61212276028"},
	{"an area code after a one-letter label", "0172663964 M 21 / 52 5 14787", in("CI"), "+2250172663964 +2252152514787"},
	{"an extension in brackets, then a number behind a slash", "27 09 88 676 (P. 784)/628 48 81 22", in("LU"), "+352270988676x784 +352628488122"},
	{"one figure is no area code", "21 23 3 18588 P1 / 21 29 0 47670", in("CI"), "+2252123318588x1 +2252129047670"},
	{"Buenos Aires twice", "011 2529 7752 24/7 \\ 011 2379-0091", in("AR"), "? +541125297752"},
	{"an extension, then a number behind a slash", "01 99 00 12 34 p. 12 / 06 12 34 51 26", france, "+33199001234x12 +33612345126"},
	{"an area code after a name, in a plan of many lengths", "Anna 27 / 20 58 226", in("LU"), "? +352272058226|+3522058226 «Anna»"},
	{"desk is a label after a break", "0412 154 884; desk= 02 1227 6028", in("AU"), "+61412154884 +61212276028"},
	{"a hash with too many digits behind it", "(01) 251 978 081 #4 0664 123456", in("AT"), "+431251978081? +431251978081"},

	// What joins and what cuts.
	{"a plus that joins", "01 99 00 12 34 + 06 12 34 51 26", france, "+33199001234 +33612345126"},
	{"a plus that means what it says", "030 123456 + 49 171 1234567", germany, "+4930123456 +491711234567"},
	{"a plus that may be either", "601 5486235 + 608 7334321", in("CO"), "+576015486235? +576015486235; +576087334321|+576015486235; +6087334321"},
	{"three points", "030 123456…0171 1234567", germany, "+4930123456 +491711234567"},
	{"a spaced point", "039325978 . 030/091062001", germany, "+4939325978 +4930091062001"},
	{"an underscore", "030 123456_0171 1234567", germany, "+4930123456 +491711234567"},
	{"brackets the wrong way round", "030 123456) (0171 1234567", germany, "+4930123456 +491711234567"},
	{"wide gaps everywhere", "06  12  34  51  26", france, "+33612345126"},
	{"a join before a label in brackets", "01 99 00 12 34 ou (mobile) 06 12 34 51 26", france, "+33199001234 +33612345126"},
	{"a join before a name", "01 99 00 12 34 ou Marie 06 12 34 51 26", france, "+33199001234 +33612345126  «Marie»"},
	{"Polish join of two words", "601 123 456 lub też 22 123 45 67", in("PL"), "+48601123456 +48221234567"},
	{"one letter in brackets is no join", "020 7946 0958 (O) 07911 123457 (M)", in("GB"), "+442079460958 +447911123457"},
	{"both without plus", "33 1 99 00 12 34 / 33 6 12 34 51 26", france, "+33199001234 +33612345126"},
	{"the country said once", "+33 1 99 00 12 34 / 6 12 34 51 26", france, "+33199001234 +33612345126"},
	{"no area code in an open plan", "030 123456 / 7654321", germany, "? +4930123456"},
	{"an area code before a slash, or the end of the number before", "28 36 20 39 691/777828", in("LU"), "? +35228362039691; +352777828|+35228362039; +352691777828"},
	{"a stem and a range in a closed plan", "32.167920-75", in("DK"), "? +4532167920|+3216792075"},
	{"the whole explains all", "45 32 15 69 62", in("DK"), "+4532156962"},
	{"Buenos Aires is no international prefix", "011 5164 8225-81", in("AR"), "? +541151648225|+5164822581"},

	// Figures that count.
	{"a list", "1. 321 757 1314", in("CO"), "+573217571314"},
	{"a list of letters", "a) 01 99 00 12 34 b) 06 12 34 51 26", france, "+33199001234 +33612345126"},
	{"a figure before a bracket is none", "27 11 81 33) (628 776 132", in("LU"), "+35227118133 +352628776132"},
	{"the second number", "27 10 01 98 (2. Nr.)", in("LU"), "+35227100198"},
	{"the second number, set off", "030 123456 - 2. Nr.: 0171 1234567", germany, "+4930123456 +491711234567"},
	{"the second number, or the last figure of the first", "030 127891 2. Nr.: 0171 1234567", germany, "+491711234567? +49301278912; +491711234567|+4930127891; +491711234567"},
	{"the second number, in a closed plan", "01 99 00 12 34 2. Nr.: 06 12 34 51 26", france, "+33199001234 +33612345126"},
	{"2nd", "(212) 555-4321, 2nd: (917) 555-4322", usa, "+12125554321 +19175554322"},
	{"2e n°", "01 99 00 12 34 2e n° 06 12 34 51 26", france, "+33199001234 +33612345126"},
	{"a floor", "030 123456 (2. OG)", germany, "+4930123456  «(2. OG)»"},
	{"a floor without brackets", "030 123456 2. OG", germany, "? +49301234562|+4930123456 «OG»"},
	{"a street", "3 rue de la Paix 01 99 00 12 34", france, "+33199001234  «3 rue de la Paix»"},
	{"a street behind", "01 99 00 12 34 3 rue de la Paix", france, "+33199001234  «3 rue de la Paix»"},
	{"a postcode behind", "01 99 00 12 34 75008 Paris", france, "+33199001234  «75008 Paris»"},
	{"a postcode in an open plan", "+39 02 9773 3271 20121 Milano", in("IT"), "? +39029773; +39327120121|+390297733271 «Milano»"},
	{"always", "01 99 00 12 34 24/7", france, "+33199001234  «24/7»"},
	{"office hours", "22 123 45 67 8-16", in("PL"), "+48221234567  «8-16»"},
	{"office hours in an open plan", "030 3737551 8-16", germany, "? +49303737551816|+49303737551"},
	{"an hour after an article", "347 1234567 dopo le 18", in("IT"), "+393471234567  «dopo le 18»"},
	{"until when, in brackets", "01 99 00 12 34 (bis 12)", france, "+33199001234  «(bis 12)»"},
	{"a figure before the number, a range behind", "DW 3 0199001234 à 36", france, "?  «DW»"},
	{"an option, then a number", "01 99 00 12 34 option 2 - 06 12 34 51 26", france, "+33199001234 +33612345126  «option 2»"},
	{"a floor, or the number's first figure", "312 571 8111 piano 3 - 318 729 3184", in("IT"), "+393125718111? +393125718111; +3933187293184|+393125718111; +393187293184 «piano»"},
	{"an area code after a name", "Ana 21/24-3-34715", in("CI"), "? +2252124334715|+2252724334715 «Ana»"},
	{"short digits after a word nobody knows", "21 27 42 25 foo 09112", in("NO"), "+4721274225 +4709112? +4721274225; +4709112 «foo»"},

	// Names of other things.
	{"a reference, then a number", "01 99 00 12 34 ref 2024-118 - 06 12 34 51 26", france, "+33199001234 +33612345126  «ref 2024-118»"},
	{"a reference, or a number", "01 99 00 12 34 client 06 12 34 51 26", france, "+33199001234? +33199001234 «client 06 12 34 51 26»"},
	{"a code, then a number", "20 110 221 code porte 48a21 . 31 595 625", in("TN"), "+21620110221 +21631595625  «code porte 48a21»"},
	{"an underscore for a figure", "27-34-3_-_", in("LU"), "?"},
	{"a code that runs into a number", "8110-9241 ZIP 90210.3287 7691", in("SG"), "+6581109241? +6581109241 «ZIP 90210.3287 7691»"},
	{"a code of figures and letters", "01 99 00 12 34 digicode 45A12", france, "+33199001234  «digicode 45A12»"},
	{"no, in Polish", "512 456 652 nie dzwonić; 126 518 564", in("PL"), "+48512456652 +48126518564  «nie dzwonić»"},
	{"a warning stays whole", "do not call (212) 555-4321", usa, "+12125554321  «do not call»"},
	{"brackets that do not match", "020 7946 0958 (fax no.} or +44 (0)7911 123457", in("GB"), "+442079460958 +447911123457"},

	// Countries.
	{"a line of the contact's country beside another country's", "03-1225-8525 / +385 1 2694 940", in("JP"), "+81312258525 +38512694940"},
	{"a mobile of either country", "0661234567 / +212 661 23 45 68", france, "+33661234567 +212661234568? +33661234567; +212661234568|+212661234567; +212661234568"},
	{"the same, grouped as at home", "06 12 34 51 26 / +31 6 12345678", france, "+33612345126 +31612345678"},
	{"grouped as abroad", "07482 396662 / +44 20 7946 0958", germany, "+497482396662 +442079460958? +497482396662; +442079460958|+447482396662; +442079460958"},

	// Characters.
	{"small plus", "﹢33 1 99 00 12 34", france, "+33199001234"},
	{"arrow", "→ 01 99 00 12 34", france, "+33199001234"},
	{"flag", "🇫🇷 01 99 00 12 34", france, "+33199001234"},
	{"tags of a web page", "<p>01 99 00 12 34</p><p>06 <b>12 34</b> 51 26</p>", france, "+33199001234 +33612345126"},
	{"the rest of a no-break space", "06 12 34 51 26\u00c2\u00a0", france, "+33612345126"},
	{"delete", "\x7f06 12 34 51 26", france, "+33612345126"},
}

func TestReadGrammar(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	for _, row := range grammarRows {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}

// Labels in brackets before their numbers belong to what follows, where the cell begins with one.
func TestLabelsLead(t *testing.T) {
	r := mustReader(t, Options{})
	for _, row := range []struct {
		name, cell string
		ctx        Context
		want       []string
	}{
		{"in brackets before", "(W)212-736-5000 (H)917-736-5000", usa, []string{"work", "home"}},
		{"in brackets after", "212-736-5000 (W) 917-736-5000 (H)", usa, []string{"work", "home"}},
		{"one letter after", "020 7946 0958 (O) 07911 123457 (M)", in("GB"), []string{"work", "mobile"}},
		{"Spanish", "Fijo 912 345 670 Móvil 612 345 126", in("ES"), []string{"work", "mobile"}},
		{"German, one letter", "G: 044 123 45 67 M: 079 123 45 67", in("CH"), []string{"work", "mobile"}},
		{"Polish", "tel. stac.: 22 123 45 67; tel. kom.: 601 123 456", in("PL"), []string{"work", "mobile"}},
		{"stuck to the number", "01 99 00 12 34fax", france, []string{"fax"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			var got []string
			for _, n := range rd.Numbers {
				got = append(got, n.Kind)
			}
			if diff := cmp.Diff(row.want, got); diff != "" || rd.Verdict != Read {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}
