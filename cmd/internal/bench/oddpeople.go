package main

import (
	"bufio"
	"fmt"
)

// distinct is one of 60,000 numbers in French reserved ranges.
func distinct(i int) string {
	heads := []string{"01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98"}
	return fmt.Sprintf("%s %02d %02d", heads[i/10_000%len(heads)], i/100%100, i%100)
}

// people writes so many records, of which those that are the one person's have one name and address.
func people(rows int, one func(i int) bool) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		w.WriteString(oddHeader)
		for i := range rows {
			if one(i) {
				w.Write(fmt.Appendf(w.AvailableBuffer(), "%d,Ann,Smith,ann.smith@example.com,%s,,Quartz 1,France,\n", 1001+i, distinct(i)))
			} else {
				oddRow(w, i, distinct(i), "", "")
			}
		}
	}
}

// alike writes so many people of one name and company with addresses of their own.
func alike(rows int) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		w.WriteString(oddHeader)
		for i := range rows {
			w.Write(fmt.Appendf(w.AvailableBuffer(), "%d,Ann,Smith,ann.smith.%d@example.com,%s,,Quartz 1,France,\n", 1001+i, i, distinct(i)))
		}
	}
}

// tornRows writes contacts of which every tenth is torn in its company's name, and of each two thousand sixteen whole ones
// lack the separator of their note.
func tornRows(rows int) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		w.WriteString(oddHeader)
		for i := range rows {
			company, note := fmt.Sprintf("Quartz %d", i/25), ",x"
			switch {
			case i%2000 >= 22 && i%2000 < 38:
				note = ""
			case i%10 == 9:
				company = fmt.Sprintf("Quartz\n%d", i/25)
			}
			w.Write(fmt.Appendf(w.AvailableBuffer(), "%d,Ann%d,Smith%d,ann%d@example.com,%s,,%s,France%s\n", 1001+i, i, i, i, distinct(i), company, note))
		}
	}
}
