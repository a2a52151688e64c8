package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// baseline runs one of the programs to measure against, in this process.
func baseline(name, in, out string) (err error) {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	r := csv.NewReader(f)
	r.ReuseRecord = true
	if name == "read" {
		for {
			if _, err := r.Read(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	o, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	w := csv.NewWriter(o)
	head, err := r.Read()
	if err != nil {
		return err
	}
	phones, country := phoneColumns(head)
	for {
		if err := w.Write(head); err != nil {
			return err
		}
		if head, err = r.Read(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if name == "naive" {
			for _, col := range phones {
				head[col] = naive(head[col], head[country])
			}
		}
	}
	w.Flush()
	return w.Error()
}

func phoneColumns(head []string) (phones []int, country int) {
	for i, h := range head {
		switch {
		case strings.Contains(h, "Phone"):
			phones = append(phones, i)
		case strings.HasPrefix(h, "Country"):
			country = i
		}
	}
	return phones, country
}

var regions = map[string]string{"France": "FR", "United Kingdom": "GB", "Germany": "DE", "United States": "US", "": "FR"}

// naive is what everybody writes first.
func naive(cell, country string) string {
	if cell == "" {
		return cell
	}
	n, err := phonenumbers.Parse(cell, regions[country])
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return cell
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

// pythonScript is the naive cleaner in Python.
const pythonScript = `import csv, sys, phonenumbers as p
regions = {"France": "FR", "United Kingdom": "GB", "Germany": "DE", "United States": "US", "": "FR"}
with open(sys.argv[1], newline="", encoding="utf-8") as f, open(sys.argv[2], "w", newline="", encoding="utf-8") as o:
    r, w = csv.reader(f), csv.writer(o)
    head = next(r)
    w.writerow(head)
    phones = [i for i, h in enumerate(head) if "Phone" in h]
    country = next(i for i, h in enumerate(head) if h.startswith("Country"))
    for row in r:
        for i in phones:
            if row[i]:
                try:
                    n = p.parse(row[i], regions[row[country]])
                    if p.is_valid_number(n):
                        row[i] = p.format_number(n, p.PhoneNumberFormat.E164)
                except p.NumberParseException:
                    pass
        w.writerow(row)
`

// usage is a measured run.
type usage struct {
	seconds, cpu float64
	peak         int64 // bytes
}

func (u usage) String() string {
	return fmt.Sprintf("%.2f s, %.2f s CPU, %d MiB", u.seconds, u.cpu, u.peak>>20)
}
