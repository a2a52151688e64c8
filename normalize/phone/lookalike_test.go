package phone

import (
	"math/rand/v2"
	"testing"
)

// Looking at the characters first changes nothing: the patterns say the same when all of them are tried.
func TestTraitsOnlySpareWork(t *testing.T) {
	r := mustReader(t, Options{})
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 3))
	seeds := []string{
		"n/a", "#REF!", "####", "2021-03-14", "14/03/2021", "14.03.21", "2021-03-14T10:00", "10:30", "18h30", "48.8566, 2.3522", "-33.8688 151.2093", "N 48.85 E 2.35",
		"48. 51' 24\" N 2. 21' 3\" E", "48,8566; 2,3522", "12.50 €", "EUR 12", "99 %", "$ 12.50", "CHF 1'200", "ann@example.com", "<bob@example.com>", "https://example.com/1",
		"www.example.com", "FR76 3000 6000 0112 3456 7890 189", "DE89370400440532013000", "75001 Paris", "F-75001", "SW1A 1AA", "00-950 Warszawa", "CHE-123.456.789 MWST",
		"ATU12345678", "ES B-12345678", "12.345.678/0001-95", "BE 0123 456 749", "DE 136695976", "123-45-6789", "QQ 12 34 56 C", "111.444.777-35", "85.07.30-033.28",
		"2 69 05 49 588 157 80", "756.9217.0769.85", "4111 1111 1111 1111", "3782 822463 10005", "123e4567-e89b-12d3-a456-426614174000", "507f1f77bcf86cd799439011",
		"0035e00000ABCdEAAW", "cus_9s6XKzkNRiz8i3", "01 99 00 12 34", "+33 1 99 00 12 34", "(212) 736-5000 x12", "néant", "tél. 01 99 00 12 34",
	}
	all := traits{first: true, letter: true, upper: true, sign: true, dot: true, dash: true, colon: true, comma: true, slash: true, quote: true, at: true, score: true, money: true}
	letters := []byte("0123456789+-./,:;@_#%$'\" ()abcdefhxABCDEFGSU")
	named := 0
	for i := range 40_000 {
		b := []byte(seeds[i%len(seeds)])
		for range rng.IntN(4) {
			b[rng.IntN(len(b))] = letters[rng.IntN(len(letters))]
		}
		s := string(b)
		k := all
		k.digit = onlyDigits(s) != ""
		want := r.looks(s, k)
		if got := r.looks(s, traitsOf(s)); got != want {
			t.Fatalf("%q: %q by its characters, %q by all patterns", s, got, want)
		}
		if want != "" {
			named++
		}
	}
	if named < 5000 {
		t.Errorf("only %d texts were anything", named)
	}
}
