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

// baseline runs one of the programs to measure against, in this process: read, copy or naive.
func baseline(name, in, out string) (err error) {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	r := csv.NewReader(f)
	r.ReuseRecord = true
	switch name {
	case "read", "copy", "naive":
	default:
		return fmt.Errorf("no part %q", name)
	}
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

// phoneColumns finds the columns of the generated file.
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

// regions are the countries as the naive cleaner knows them.
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
