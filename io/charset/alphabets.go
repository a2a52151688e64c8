package charset

// alphabet holds the letters beyond a to z that one language uses in names, in lower case.
type alphabet struct {
	letters string
	weight  float64 // what a word in it is worth: less where another language is the likelier reading
}

// alphabets are the languages in which a word of a contact list is expected. Letters of rare loans are left out:
// a word with letters of two languages counts as a sign of the wrong encoding.
var alphabets = []alphabet{
	{"àâæçéèêëîïôœùûüÿ", 1},  // French
	{"äöüßé", 1},             // German
	{"áéíñóúüªº", 1},         // Spanish
	{"áâãàçéêíóôõúü", 1},     // Portuguese
	{"àèéìíîòóùú", 1},        // Italian
	{"àçéèíïóòúü", 1},        // Catalan
	{"éèëïöüáíóúê", 1},       // Dutch
	{"æøåéóòôü", 1},          // Danish, Norwegian
	{"åäöéáü", 1},            // Swedish, Finnish
	{"áðéíóúýþæö", 0.85},     // Icelandic
	{"áéíóú", 1},             // Irish
	{"ąćęłńóśźż", 1},         // Polish
	{"áčďéěíňóřšťúůýž", 1},   // Czech
	{"áäčďéíĺľňóôŕšťúýž", 1}, // Slovak
	{"áéíóöőúüű", 1},         // Hungarian
	{"ăâîșțşţ", 1},           // Romanian
	{"čćđšž", 1},             // Croatian, Slovene, Serbian
	{"çğıİöşüâî", 1},         // Turkish
	{"āčēģīķļņōŗšūž", 0.95},  // Latvian
	{"ąčęėįšųūž", 0.95},      // Lithuanian
	{"äõöüšž", 0.95},         // Estonian
	{"абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўђјљњћџѓќѕ", 0.9}, // Cyrillic
	{"αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", 0.9},            // Greek
	{"אבגדהוזחטיכלמנסעפצקרשתךםןףץ", 0.9},                     // Hebrew
	{"ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ", 0.9},        // Arabic, Persian
}

// alphabetSets gives the alphabets that hold a letter, as a bit set.
func alphabetSets() map[rune]uint32 {
	sets := make(map[rune]uint32)
	for i, a := range alphabets {
		for _, r := range a.letters {
			sets[r] |= 1 << i
		}
	}
	return sets
}

// candidates are the single-byte encodings that are weighed, in the order of preference: a later one must be plainly
// better than an earlier one.
var candidates = []string{
	"windows-1252", "iso-8859-15", "iso-8859-1", "macintosh", "ibm850", "ibm437",
	"windows-1250", "iso-8859-2", "windows-1251", "windows-1254", "windows-1253",
	"ibm852", "ibm866", "koi8-u", "iso-8859-5", "x-mac-cyrillic", "iso-8859-7", "windows-1257", "iso-8859-13",
	"windows-1255", "iso-8859-8", "windows-1256", "iso-8859-6",
}

// common are the letters that make up three quarters of a text in Cyrillic script: of the encodings of it each reads
// the others' words as letters too, but not as these.
const common = "оеаинтсрвлкмдупя"

// finals are the Hebrew letters that only end words.
const finals = "ךםןףץ"

// tonos are the Greek vowels with the accent that nearly every word in lower case has once.
const tonos = "άέήίόύώΐΰΆΈΉΊΌΎΏ"
