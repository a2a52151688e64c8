package tablefile

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// refuse gives an error for content that is no delimited text. sample is the beginning of the file.
func refuse(name string, sample []byte, at io.ReaderAt, size int64) error {
	no := func(what, hint string) error { return &RefusedError{Name: name, What: what, Hint: hint} }
	const asCSV = "save it as CSV"
	starts := func(magic string) bool { return bytes.HasPrefix(sample, []byte(magic)) }
	switch {
	case len(sample) == 0:
		return no("is empty", "export it again")
	case starts("PK\x03\x04") || starts("PK\x05\x06"):
		return refuseZip(name, at, size)
	case starts("\xD0\xCF\x11\xE0"):
		if bytes.Contains(sample, utf16("EncryptedPackage")) {
			return no("is a workbook with a password", "remove the password and "+asCSV)
		}
		return no("is a workbook (XLS)", asCSV)
	case starts("%PDF-"):
		return no("is a PDF document", "export the contacts as CSV")
	case packingOf(sample[:min(len(sample), packedHead)]) != nil:
		return no("is compressed twice", "decompress it once")
	case starts("BZh"), starts("\xFD7zXZ\x00"), starts("7z\xBC\xAF\x27\x1C"), starts("Rar!\x1A\x07"):
		return no("is compressed in a format that is not read", "decompress it, or compress it with gzip or zstd")
	case starts("{\\rtf"):
		return no("is a rich text document", "export the contacts as CSV")
	case starts("SQLite format 3\x00"):
		return no("is an SQLite database", "export the contacts as CSV")
	case starts("PAR1"):
		return no("is a Parquet file", "convert it to CSV")
	case starts("\x89PNG"), starts("\xFF\xD8\xFF"), starts("GIF8"):
		return no("is a picture", "export the contacts as CSV")
	}
	return nil
}

// refuseText does the same for text, which text gives in UTF-8.
func refuseText(name string, text []byte) error {
	no := func(what, hint string) error { return &RefusedError{Name: name, What: what, Hint: hint} }
	t := bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\uFEFF")), " \t\r\n\x00\x1a")
	if len(t) == 0 {
		return no("is empty", "export it again")
	}
	head := strings.ToLower(string(t[:min(len(t), 2048)]))
	switch {
	case strings.HasPrefix(head, "<?xml") && strings.Contains(head, "urn:schemas-microsoft-com:office:spreadsheet"):
		return no("is a workbook (Excel 2003 XML)", "save it as CSV")
	case strings.HasPrefix(head, "<table"), strings.HasPrefix(head, "<html") && strings.Contains(head, "office:excel"):
		return no("is an HTML table", "open it in a spreadsheet and save it as CSV")
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<head"),
		strings.HasPrefix(head, "<script"), strings.HasPrefix(head, "<body"), strings.HasPrefix(head, "<!--") && strings.Contains(head, "<html"):
		return no("looks like an HTML page, perhaps a login page saved instead of the export", "export it again")
	case strings.HasPrefix(head, "<?xml"):
		return no("is an XML file", "export the contacts as CSV")
	case looksLikeJSON(t):
		return no("looks like JSON", "export the contacts as CSV")
	case strings.HasPrefix(head, "begin:vcard"):
		return no("is a vCard file", "export the contacts as CSV")
	}
	if controls := controlBytes(text); controls*50 > len(text) {
		return no("is a binary file, not a table", "export the contacts as CSV")
	}
	return nil
}

func looksLikeJSON(t []byte) bool {
	next := bytes.TrimLeft(t[1:], " \t\r\n")
	if len(next) == 0 {
		return false
	}
	switch t[0] {
	case '{':
		return next[0] == '"' && bytes.ContainsAny(next[1:min(len(next), 200)], ":") || next[0] == '}'
	case '[':
		return next[0] == '{' || next[0] == '['
	}
	return false
}

// controlBytes counts the bytes that text does not hold, but not zero bytes at the end.
func controlBytes(text []byte) int {
	n := 0
	for _, c := range bytes.TrimRight(text, "\x00\x1a") {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f' && c != 0x1A || c == 0x7F {
			n++
		}
	}
	return n
}

func refuseZip(name string, at io.ReaderAt, size int64) error {
	no := func(what, hint string) error { return &RefusedError{Name: name, What: what, Hint: hint} }
	z, err := zip.NewReader(at, size)
	if err != nil {
		return &RefusedError{Name: name, What: "is a zip archive or workbook that is damaged or cut off", Hint: "fetch it again", Err: err}
	}
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "xl/worksheets/"), f.Name == "xl/workbook.xml":
			return no("is a workbook (XLSX)", "save it as CSV")
		case f.Name == "xl/workbook.bin":
			return no("is a workbook (XLSB)", "save it as CSV")
		case strings.HasPrefix(f.Name, "word/"):
			return no("is a Word document", "export the contacts as CSV")
		case f.Name == "content.xml":
			return no("is a workbook (ODS)", "save it as CSV")
		case strings.HasPrefix(f.Name, "Index/") && strings.HasSuffix(f.Name, ".iwa"):
			return no("is a workbook (Numbers)", "save it as CSV")
		}
	}
	return no("is a zip archive", "unpack it and name the file inside")
}

func utf16(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}
