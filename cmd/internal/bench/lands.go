package main

import (
	"math/rand/v2"
	"strings"
)

// lines is a kind of numbers of a country. Every number of every head is valid; a test asks the phone library.
type lines struct {
	heads    []string // how the national number begins, with n for a digit from 2 to 9; any digits follow
	national string   // how people write it at home, # for a digit of the national number
	world    string   // and abroad
}

// land is a country of the file.
type land struct {
	name          string // as the country column has it
	region        string
	code          string // calling code
	weight        int    // of a hundred companies
	fixed, mobile *lines
}

// american numbers are of one kind: nobody can tell a mobile from them.
func american() *lines {
	return &lines{heads: []string{
		"202n", "206n", "212n", "213n", "214n", "215n", "303n", "305n", "310n", "312n", "313n", "314n", "404n", "408n", "415n",
		"503n", "512n", "602n", "614n", "615n", "617n", "646n", "702n", "704n", "713n", "718n", "773n", "816n", "917n", "919n",
	}, national: "(###) ###-####", world: "+1 ###-###-####"}
}

// lands are the countries. Their ranges are wide, so that few numbers come twice by chance: of a million contacts less
// than one in a hundred has a number that another one has without meaning it.
var lands = []land{
	{
		name: "France", region: "FR", code: "33", weight: 50,
		fixed: &lines{[]string{"1", "3", "4n"}, "0# ## ## ## ##", "+33 # ## ## ## ##"},
		mobile: &lines{
			[]string{"60", "61", "62", "64", "65", "66", "67", "68", "73", "74", "75", "76", "77", "78", "79"},
			"0# ## ## ## ##", "+33 # ## ## ## ##",
		},
	},
	{
		name: "United Kingdom", region: "GB", code: "44", weight: 20,
		fixed: &lines{[]string{"203", "204", "207", "208"}, "0## #### ####", "+44 ## #### ####"},
		mobile: &lines{
			[]string{"740", "741", "742", "743", "746", "747", "748", "754", "755", "771", "774", "775", "780", "785", "790", "795"},
			"0#### ######", "+44 #### ######",
		},
	},
	{
		name: "Germany", region: "DE", code: "49", weight: 15,
		fixed:  &lines{[]string{"30n", "40n", "89n"}, "0## ########", "+49 ## ########"},
		mobile: &lines{[]string{"151", "157", "159", "176"}, "0### ########", "+49 ### ########"},
	},
	{name: "United States", region: "US", code: "1", weight: 15, fixed: american(), mobile: american()},
}

// number is a number of a country: its national digits, none for no number.
type number struct {
	land   *land
	of     *lines
	digits [12]byte
	n      int
}

// draw makes a number of a kind.
func draw(r *rand.Rand, l *land, of *lines) number {
	x := number{land: l, of: of, n: strings.Count(of.national, "#")}
	head := of.heads[r.IntN(len(of.heads))]
	for i := range x.n {
		switch {
		case i >= len(head):
			x.digits[i] = byte('0' + r.IntN(10))
		case head[i] == 'n':
			x.digits[i] = byte('2' + r.IntN(8))
		default:
			x.digits[i] = head[i]
		}
	}
	return x
}

// append writes the number: two in three in E.164, the others as people write them, most of them as at home.
func (x *number) append(b []byte, r *rand.Rand) []byte {
	switch style := r.IntN(12); {
	case x.n == 0:
		return b
	case style >= 4:
		return x.e164(b)
	case style == 0:
		return x.fill(b, x.of.world[:1+len(x.land.code)], x.of.world[1+len(x.land.code):])
	default:
		return x.fill(b, "", x.of.national)
	}
}

// fill writes a layout with the digits in it behind what comes first.
func (x *number) fill(b []byte, first, layout string) []byte {
	b, at := append(b, first...), 0
	for i := range len(layout) {
		c := layout[i]
		if c == '#' {
			c = x.digits[at]
			at++
		}
		b = append(b, c)
	}
	return b
}

// e164 writes the number as it should be.
func (x *number) e164(b []byte) []byte {
	if x.n == 0 {
		return b
	}
	b = append(append(b, '+'), x.land.code...)
	return append(b, x.digits[:x.n]...)
}
