package main

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/callready/callready/dedupe"
)

// Every number must be valid however it is written, or the file would measure how invalid ones are treated.
func TestNumbersAreValid(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range lands {
		l := &lands[i]
		for _, of := range []*lines{l.fixed, l.mobile} {
			for _, head := range of.heads {
				one := &lines{[]string{head}, of.national, of.world}
				for range 40 {
					x := draw(r, l, one)
					want := string(x.e164(nil))
					cell := string(x.append(nil, r))
					n, err := phonenumbers.Parse(cell, l.region)
					if err != nil || !phonenumbers.IsValidNumberForRegion(n, l.region) {
						t.Fatalf("%s: %q (%s, head %s) is not valid: %v", l.name, cell, want, head, err)
					}
					if got := phonenumbers.Format(n, phonenumbers.E164); got != want {
						t.Fatalf("%s: %q is read as %s, want %s", l.name, cell, got, want)
					}
				}
			}
		}
	}
}

// Numbers that come twice by chance would make the file unlike any export.
func TestFewNumbersComeTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the numbers of a million contacts")
	}
	const people = 1_000_000
	g := newMaker(people, 1)
	seen := dedupe.NewIndex(2 * people)
	var key []byte
	shared := 0 // contacts with a number that one before them has; as many again have it first
	for i := range people {
		p := g.person(i)
		twice := false
		for _, x := range []number{p.phone, p.mobile, p.whatsapp} {
			if x.n == 0 || x == p.company.board {
				continue
			}
			key = x.e164(key[:0])
			k, ok := dedupe.Key(key)
			if !ok {
				t.Fatalf("%s has no key", key)
			}
			if before := seen.Add(k, dedupe.Holder{Row: uint32(i + 1), Person: 1}); before != 0 {
				twice = true
			}
		}
		if twice {
			shared++
		}
	}
	if shared == 0 || shared*2 >= people/100 {
		t.Errorf("%d of %d contacts share a number by chance, want some, and less than 1 %%", shared*2, people)
	}
}

// The shares that are meant are those that the comment on generate states.
func TestShares(t *testing.T) {
	const rows = 50_000
	name := filepath.Join(t.TempDir(), "export.csv")
	if err := generate(name, rows, 3); err != nil {
		t.Fatal(err)
	}
	g := newMaker(rows, 3)
	board, second, numbers, exact := 0, 0, 0, 0
	firsts := map[string]bool{}
	for i := range rows {
		r := csv.NewReader(bytes.NewReader(g.row(i)))
		cells, err := r.Read()
		if err != nil {
			t.Fatalf("row %d: %v", i, err)
		}
		if got, want := len(cells), strings.Count(header, ",")+1; got != want {
			t.Fatalf("row %d has %d cells, want %d", i, got, want)
		}
		who := cells[1] + cells[2] + cells[7]
		if firsts[who] {
			second++
		}
		firsts[who] = true
		for _, c := range cells[4:7] {
			if c != "" {
				numbers++
			}
			if strings.HasPrefix(c, "+") && !strings.ContainsAny(c, " -") {
				exact++
			}
		}
		if p := g.person(i); p.phone.n > 0 && p.phone == p.company.board {
			board++
		}
	}
	near := func(what string, got, of int, want float64) {
		t.Helper()
		if share := float64(got) / float64(of); share < want*0.9 || share > want*1.1 {
			t.Errorf("%s: %.4f, want about %.4f", what, share, want)
		}
	}
	near("on a switchboard", board, rows, 0.04)
	near("second records", second, rows, 0.06)
	near("numbers a contact", numbers, rows, 1.7)
	near("in E.164", exact, numbers, 0.667)
	c, err := readCensus(name)
	if err != nil {
		t.Fatal(err)
	}
	if c.Rows != rows || c.Numbers != numbers || c.Distinct >= numbers || c.Distinct < numbers*9/10 || c.Index < int64(c.Distinct)*16 {
		t.Errorf("census %+v does not fit %d numbers", c, numbers)
	}
}
