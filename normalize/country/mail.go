package country

import "strings"

// MailRegion gives the country of an e-mail address or domain by its country-code top-level domain. It gives false
// for the generic ones, and for those country codes that the whole world uses (.io, .co, .tv, .me, ...).
func MailRegion(domain string) (region string, ok bool) {
	domain = strings.TrimRight(strings.TrimSpace(domain), ".>")
	tld := domain[strings.LastIndexByte(domain, '.')+1:]
	if len(tld) == len(domain) || len(tld) < 2 {
		return "", false
	}
	region, ok = data().mail[strings.ToLower(tld)]
	return region, ok
}
