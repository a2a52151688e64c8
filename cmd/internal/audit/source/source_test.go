package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/xlsxfile"
)

func write(t testing.TB, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "list")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// column reads one column of a kind.
func cellsOf(t *testing.T, f *File, k Kind, name string) []string {
	t.Helper()
	cols, err := f.As(k)
	if err != nil {
		t.Fatalf("%v (header %q)", err, f.Header())
	}
	var got []string
	for range 2 { // A file can be read again.
		got = nil
		if err := f.Each(context.Background(), func(r *Row) error {
			got = append(got, r.Text(cols.At(name)))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

// One list of users in every form that an admin may have it in.
func TestForms(t *testing.T) {
	want := []string{"ana@example.com", "bob@example.com"}
	deep := strings.Repeat(`{"data":`, 3) + `[{"name":"Ana","email":"ana@example.com"},{"name":"Bob","email":"bob@example.com"}]` + strings.Repeat("}", 3)
	for _, tt := range []struct {
		name, text string
		form       Form
	}{
		{"one page", `{"meta":{"count":2},"users":[{"id":1,"name":"Ana","email":"ana@example.com"},{"id":2,"name":"Bob","email":"bob@example.com"}]}`, JSON},
		{"meta behind", `{"users":[{"id":1,"email":"ana@example.com"},{"id":2,"email":"bob@example.com"}],"meta":{"count":2}}`, JSON},
		{"two pages", `{"meta":{},"users":[{"email":"ana@example.com"}]}` + "\n" + `{"meta":{},"users":[{"email":"bob@example.com"}]}`, JSON},
		{"pages in an array", `[{"meta":{},"users":[{"email":"ana@example.com"}]},{"meta":{},"users":[{"email":"bob@example.com"}]}]`, JSON},
		{"bare array", `[{"email":"ana@example.com"},{"email":"bob@example.com","name":"later key"}]`, JSON},
		{"one object a line", "{\"email\":\"ana@example.com\"}\n{\"email\":\"bob@example.com\"}\n", JSON},
		{"byte order mark", "\uFEFF[{\"email\":\"ana@example.com\"},{\"email\":\"bob@example.com\"}]", JSON},
		{"nested", deep, JSON},
		{"query result", `{"status":0,"result":{"records":[{"attributes":{"type":"User"},"Email":"ana@example.com"},{"Email":"bob@example.com"}],"totalSize":2,"done":true}}`, JSON},
		{"properties", `{"results":[{"id":"1","properties":{"email":"ana@example.com"}},{"id":"2","properties":{"email":"bob@example.com"}}],"paging":{}}`, JSON},
		{"lists within", `{"users":[{"id":1,"email":"ana@example.com","teams":[{"id":5,"users":[{"email":"no@example.com"}]}]},{"id":2,"email":"bob@example.com","tags":["a","b"]}]}`, JSON},
		{"CSV", "Name,Email\nAna,ana@example.com\nBob,bob@example.com\n", Table},
		{"CSV, French", "Nom;Adresse e-mail;Rôle\nAna;ana@example.com;Admin\nBob;bob@example.com;Agent\n", Table},
		{"CSV, German", "Vollständiger Name;E-Mail-Adresse\nAna;ana@example.com\nBob;bob@example.com\n", Table},
		{"CSV, Polish", "Imię i nazwisko;Adres e-mail\nAna;ana@example.com\nBob;bob@example.com\n", Table},
		{"other header", "Who,Where\nAna,ana@example.com\nBob,bob@example.com\n", Table},
		{"no header", "Ana,ana@example.com\nBob,bob@example.com\n", Table},
		{"lines", "Ana Lopez ana@example.com\nBob <bob@example.com>\n", Pasted},
		{"tabs", "Ana Lopez\tana@example.com\nBob\tbob@example.com\n", Pasted},
		{"name above", "Ana Lopez\nana@example.com\n\nBob\nbob@example.com\n", Pasted},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Open(context.Background(), write(t, tt.text), Options{Paste: true, SpoolDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if f.Form != tt.form {
				t.Errorf("form %s, want %s", f.Form, tt.form)
			}
			if d := cmp.Diff(want, cellsOf(t, f, Users, "email")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestWorkbook(t *testing.T) {
	name := filepath.Join(t.TempDir(), "users.xlsx")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w, err := xlsxfile.NewWriter(file, "Users", []string{"Name", "Email"})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append([]string{"Ana", "ana@example.com"}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), name, Options{Paste: true, SpoolDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d := cmp.Diff([]string{"ana@example.com"}, cellsOf(t, f, Users, "email")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Numbers copied off a screen: the name beside the number, or above it.
func TestPastedNumbers(t *testing.T) {
	for name, text := range map[string]string{
		"beside": "Sales\t+33 1 99 00 10 01\nSupport\t+33 1 99 00 10 02\n",
		"above":  "Sales\n+33 1 99 00 10 01\nSupport\n+33 1 99 00 10 02\n",
		"behind": "Sales +33 1 99 00 10 01\nSupport · +33 1 99 00 10 02\n",
		"before": "+33 1 99 00 10 01 Sales\n+33 1 99 00 10 02 Support\n",
	} {
		f, err := Open(context.Background(), write(t, text), Options{Paste: true})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"+33 1 99 00 10 01", "+33 1 99 00 10 02"}, cellsOf(t, f, Numbers, "number")); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if d := cmp.Diff([]string{"Sales", "Support"}, cellsOf(t, f, Numbers, "name")); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// The layouts of call exports that are known, and of the API.
func TestCallLayouts(t *testing.T) {
	for name, header := range map[string]string{
		"first":  "line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags",
		"second": "line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags,IVR Branch",
		"third":  "Line,datetime (tz offset incl.),number timezone,datetime (utc),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),voicemail,tags,ivr branch",
		"later":  "Call id (internal),Call id,line,datetime (utc),direction,from,to,answered,missed_call_reason,user,IVR Branch,IVR Widget,Waiting time,In-call duration,Team",
	} {
		f, err := Open(context.Background(), write(t, header+"\n"+strings.Repeat("x,", strings.Count(header, ","))+"x\n"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		cols, err := f.As(Calls)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := map[string]string{"direction": "direction", "from": "from", "to": "to", "answered": "answered", "missed": "missed_call_reason", "user": "user"}
		if name == "later" {
			want["id"], want["uuid"] = "Call id (internal)", "Call id"
		}
		for col, h := range want {
			if at := cols.At(col); at < 0 || !strings.EqualFold(f.Header()[at], h) {
				t.Errorf("%s: %s is column %d", name, col, at)
			}
		}
		if at := cols.At("time"); at < 0 || !strings.Contains(strings.ToLower(f.Header()[at]), "datetime (utc)") {
			t.Errorf("%s: the time is column %d", name, at)
		}
		_ = f.Close()
	}
}

// JSON that is no answer of an API ends in words, without much memory.
func TestDamagedJSON(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"cut off":  {`{"users":[{"id":1,"email":"a@exa`, "cut off or damaged"},
		"deep":     {strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100), "nested too deeply"},
		"arrays":   {"[" + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "]", "nested too deeply"},
		"long":     {`[{"a":"` + strings.Repeat("x", 3*tokenMost) + `"}]`, "more than"},
		"nothing":  {`{"users":[]}`, "no objects"},
		"no comma": {`[{"a":1} {"a":2}]`, "damaged"},
	} {
		_, err := Open(context.Background(), write(t, tt.text), Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{`{"users":[{"email":"a@example.com"}]}`, "[[{}]]", "Name,Email\nA,b@example.com\n", "Sales\n+33 1 99 00 10 01\n", "{\"a\":[1,{\"b\":[[]]}]}", "\uFEFF[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file, err := Open(context.Background(), write(t, s), Options{Paste: true})
		if err != nil {
			return
		}
		defer file.Close()
		rows := 0
		err = file.Each(context.Background(), func(r *Row) error {
			rows++
			for col := range file.Header() {
				_ = r.Cell(col)
			}
			return nil
		})
		if err != nil && file.Form == JSON {
			t.Fatalf("opened, and then: %v", err)
		}
		// One question for each input: all profiles are asked each time, which takes milliseconds.
		kinds := []Kind{Users, Numbers, Connected, IVR, Workflow, Calls, Logged}
		if i := len(s) % (len(kinds) + 1); i < len(kinds) {
			_, _ = file.As(kinds[i])
		} else {
			_ = file.LooksLike()
		}
	})
}
