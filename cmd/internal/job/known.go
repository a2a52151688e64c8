package job

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// unread says what the TOML library found wrong, in the job file's words.
func unread(name string, err error) error {
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok && len(strict.Errors) > 0 {
		e := &strict.Errors[0]
		row, _ := e.Position()
		key := strings.Join(e.Key(), ".")
		out := &ConfigError{File: name, Line: row, Err: fmt.Errorf("unknown setting %q", key)}
		if near := Nearest(key, settings()); near != "" {
			out.Hint = fmt.Sprintf("did you mean %s?", near)
		}
		return out
	}
	if at, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, _ := at.Position()
		return &ConfigError{File: name, Line: row, Err: err}
	}
	return &ConfigError{File: name, Err: err}
}

// settings gives the names of all settings, with their table in front.
func settings() []string {
	var out []string
	var walk func(t reflect.Type, prefix string)
	walk = func(t reflect.Type, prefix string) {
		for f := range t.Fields() {
			name := prefix + f.Tag.Get("toml")
			if f.Type.Kind() == reflect.Struct {
				walk(f.Type, name+".")
				continue
			}
			out = append(out, name)
		}
	}
	walk(reflect.TypeFor[file](), "")
	return out
}

// Nearest gives the word that a wrong one was meant to be, "" where none is near. A setting in the wrong table is near.
func Nearest(word string, words []string) string {
	fold := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", "_") }
	last := func(s string) string { return s[strings.LastIndexByte(s, '.')+1:] }
	best, least := "", 0
	for _, w := range words {
		d := min(distance(fold(word), fold(w)), distance(fold(last(word)), fold(last(w))))
		if best == "" || d < least {
			best, least = w, d
		}
	}
	if best == "" || least > max(1, len(last(word))/3) {
		return ""
	}
	return best
}

// distance is the number of letters to insert, delete or replace, or of neighbours to swap.
func distance(a, b string) int {
	before, row := []int(nil), make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for k := range len(b) {
			cost := 1
			if a[i] == b[k] {
				cost = 0
			}
			next[k+1] = slices.Min([]int{row[k] + cost, row[k+1] + 1, next[k] + 1})
			if i > 0 && k > 0 && a[i] == b[k-1] && a[i-1] == b[k] {
				next[k+1] = min(next[k+1], before[k-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
