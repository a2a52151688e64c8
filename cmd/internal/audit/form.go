package audit

import (
	"cmp"
	"context"
	"encoding/csv"
	"maps"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/normalize/phone"
)

// FormFile is a file to fill in.
type FormFile struct {
	Name string
	Text string
}

// seen is what calls show of the company.
type seen struct {
	lines  map[string]line
	users  map[string]string // name → e-mail
	routes map[string]bool   // IVR and branch, parted by a zero byte
}

// seenMost bounds what is taken from the calls.
const seenMost = 10_000

// Forms gives the files to fill in for an audit, with what the calls show already filled in. opt needs no more than Calls,
// which may be "", and Lang.
func Forms(ctx context.Context, opt Options) ([]FormFile, error) {
	book, err := Texts()
	if err != nil {
		return nil, err
	}
	v := book.In(opt.Lang.String())
	s := &seen{lines: map[string]line{}, users: map[string]string{}, routes: map[string]bool{}}
	if opt.Calls != "" {
		if err := s.look(ctx, &opt); err != nil {
			return nil, err
		}
	}
	tables := []struct {
		name string
		rows [][]string
	}{
		{"aircall-users.csv", s.userRows()},
		{"crm-users.csv", [][]string{{"name", "email", "active", "role"}}},
		{"numbers.csv", s.lineRows([]string{"name", "number", "ivr"}, func(l *line) string {
			if l.ivr {
				return v.Say("word.yes")
			}
			return ""
		})},
		{"connected.csv", s.lineRows([]string{"name", "number", "connected"}, func(*line) string { return "" })},
		{"ivr.csv", s.routeRows()},
		{"workflow.csv", settingRows()},
	}
	var files []FormFile
	readme := []string{v.Say("init.head"), "", v.Say("init.what"), "", "  callready audit --config audit.toml", ""}
	for _, t := range tables {
		var b strings.Builder
		w := csv.NewWriter(&b)
		if err := w.WriteAll(t.rows); err != nil {
			return nil, err
		}
		files = append(files, FormFile{t.name, mark + b.String()})
		readme = append(readme, "  "+t.name, "      "+v.Say("init."+strings.TrimSuffix(t.name, ".csv")))
	}
	readme = append(readme, "  audit.toml", "      "+v.Say("init.audit"), "")
	return append(files, FormFile{"audit.toml", configText(v.Say("init.toml"), opt.Calls)}, FormFile{"README.txt", strings.Join(readme, "\n")}), nil
}

// look reads the calls for lines, users and IVRs.
func (s *seen) look(ctx context.Context, opt *Options) error {
	phones, err := phone.NewReader(opt.Phone)
	if err != nil {
		return err
	}
	f, err := source.Open(ctx, opt.Calls, source.Options{Stdin: opt.Stdin, SpoolDir: opt.Temp, Password: opt.Password, Kind: source.Calls})
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	calls, err := openCalls(f, newDialer(phones))
	if err != nil {
		return err
	}
	return calls.each(ctx, func(r *raw) error {
		key := first(r.line.number, fold(r.line.name))
		if old, ok := s.lines[key]; key != "" && (ok || len(s.lines) < seenMost) {
			l := r.line
			l.name, l.ivr = first(old.name, l.name), old.ivr || l.ivr || r.branch != ""
			if old.name != "" && l.name > r.line.name && r.line.name != "" {
				l.name = r.line.name // the same, whatever the order of the rows
			}
			s.lines[key] = l
		}
		if r.branch != "" && len(s.routes) < seenMost {
			s.routes[r.Line+"\x00"+r.branch] = true
		}
		if name := first(r.User, r.email); name != "" && len(s.users) < seenMost {
			s.users[name] = first(s.users[name], r.email)
		}
		return nil
	})
}

func (s *seen) userRows() [][]string {
	rows := [][]string{{"name", "email", "role"}}
	for _, name := range slices.Sorted(maps.Keys(s.users)) {
		rows = append(rows, guard([]string{name, s.users[name], ""}))
	}
	return rows
}

func (s *seen) lineRows(header []string, last func(l *line) string) [][]string {
	list := slices.SortedFunc(maps.Values(s.lines), func(a, b line) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.number, b.number))
	})
	rows := [][]string{header}
	for i := range list {
		rows = append(rows, guard([]string{list[i].name, list[i].number, last(&list[i])}))
	}
	return rows
}

func (s *seen) routeRows() [][]string {
	rows := [][]string{{"ivr", "branch", "routes to"}}
	for _, r := range slices.Sorted(maps.Keys(s.routes)) {
		ivr, branch, _ := strings.Cut(r, "\x00")
		rows = append(rows, guard([]string{ivr, branch, ""}))
	}
	return rows
}

func settingRows() [][]string {
	rows := [][]string{{"setting", "value"}}
	for _, t := range callTypes {
		rows = append(rows, []string{string(t), ""})
	}
	return append(rows, []string{"business_hours_only", ""}, []string{"unknown_number", ""}, []string{"integration_status", ""})
}

// configText gives audit.toml.
func configText(head, calls string) string {
	var b strings.Builder
	b.WriteString("# " + head + "\n\n")
	entry := func(mark, name, value string) {
		b.WriteString(mark + name + strings.Repeat(" ", 14-len(name)) + "= " + value + "\n")
	}
	entry("# ", "contacts", `"contacts.csv"`)
	entry("# ", "schema", `["contact.json", "task.json"]`)
	entry("# ", "logged", `"logged.csv"`)
	entry("# ", "plan", `["aircall=Professional", "crm=Enterprise"]`)
	entry("# ", "installer", `"ana@example.com"`)
	if calls == "" || calls == "-" {
		entry("# ", "calls", `"calls.csv"`)
	} else {
		entry("", "calls", quoteTOML(calls))
	}
	for _, name := range []string{"aircall-users", "crm-users", "numbers", "connected", "ivr", "workflow"} {
		entry("", name, `"`+name+`.csv"`)
	}
	return b.String()
}

// quoteTOML writes a path as a string of TOML.
func quoteTOML(s string) string {
	if !strings.ContainsAny(s, "'\n\r") {
		return "'" + s + "'"
	}
	return "\"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`).Replace(s) + "\""
}
