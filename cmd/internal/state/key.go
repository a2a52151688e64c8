package state

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// keep gives a record's key as the file keeps it: as it is where it is a plain id, else a hash of it that no other file shares.
// Some CRMs have e-mail addresses for keys, and those are contact values. Numbers in international form and names of several
// words are no plain ids either.
func (s *Store) keep(key string) string {
	if plain(key) {
		return key
	}
	mac := hmac.New(sha256.New, s.salt)
	mac.Write([]byte("key"))
	mac.Write([]byte(key))
	return "~" + hex.EncodeToString(mac.Sum(nil)[:8])
}

// plain tells whether a key can only be an id: some sixty letters, digits and marks, with a digit among them, and not written like a
// national phone number.
func plain(key string) bool {
	if key == "" {
		return true
	}
	digits := 0
	for i := range len(key) {
		switch c := key[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case c == '-' || c == '_' || c == '.' || c == ':' || c == '/':
		case c == '~' && i == 0: // what keep gave before
		default:
			return false
		}
	}
	letters := strings.ContainsFunc(key, unicode.IsLetter)
	return len(key) <= 64 && digits > 0 && (letters || key[0] != '0' || digits < 8)
}
