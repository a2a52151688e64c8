package audit

import (
	"context"
	"fmt"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// linesMost bounds a list of the company's own numbers.
const linesMost = 200_000

// line is one of the company's own numbers.
type line struct {
	name      string
	number    string // E.164, "" if not known
	ivr       bool
	connected tri
}

// title names a line for people.
func (l *line) title() string {
	switch {
	case l.name != "" && l.number != "":
		return l.name + " (" + l.number + ")"
	case l.name != "":
		return l.name
	}
	return l.number
}

// lineList is the company's own numbers, found by number or by name.
type lineList struct {
	lines    []line
	byNumber map[string]int
	byName   map[string]int // -1 for several
	column   bool           // the file says which are connected
	tells    bool           // the file says which are IVRs
}

func newLines() *lineList {
	return &lineList{byNumber: map[string]int{}, byName: map[string]int{}}
}

func (l *lineList) add(n line) {
	at := len(l.lines)
	l.lines = append(l.lines, n)
	if _, ok := l.byNumber[n.number]; !ok && n.number != "" {
		l.byNumber[n.number] = at
	}
	if name := fold(n.name); name != "" {
		if _, ok := l.byName[name]; ok {
			l.byName[name] = -1
		} else {
			l.byName[name] = at
		}
	}
}

// says tells whether the list says of any number whether it is connected.
func (l *lineList) says() bool {
	for i := range l.lines {
		if l.lines[i].connected != unsaid {
			return true
		}
	}
	return false
}

// find gives a line by its number, else by its name; nil if there is none, or several of that name.
func (l *lineList) find(number, name string) *line {
	if l == nil {
		return nil
	}
	if at, ok := l.byNumber[number]; ok && number != "" {
		return &l.lines[at]
	}
	if at, ok := l.byName[fold(name)]; ok && at >= 0 && (number == "" || l.lines[at].number == "" || l.lines[at].number == number) {
		return &l.lines[at]
	}
	return nil
}

func readLines(ctx context.Context, f *source.File, kind source.Kind, tel *dialer) (*lineList, int64, error) {
	cols, err := f.As(kind)
	if err != nil {
		return nil, 0, err
	}
	list := newLines()
	list.column, list.tells = cols.Has("connected"), cols.Has("ivr") || cols.Has("kind")
	var rows int64
	err = f.Each(ctx, func(r *source.Row) error {
		rows++
		n := line{name: r.Text(cols.At("name"))}
		number := first(r.Text(cols.At("number")), r.Text(cols.At("other_number")))
		n.number = tel.read(number, r.Text(cols.At("country")))
		if n.number == "" && n.name == "" {
			n.name = number
		}
		ivr := r.Text(cols.At("ivr"))
		words := fold(ivr + " " + r.Text(cols.At("kind")))
		n.ivr = says(ivr) == yes || strings.Contains(words, "ivr") || strings.Contains(words, "svi")
		if cols.Has("connected") {
			n.connected = connection(r.Text(cols.At("connected")))
		} else if kind == source.Connected {
			n.connected = yes // The list is of those that are.
		}
		if n.name == "" && n.number == "" {
			return nil
		}
		if len(list.lines) == linesMost {
			return fmt.Errorf("%s has more than %d numbers", f.Name, linesMost)
		}
		list.add(n)
		return nil
	})
	if err == nil && rows > 0 && len(list.byNumber) == 0 { // names, and none of them is a number's
		if _, not := f.As(source.Users); not == nil {
			err = &source.WrongKindError{Name: f.Name, Wanted: kind, Is: source.Users}
		}
	}
	return list, rows, err
}

// connection reads whether a number is connected: yes or no, or the name of the integration that it is connected to.
func connection(s string) tri {
	if v := says(s); v != unsaid || s == "" {
		return v
	}
	if strings.Contains(fold(s), "not ") || strings.Contains(fold(s), "non ") {
		return no
	}
	return yes
}

// route is what an IVR does with a call.
type route struct {
	ivr, target line
	branch      string
}

// readRoutes reads what IVRs route to.
func readRoutes(ctx context.Context, f *source.File, tel *dialer) ([]route, int64, error) {
	cols, err := f.As(source.IVR)
	if err != nil {
		return nil, 0, err
	}
	var list []route
	var last line
	var rows int64
	err = f.Each(ctx, func(r *source.Row) error {
		rows++
		t := route{branch: r.Text(cols.At("branch"))}
		t.ivr = endpoint(tel, r.Text(cols.At("ivr")), r.Text(cols.At("ivr_number")))
		if t.ivr.title() == "" {
			t.ivr = last // a cell left blank below its IVR
		}
		last = t.ivr
		// Several targets may share a cell.
		number := r.Text(cols.At("target_number"))
		for _, name := range targets(r.Text(cols.At("target"))) {
			t.target = endpoint(tel, name, number)
			if t.target.title() == "" {
				continue
			}
			if t.ivr.title() == "" {
				continue
			}
			if len(list) == linesMost {
				return fmt.Errorf("%s has more than %d routes", f.Name, linesMost)
			}
			list = append(list, t)
		}
		return nil
	})
	return list, rows, err
}

// targets cuts a cell with several targets.
func targets(s string) []string {
	list := strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' || r == '|' })
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// endpoint reads a name, a number, or a name with its number behind it.
func endpoint(tel *dialer, name, number string) line {
	l := line{name: strings.TrimSpace(name), number: tel.read(number, "")}
	if l.number == "" {
		if n := tel.read(l.name, ""); n != "" {
			l.name, l.number = "", n
		} else if i := strings.IndexAny(l.name, "+("); i > 0 {
			if n := tel.read(strings.Trim(l.name[i:], "() "), ""); n != "" {
				l.name, l.number = strings.TrimSpace(l.name[:i]), n
			}
		}
	}
	return l
}
