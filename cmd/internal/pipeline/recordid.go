package pipeline

import (
	"bytes"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
)

// refused says why no update can name the contact, or "".
func (r *reader) refused(key []byte) string {
	switch {
	case !r.ByKey && !r.Once:
		return ""
	case len(key) == 0 && r.Once:
		return ""
	case r.Once:
	case len(key) == 0, r.Keys != nil && !r.Keys.match(key), r.byMail() && bytes.IndexByte(key, '@') < 0:
		return CodeNoKey
	}
	if len(r.twice) > 0 && r.twice[r.keyHash(key)] {
		return CodeSameKey
	}
	return ""
}

// byMail tells whether the CRM finds records by their e-mail address.
func (r *reader) byMail() bool { return r.Binding.Columns[r.Binding.Key].Role == profile.Email }

// keyHash gives a hash of a record's key. An e-mail address is one in any case of its letters.
func (r *reader) keyHash(key []byte) uint64 {
	if r.byMail() {
		r.lower = lower(r.lower[:0], key)
		return dedupe.Hash64(r.lower)
	}
	return idHash(key)
}

// idHash gives a hash of a record id. Salesforce writes one id with fifteen characters or with eighteen, of which the
// last three are a check sum.
func idHash(key []byte) uint64 {
	if len(key) == 18 && checked(key) {
		key = key[:15]
	}
	return dedupe.Hash64(key)
}

// checked tells whether the last three of eighteen characters are the check sum of the others: a bit for each capital.
func checked(key []byte) bool {
	for part := range 3 {
		sum := 0
		for i, c := range key[part*5 : part*5+5] {
			if c >= 'A' && c <= 'Z' {
				sum |= 1 << i
			}
		}
		if key[15+part] != "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[sum] {
			return false
		}
	}
	return true
}
