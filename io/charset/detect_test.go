package charset

import (
	"testing"
)

// people are names and words as they stand in contact lists, by the language that the text is in.
var people = map[string]string{
	"fr": "Prénom;Société\nHélène;L’Étoile d’or\nFrançois;Café Noël\nJérôme;Maçonnerie Lefèvre\nZoé;Bâtiment Côté\nAnaïs;Crêperie où ça\n",
	"de": "Vorname;Straße\nJürgen;Große Bleichen\nBjörn;Mühlenstraße\nKäthe;Königsallee\nGünther;Schloßplatz\nRené;Ärztehaus Süd\n",
	"es": "Nombre;Compañía\nJosé;Peña e Hijos\nMaría;Martínez y Núñez\nÍñigo;Ibáñez Gestión\nAndrés;López Álvarez\n",
	"pl": "Imię;Nazwisko\nŁukasz;Wójcik\nMałgorzata;Dąbrowska\nZdzisław;Źrebięcki\nBożena;Kołodziej Ślusarska\n",
	"cs": "Jméno;Příjmení\nJiří;Dvořák\nTomáš;Kučera\nBořivoj;Němec\nŽaneta;Kříž\nLuděk;Růžička\n",
	"ru": "Имя;Фамилия\nИван;Петров\nОльга;Смирнова\nСергей;Кузнецов\n",
	"tr": "Adı;Soyadı\nAyşe;Yıldız\nÇağlar;Şahin\nGülşen;Işık\nOğuz;Öztürk\nİpek;Aydoğan\n",
	"da": "Fornavn;By\nJørgen;Ærøskøbing\nSøren;Århus\nBjørn;Tromsø\n",
	"ja": "名前;会社\nヤマダ タロウ;カブシキガイシャ\nさとう はなこ;やまと商店\n",
	"zh": "姓名;公司\n王小明;北京有限公司\n李大华;上海贸易公司\n",
	"jk": "名,姓,会社\n太郎,山田,東京電力\n花子,佐藤,日本製鉄\n",
	"zc": "姓名,公司,国家\n王伟,示例公司,中国\n李芳,示例公司,中国\n张娜,示例公司,中国\n", // pairs of it are UTF-8 by chance
	"zt": "姓名;公司\n王小明;臺北有限公司\n李大華;高雄貿易公司\n",
	"ko": "이름;회사\n김민수;서울전자\n이영희;부산상사\n박철수;대구무역\n",
	"lv": "Vārds;Pilsēta\nJānis Bērziņš;Rīga\nLīga Ozoliņa;Jūrmala\nKārlis Šķēle;Cēsis\n",
	"he": "שם;עיר\nדוד כהן;חיפה\nרות לוי;ירושלים\nמשה אברהם;נתניה\n",
	"ar": "الاسم;المدينة\nمحمد علي;القاهرة\nفاطمة حسن;دمشق\n",
	"el": "Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\nΕλένη;Νικολάου\n",
}

func TestDetect(t *testing.T) {
	tests := []struct{ lang, encoding, want string }{
		{"fr", "utf-8", "utf-8"},
		{"fr", "windows-1252", "windows-1252"},
		{"fr", "macintosh", "macintosh"},
		{"de", "windows-1252", "windows-1252"},
		{"de", "macintosh", "macintosh"},
		{"de", "ibm850", "ibm850"},
		{"de", "ibm437", "ibm850"}, // The letters of German are the same in both.
		{"de", "iso-8859-1", "windows-1252"},
		{"es", "windows-1252", "windows-1252"},
		{"es", "macintosh", "macintosh"},
		{"es", "ibm850", "ibm850"},
		{"da", "windows-1252", "windows-1252"},
		{"pl", "windows-1250", "windows-1250"},
		{"pl", "iso-8859-2", "iso-8859-2"},
		{"cs", "windows-1250", "windows-1250"},
		{"cs", "iso-8859-2", "iso-8859-2"},
		{"ru", "windows-1251", "windows-1251"},
		{"tr", "windows-1254", "windows-1254"},
		{"el", "windows-1253", "windows-1253"},
		{"ja", "shift_jis", "shift_jis"},
		{"zh", "gb18030", "gb18030"},
		{"zc", "gb18030", "gb18030"},
		{"zh", "utf-8", "utf-8"},
		{"pl", "ibm852", "ibm852"},
		{"cs", "ibm852", "ibm852"},
		{"ru", "ibm866", "ibm866"},
		{"ru", "koi8-r", "koi8-u"}, // The letters of Russian are the same in both.
		{"ru", "iso-8859-5", "iso-8859-5"},
		{"ru", "x-mac-cyrillic", "x-mac-cyrillic"},
		{"lv", "windows-1257", "windows-1257"},
		{"he", "windows-1255", "windows-1255"},
		{"ar", "windows-1256", "windows-1256"},
		{"ar", "iso-8859-6", "iso-8859-6"},
		{"tr", "iso-8859-9", "windows-1254"},
		{"el", "iso-8859-7", "windows-1253"},
		{"es", "iso-8859-15", "windows-1252"},
		{"jk", "shift_jis", "shift_jis"},
		{"ja", "euc-jp", "euc-jp"},
		{"zt", "big5", "big5"},
		{"ko", "euc-kr", "euc-kr"},
		{"ja", "utf-8", "utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" in "+tt.encoding, func(t *testing.T) {
			got := Detect(stored(t, tt.encoding, people[tt.lang]))
			if got.Name != tt.want {
				t.Errorf("Detect() = %s (%.2f, %s), want %s", got.Name, got.Score, got.Why, tt.want)
			}
			t.Logf("%.2f %s %v", got.Score, got.Why, got.Other)
		})
	}
}

func stored(t testing.TB, name, text string) []byte {
	t.Helper()
	e, err := Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.Encode(nil, text)
	if err != nil && name != "ibm437" && name != "iso-8859-1" {
		t.Fatal(err)
	}
	return b
}
