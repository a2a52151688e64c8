package main

import "strings"

// oddities are the odd files, each with its bounds: several times what it takes on two cores, so that a busy machine stays
// within them.
var oddities = []odd{
	{
		name: "long-cells", file: "long-cells.csv", what: "20,000 contacts, both phone cells of 250 characters",
		write:   many(20_000, func(i int) (string, string, string) { return longCell(i), longCell(i + 7), "" }),
		seconds: 30, peak: 128,
	},
	{
		name: "letters", file: "letters.csv", what: "200,000 contacts, all phone cells letters",
		write: many(200_000, func(i int) (string, string, string) {
			return strings.Repeat("CALLUSNOW", 2)[i%9 : 9+i%10], "ask the front desk", ""
		}),
		seconds: 30, peak: 128,
	},
	{
		name: "one-number", file: "one-number.csv", what: "200,000 contacts with one number in both cells",
		write:   many(200_000, func(int) (string, string, string) { return "01 99 00 12 34", "+33199001234", "" }),
		seconds: 20, peak: 128,
	},
	{
		name: "one-person", file: "one-person.csv", what: "100,000 records of one person among 100,000 others, with 60,000 numbers",
		write: people(200_000, func(i int) bool { return i%2 == 0 }), seconds: 60, peak: 1024,
	},
	{
		name: "one-name", file: "one-name.csv", what: "100,000 people of one name and company with addresses of their own and 60,000 numbers",
		write: alike(100_000), seconds: 60, peak: 768,
	},
	{
		name: "torn", file: "torn.csv", what: "200,000 contacts, every tenth torn in two by a line end, a hundred blocks of short rows as Excel saves them",
		write: tornRows(200_000), seconds: 15, peak: 192,
	},
	{name: "long-quoted", file: "long-quoted.csv", what: "1,000 contacts, one quoted note of 10 MB", write: large(10_000_000), seconds: 10, peak: 256},
	{name: "huge-cell", file: "huge-cell.csv", what: "1,000 contacts, one quoted note of 60 MB", write: large(60_000_000), seconds: 20, peak: 768},
	{
		name: "unclosed", file: "unclosed.csv", what: "200,000 contacts, one unclosed quote in the hundredth",
		write: many(200_000, func(i int) (string, string, string) {
			if i == 99 {
				return plain(i), "", `"never closed`
			}
			return plain(i), "", "\"quoted, \"\"well\"\"\nand closed\""
		}),
		seconds: 30, peak: 256,
	},
	{name: "wide", file: "wide.csv", what: "200 contacts of 16,384 columns", write: joined(wide(200, 16_384)), seconds: 15, peak: 256},
	{name: "wide-sheet", file: "wide.xlsx", what: "the same as a workbook", rows: wide(200, 16_384), seconds: 15, peak: 256},
	{name: "once-used", file: "once-used.xlsx", what: "workbook with 1,000,000 shared strings, each used once", rows: texts(52_000), seconds: 20, peak: 384, args: []string{"--whole"}},
}
