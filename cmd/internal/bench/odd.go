package main

import (
	"bufio"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// odd is a file that is unlike any export, and what callready may take for it.
type odd struct {
	name, file string
	what       string
	write      func(w *bufio.Writer) // delimited text
	rows       iter.Seq[[]string]    // or a workbook with shared strings
	seconds    float64               // callready may take so long
	peak       int64                 // and so many MiB
	args       []string
}

const oddHeader = "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Country/Region,Notes\n"

// oddRow writes an ordinary contact, but for its phone, mobile and note, which are written as they are.
func oddRow(w *bufio.Writer, i int, phone, mobile, note string) {
	w.Write(fmt.Appendf(w.AvailableBuffer(), "%d,Ann%d,Smith%d,ann%d@example.com,%s,%s,Quartz %d,France,%s\n", 1001+i, i, i, i, phone, mobile, i/25, note))
}

// plain is a number in French reserved ranges.
func plain(i int) string { return fmt.Sprintf("01 99 00 %02d %02d", i/100%100, i%100) }

// longCell is a phone cell of 250 characters, of several forms.
func longCell(i int) string {
	words := []string{plain(i) + " / ", "ask for Ann, not Bob; ", "06 39 98 12 3" + strconv.Itoa(i%10) + " ", "ext 12 ", "(0)", "12-34-56-78 ", "call me ", "+33 ", "00 44 20 7946 0", "..", "1 2 3 4 5 6 7 8 9 "}
	var b strings.Builder
	for k := uint32(i); b.Len() < 250; k = k*1_664_525 + 1_013_904_223 {
		b.WriteString(words[int(k>>16)%len(words)])
	}
	return `"` + b.String()[:250] + `"`
}

// many writes so many contacts.
func many(rows int, cells func(i int) (phone, mobile, note string)) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		w.WriteString(oddHeader)
		for i := range rows {
			phone, mobile, note := cells(i)
			oddRow(w, i, phone, mobile, note)
		}
	}
}

// large writes a thousand contacts, the middle one with a quoted note of so many bytes in lines of a hundred.
func large(size int) func(w *bufio.Writer) {
	return many(1000, func(i int) (string, string, string) {
		if i != 500 {
			return plain(i), "", ""
		}
		line := strings.Repeat("x", 99) + "\n"
		return plain(i), "", `"` + strings.Repeat(line, size/len(line)) + `"`
	})
}

// wide writes rows of so many columns, the first with a name, the last with a phone number.
func wide(rows, columns int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row := make([]string, columns)
		for i := range columns {
			row[i] = "Property " + strconv.Itoa(i)
		}
		row[0], row[1], row[columns-1] = "Record ID", "Last Name", "Phone Number"
		for i := range rows + 1 {
			if !yield(row) {
				return
			}
			for k := range row {
				row[k] = "x"
			}
			row[0], row[1], row[columns-1] = strconv.Itoa(1001+i), "Smith"+strconv.Itoa(i), plain(i)
		}
	}
}

// joined writes rows as delimited text.
func joined(rows iter.Seq[[]string]) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		for row := range rows {
			for i, c := range row {
				if i > 0 {
					w.WriteByte(',')
				}
				w.WriteString(c)
			}
			w.WriteByte('\n')
		}
	}
}

// texts gives a sheet whose every text stands in it once: rows of 20 texts.
func texts(rows int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row := []string{"Record ID", "Last Name", "Phone Number", "Mobile Phone Number", "Country/Region"}
		for i := range 16 {
			row = append(row, "Property "+strconv.Itoa(i))
		}
		for i := range rows + 1 {
			if !yield(row) {
				return
			}
			for k := range row {
				row[k] = fmt.Sprintf("text %d of contact %d", k, i)
			}
			row[0], row[2], row[3], row[4] = strconv.Itoa(1001+i), fmt.Sprintf("+3319900%04d", i%10_000), fmt.Sprintf("06 39 98 %02d %02d", i/100%100, i%100), ""
		}
	}
}

// makeOdd makes the odd file of that name.
func makeOdd(name, file string) (err error) {
	for _, o := range oddities {
		if o.name != name {
			continue
		}
		if o.rows != nil && filepath.Ext(file) == ".xlsx" {
			return writeShared(file, o.rows)
		}
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		w := bufio.NewWriterSize(f, 1<<20)
		o.write(w)
		return errors.Join(w.Flush(), f.Close())
	}
	return fmt.Errorf("no odd file %q", name)
}
