package charset

// detectEastern recognises Shift-JIS and GB18030 where the sample keeps their structure throughout and is made of
// their commonest characters. European text hardly ever does: its accented letters stand alone.
func detectEastern(s []byte) (Guess, bool) {
	const enough = 6
	if pairs, common, ok := shiftJIS(s); ok && pairs >= enough && common*4 >= pairs {
		return Guess{Name: "shift_jis", Score: 0.85, Why: "structure and kana of Shift-JIS"}, true
	}
	if pairs, common, ok := gb18030(s); ok && pairs >= enough && common*4 >= pairs*3 {
		return Guess{Name: "gb18030", Score: 0.8, Why: "structure and common characters of GB 18030"}, true
	}
	return Guess{}, false
}

// shiftJIS counts the two-byte characters and those among them that are kana; ok is false when a byte does not fit.
func shiftJIS(s []byte) (pairs, common int, ok bool) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < 0x80, c >= 0xA1 && c <= 0xDF:
			continue
		case c == 0x80, c == 0xA0, c > 0xFC:
			return 0, 0, false
		}
		if i++; i == len(s) {
			break
		}
		t := s[i]
		if t < 0x40 || t == 0x7F || t > 0xFC {
			return 0, 0, false
		}
		pairs++
		if c == 0x82 && t >= 0x9F || c == 0x83 && t <= 0x96 {
			common++
		}
	}
	return pairs, common, true
}

// gb18030 counts the two-byte characters and those among them that are on the first, commonest level of GB 2312.
func gb18030(s []byte) (pairs, common int, ok bool) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x80 {
			continue
		}
		if c == 0x80 || c == 0xFF {
			return 0, 0, false
		}
		if i++; i == len(s) {
			break
		}
		t := s[i]
		if t >= '0' && t <= '9' { // The second of four bytes.
			i += 2
			continue
		}
		if t < 0x40 || t == 0x7F || t == 0xFF {
			return 0, 0, false
		}
		pairs++
		if c >= 0xB0 && c <= 0xD7 && t >= 0xA1 || c >= 0xA1 && c <= 0xA3 && t >= 0xA1 {
			common++
		}
	}
	return pairs, common, true
}
