package source

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// value flattens a value into the cells of the object at hand.
func (w *walker) value(path string, t json.Token, depth int) error {
	if depth > depthMost {
		return errDeep
	}
	switch v := t.(type) {
	case json.Delim:
		if v == '[' {
			return w.list(path, depth)
		}
		for w.dec.More() {
			key, value, err := w.member()
			if err != nil {
				return err
			}
			at := path + "." + key
			if path == "properties" || path == "attributes" || path == "fields" {
				at = key // HubSpot and its like keep the fields of a record there
			}
			if err := w.value(at, value, depth+1); err != nil {
				return err
			}
		}
		_, err := w.token()
		return err
	case string:
		w.add(path, v)
	case json.Number:
		w.add(path, v.String())
	case bool:
		w.add(path, strconv.FormatBool(v))
	}
	return nil
}

// list flattens a list within an object: plain values into one cell, objects into columns by their place.
func (w *walker) list(path string, depth int) error {
	var plain []string
	for n := 1; w.dec.More(); n++ {
		t, err := w.token()
		if err != nil {
			return err
		}
		if _, nested := t.(json.Delim); !nested {
			if n <= columnsMost && t != nil {
				plain = append(plain, fmt.Sprint(t))
			}
			continue
		}
		kept := len(w.cells)
		if err := w.value(path+"."+strconv.Itoa(n), t, depth+1); err != nil {
			return err
		}
		if n > itemsMost {
			w.cells = w.cells[:kept]
		}
	}
	if len(plain) > 0 {
		w.add(path, strings.Join(plain, "; "))
	}
	_, err := w.token()
	return err
}

func (w *walker) add(path, value string) {
	if len(w.cells) < columnsMost {
		w.cells = append(w.cells, pair{path, value})
	}
}

// scan finds the columns of a JSON file, and takes a sample.
func (f *File) scan(ctx context.Context) error {
	at := map[string]int{}
	err := walkJSON(ctx, f.path, func(cells []pair) error {
		f.rows++
		for _, c := range cells {
			if _, ok := at[c.key]; !ok && len(f.header) < columnsMost {
				at[c.key] = len(f.header)
				f.header = append(f.header, c.key)
			}
		}
		if len(f.sample) < sampleRows {
			row := make([]string, len(f.header))
			for _, c := range cells {
				if i, ok := at[c.key]; ok {
					row[i] = strings.TrimSpace(c.value)
				}
			}
			f.sample = append(f.sample, row)
		}
		return nil
	})
	if err == nil && f.rows == 0 {
		return &DamagedError{Name: f.Name, What: Nothing}
	}
	return err
}

// eachObject is Each for JSON.
func (f *File) eachObject(ctx context.Context, fn func(r *Row) error) error {
	at := make(map[string]int, len(f.header))
	for i, h := range f.stored() {
		at[h] = i
	}
	row := Row{cells: make([]string, len(f.stored())), order: f.order}
	return walkJSON(ctx, f.path, func(cells []pair) error {
		clear(row.cells)
		for _, c := range cells {
			if i, ok := at[c.key]; ok {
				row.cells[i] = c.value
			}
		}
		row.N++
		return fn(&row)
	})
}
