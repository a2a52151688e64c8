package charset

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// known is one entry of the list of encodings.
type known struct {
	name    string
	aliases string // space-separated, as fold leaves them
	page    *charmap.Charmap
	multi   encoding.Encoding
	unit    int
	big     bool
}

var registry = []known{
	{name: "utf-8", aliases: "utf8 utf8sig utf8bom utf8withbom ascii usascii cp65001"},
	{name: "utf-16le", aliases: "utf16 utf16le unicode ucs2 ucs2le cp1200", unit: 2},
	{name: "utf-16be", aliases: "utf16be ucs2be cp1201 unicodefffe", unit: 2, big: true},
	{name: "utf-32le", aliases: "utf32 utf32le ucs4 ucs4le cp12000", unit: 4},
	{name: "utf-32be", aliases: "utf32be ucs4be cp12001", unit: 4, big: true},
	{name: "windows-1250", aliases: "cp1250 win1250 1250", page: charmap.Windows1250},
	{name: "windows-1251", aliases: "cp1251 win1251 1251", page: charmap.Windows1251},
	{name: "windows-1252", aliases: "cp1252 win1252 1252 ansi westerneuropean", page: charmap.Windows1252},
	{name: "windows-1253", aliases: "cp1253 win1253 1253", page: charmap.Windows1253},
	{name: "windows-1254", aliases: "cp1254 win1254 1254", page: charmap.Windows1254},
	{name: "windows-1255", aliases: "cp1255 win1255 1255", page: charmap.Windows1255},
	{name: "windows-1256", aliases: "cp1256 win1256 1256", page: charmap.Windows1256},
	{name: "windows-1257", aliases: "cp1257 win1257 1257", page: charmap.Windows1257},
	{name: "windows-1258", aliases: "cp1258 win1258 1258", page: charmap.Windows1258},
	{name: "iso-8859-1", aliases: "latin1 l1 88591 isolatin1 cp28591 cp819", page: charmap.ISO8859_1},
	{name: "iso-8859-2", aliases: "latin2 l2 88592 isolatin2 cp28592", page: charmap.ISO8859_2},
	{name: "iso-8859-3", aliases: "latin3 l3 88593", page: charmap.ISO8859_3},
	{name: "iso-8859-4", aliases: "latin4 l4 88594", page: charmap.ISO8859_4},
	{name: "iso-8859-5", aliases: "cyrillic 88595", page: charmap.ISO8859_5},
	{name: "iso-8859-6", aliases: "arabic 88596", page: charmap.ISO8859_6},
	{name: "iso-8859-7", aliases: "greek 88597", page: charmap.ISO8859_7},
	{name: "iso-8859-8", aliases: "hebrew 88598", page: charmap.ISO8859_8},
	{name: "iso-8859-9", aliases: "latin5 l5 88599", page: charmap.ISO8859_9},
	{name: "iso-8859-10", aliases: "latin6 l6 885910", page: charmap.ISO8859_10},
	{name: "iso-8859-13", aliases: "latin7 l7 885913", page: charmap.ISO8859_13},
	{name: "iso-8859-14", aliases: "latin8 l8 885914", page: charmap.ISO8859_14},
	{name: "iso-8859-15", aliases: "latin9 l9 885915 cp28605", page: charmap.ISO8859_15},
	{name: "iso-8859-16", aliases: "latin10 l10 885916", page: charmap.ISO8859_16},
	{name: "macintosh", aliases: "macroman mac xmacroman cp10000", page: charmap.Macintosh},
	{name: "x-mac-cyrillic", aliases: "maccyrillic cp10007", page: charmap.MacintoshCyrillic},
	{name: "ibm437", aliases: "cp437 437 dos oemus oem437", page: charmap.CodePage437},
	{name: "ibm850", aliases: "cp850 850 oem850 oem", page: charmap.CodePage850},
	{name: "ibm852", aliases: "cp852 852 oem852", page: charmap.CodePage852},
	{name: "ibm858", aliases: "cp858 858 oem858", page: charmap.CodePage858},
	{name: "ibm866", aliases: "cp866 866 oem866", page: charmap.CodePage866},
	{name: "koi8-r", aliases: "koi8", page: charmap.KOI8R},
	{name: "koi8-u", aliases: "", page: charmap.KOI8U},
	{name: "shift_jis", aliases: "sjis cp932 windows31j ms932 mskanji", multi: japanese.ShiftJIS},
	{name: "euc-jp", aliases: "ujis cp51932", multi: japanese.EUCJP},
	{name: "euc-kr", aliases: "cp949 uhc ksc5601 windows949", multi: korean.EUCKR},
	{name: "gb18030", aliases: "gbk gb2312 cp936 windows936 euccn cp54936", multi: simplifiedchinese.GB18030},
	{name: "big5", aliases: "cp950 windows950", multi: traditionalchinese.Big5},
}

// UnknownError says that a name means no encoding that this package knows.
type UnknownError struct{ Name string }

// Error lists the known encodings.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("unknown encoding %q; known are %s", e.Name, strings.Join(Names(), ", "))
}

// Names gives the canonical names of all known encodings, the usual ones first.
func Names() []string {
	names := make([]string, len(registry))
	for i := range registry {
		names[i] = registry[i].name
	}
	return names
}

// Lookup gives the encoding of that name. Upper and lower case, spaces, dots, dashes and underscores make no
// difference, and the usual other names are understood (utf8, cp1252, latin1, MacRoman). Any other name is an
// *[UnknownError].
func Lookup(name string) (*Encoding, error) {
	want := fold(name)
	if want != "" {
		for i := range registry {
			if fold(registry[i].name) == want || strings.Contains(" "+registry[i].aliases+" ", " "+want+" ") {
				return registry[i].encoding(), nil
			}
		}
	}
	return nil, &UnknownError{Name: name}
}

// fold leaves the letters and digits of a name, in lower case.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, name)
}

func (k *known) encoding() *Encoding {
	switch {
	case k.page != nil:
		return newSingle(k.name, k.page)
	case k.multi != nil:
		return &Encoding{name: k.name, kind: kindMulti, multi: k.multi, pool: new(sync.Pool)}
	case k.unit != 0:
		return &Encoding{name: k.name, kind: kindWide, unit: k.unit, big: k.big}
	}
	return &Encoding{name: k.name, kind: kindUTF8}
}
