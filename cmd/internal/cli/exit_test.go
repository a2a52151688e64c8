package cli

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"
)

// The exit codes are an interface. Whatever fails leaves no run folder behind, and says why.
func TestExit(t *testing.T) {
	const head = "Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,Country/Region\n"
	files := map[string]string{
		"dirty.csv":     head + "101,Ana,Lopez,01 99 00 12 34 / 06 55 50 12 34,,France\n102,Bob,Muller,06 55 50 XXXX,,France\n",
		"fine.csv":      head + "102,Bob,Muller,+33199001235,,France\n",
		"unread.csv":    head + "102,Bob,Muller,06 55 50 XXXX,,France\n",
		"nokey.csv":     strings.Replace(head, "Record ID,", "", 1) + "Ana,Lopez,01 99 00 12 34,,France\n",
		"bad.csv":       head + "101,Ana,Lopez,+33199001234,,France\n102,Bob\n103,Cleo,Roux,+33199001235,,France\n",
		"orders.csv":    "Order,Customer,Amount\nSO-1,Ana,12.50\nSO-2,Bob,13.50\nSO-3,Cleo,14.50\n",
		"mixed.csv":     head + "101,Ana,Lopez,01 99 00 12 34,,France\nRecord ID,First Name,Last Name,Mobile Phone Number,Phone Number,Country/Region\n102,Bob,Muller,06 55 50 12 34,,France\n",
		"labels.csv":    head + "Record ID,First name,Last name,Phone Number,Mobile Phone Number,Country\n101,Ana,Lopez,01 99 00 12 34,,France\n",
		"named.csv":     head + "101,Phone Number,Record ID,01 99 00 12 34,,France\n",
		"colons.csv":    strings.ReplaceAll(head, ",", ":") + "101:Ana:Lopez:01 99 00 12 34::France\n",
		"empty.csv":     "",
		"headless.csv":  "101,Ana,Lopez,01 99 00 12 34,ana@example.com\n102,Bob,Muller,01 99 00 12 35,bob@example.com\n103,Cleo,Petit,01 99 00 12 36,cleo@example.com\n",
		"page.csv":      "<!DOCTYPE html><html><head><title>Log in</title></head><body>Please log in</body></html>\n",
		"book.csv":      workbook(t),
		"bad.toml":      "splitt = \"off\"\n",
		"broken.toml":   "split = \n",
		"setting.toml":  "split = \"sometimes\"\n",
		"marked.toml":   "\uFEFFsplit = \"off\"\n",
		"profile.toml":  "name = 3\n",
		"keys.txt":      "101\n",
		"header.csv":    head,
		"generic.csv":   "First name,Last name,Phone\nAna,Lopez,01 99 00 12 34\nBob,Muller,01 99 00 12 35\n",
		"canClear.toml": "name = \"mine\"\nextends = \"generic\"\nblank = \"often\"\n",
	}
	clean := func(args ...string) []string { return append([]string{"clean", "-q"}, args...) }
	for _, tt := range []struct {
		name string
		args []string
		env  map[string]string
		want int
		says string // part of what is said on standard error
	}{
		{name: "no arguments: help", args: []string{}, want: 0},
		{name: "help", args: []string{"--help"}, want: 0},
		{name: "help of clean", args: []string{"help", "clean"}, want: 0},
		{name: "version", args: []string{"version"}, want: 0},
		{name: "profiles", args: []string{"profile", "list"}, want: 0},
		{name: "profile without more: help", args: []string{"profile"}, want: 0},
		{name: "a run", args: clean("dirty.csv"), want: 0},
		{name: "a run with nothing to do", args: clean("fine.csv"), want: 0},
		{name: "a run over a header alone", args: clean("header.csv"), want: 0},
		{name: "a dry run", args: clean("--dry-run", "dirty.csv"), want: 0},
		{name: "bad rows do not fail a run", args: clean("bad.csv"), want: 0},
		{name: "inspect", args: []string{"inspect", "dirty.csv"}, want: 0},
		{name: "inspect of two files", args: []string{"inspect", "dirty.csv", "fine.csv"}, want: 0},
		{name: "check, nothing pending", args: clean("--check", "fine.csv"), want: 0},
		{name: "check, a cell for a person only", args: clean("--check", "unread.csv"), want: 0},
		{name: "fail on error, only warnings", args: clean("--fail-on", "error", "dirty.csv"), want: 0},
		{name: "fail on warning, nothing found", args: clean("--fail-on", "warning", "fine.csv"), want: 0},
		{name: "fail on none", args: clean("--fail-on", "none", "bad.csv"), want: 0},
		{name: "guard, not reached", args: clean("--split", "one", "--max-new", "1", "dirty.csv"), want: 0},
		{name: "guard as a share, not reached", args: clean("--split", "one", "--max-new", "50%", "dirty.csv"), want: 0},

		{name: "a file that is not there", args: clean("no-such.csv"), want: 1, says: "no-such.csv"},
		{name: "a folder", args: clean("."), want: 1},
		{name: "an empty file", args: clean("empty.csv"), want: 1, says: "empty"},
		{name: "two exports in one, with other columns", args: clean("mixed.csv"), want: 1, says: "mixed.csv has another header in line 3"},
		{name: "inspect of two exports in one", args: []string{"inspect", "mixed.csv"}, want: 1, says: "cut the file before that line"},
		{name: "two header rows with the same columns", args: clean("labels.csv"), want: 0},
		{name: "a contact with the names of columns", args: clean("named.csv"), want: 0},
		{name: "a web page", args: clean("page.csv"), want: 1, says: "HTML"},
		{name: "a sheet of what is no workbook", args: clean("--sheet", "Contacts", "dirty.csv"), want: 2, says: "is delimited text"},
		{name: "a broken workbook", args: clean("book.csv"), want: 1, says: "workbook"},
		{name: "colons between the cells", args: clean("colons.csv"), want: 1, says: "only one column was seen"},
		{name: "no phone column", args: clean("orders.csv"), want: 1, says: "phone"},
		{name: "inspect a file that is not there", args: []string{"inspect", "no-such.csv"}, want: 1, says: "no-such.csv"},
		{name: "inspect without a phone column", args: []string{"inspect", "orders.csv"}, want: 1, says: "phone"},

		{name: "an unknown command", args: []string{"cleen", "dirty.csv"}, want: 2, says: "clean"},
		{name: "an unknown flag", args: clean("--no-such-flag", "dirty.csv"), want: 2, says: "unknown flag"},
		{name: "an unknown flag of the program", args: []string{"--no-such-flag"}, want: 2, says: "unknown flag"},
		{name: "no file", args: clean(), want: 2, says: "no file given"},
		{name: "an empty name", args: clean(""), want: 2, says: "the name of a file is empty"},
		{name: "two files with other columns", args: clean("dirty.csv", "nokey.csv"), want: 2, says: "do not have the same columns"},
		{name: "a file twice", args: clean("dirty.csv", "dirty.csv"), want: 2, says: "given twice"},
		{name: "standard input twice", args: clean("-", "-"), want: 2, says: "more than once"},
		{name: "a pattern that no file matches", args: clean("nothing-*.csv"), want: 2, says: "no file has a name like"},
		{name: "inspect of files with other columns", args: []string{"inspect", "dirty.csv", "nokey.csv"}, want: 2, says: "do not have the same columns"},
		{name: "inspect without a file", args: []string{"inspect"}, want: 2, says: "no file given"},
		{name: "an argument too many", args: []string{"profile", "list", "x"}, want: 2},
		{name: "an argument too many for version", args: []string{"version", "x"}, want: 2},
		{name: "show without a name", args: []string{"profile", "show"}, want: 2},
		{name: "show what is not there", args: []string{"profile", "show", "nothing"}, want: 2, says: "profile list"},
		{name: "an unknown subcommand", args: []string{"profile", "lits"}, want: 2},
		{name: "check with out", args: clean("--check", "-o", "out", "dirty.csv"), want: 2, says: "--check"},
		{name: "check with dry run", args: clean("--check", "--dry-run", "dirty.csv"), want: 2, says: "--dry-run"},
		{name: "check with whole", args: clean("--check", "--whole", "dirty.csv"), want: 2, says: "--check"},
		{name: "dry run with whole", args: clean("--dry-run", "--whole", "dirty.csv"), want: 2, says: "--dry-run"},
		{name: "a language that is not there", args: clean("--lang", "xx", "dirty.csv"), want: 2, says: "en or fr"},
		{name: "an encoding that is not there", args: clean("--encoding", "nonsense", "dirty.csv"), want: 2, says: "nonsense"},
		{name: "a delimiter that is none", args: clean("-d", "xx", "dirty.csv"), want: 2, says: "comma"},
		{name: "a country without numbers", args: clean("--region", "AQ", "dirty.csv"), want: 2, says: "AQ"},
		{name: "a country that is none", args: clean("--region", "Xyzzy", "dirty.csv"), want: 2, says: "no country"},
		{name: "a country with a slip", args: clean("--region", "Frnace", "dirty.csv"), want: 2, says: "no country"},
		{name: "upgrades of no country", args: clean("--upgrades", "Xyzzy", "dirty.csv"), want: 2, says: "no country"},
		{name: "a line type that is none", args: clean("--refuse", "premium,mobile", "dirty.csv"), want: 2, says: `"mobile" is no line type that can be refused: there are premium, shared-cost`},
		{name: "a guard that is no number", args: clean("--max-new", "abc", "dirty.csv"), want: 2, says: "5%"},
		{name: "a guard below zero", args: clean("--max-new", "-1", "dirty.csv"), want: 2, says: "5%"},
		{name: "a guard of too much", args: clean("--max-new", "101%", "dirty.csv"), want: 2, says: "5%"},
		{name: "a size that is none", args: clean("--max-bytes", "many", "dirty.csv"), want: 2, says: "20M"},
		{name: "no workers", args: clean("-j", "0", "dirty.csv"), want: 2, says: "--jobs"},
		{name: "a header line below zero", args: clean("--header-row", "-1", "dirty.csv"), want: 2, says: "--header-row"},
		{name: "rows below zero", args: clean("--max-rows", "-1", "dirty.csv"), want: 2, says: "--max-rows"},
		{name: "samples below zero", args: []string{"inspect", "--samples", "-1", "dirty.csv"}, want: 2, says: "--samples"},
		{name: "a split that is none", args: clean("--split", "sometimes", "dirty.csv"), want: 2, says: "readable"},
		{name: "a name without the name", args: clean("--child-name", "x", "dirty.csv"), want: 2, says: "{last}"},
		{name: "where without a value", args: clean("--where", "Country", "dirty.csv"), want: 2, says: "COLUMN=VALUE"},
		{name: "where with a column that is not there", args: clean("--where", "Nothing=1", "dirty.csv"), want: 2, says: "Nothing"},
		{name: "a file to skip that is not there", args: clean("--skip", "nothing.txt", "dirty.csv"), want: 2, says: "nothing.txt"},
		{name: "keys to skip, but no keys", args: clean("--skip", "keys.txt", "generic.csv"), want: 2, says: "--key"},
		{name: "a column that is not there", args: clean("--phone-columns", "Nothing", "dirty.csv"), want: 2, says: "Nothing"},
		{name: "a primary that is not there", args: clean("--primary", "Nothing", "dirty.csv"), want: 2, says: "Nothing"},
		{name: "a key that is not there", args: clean("--key", "Nothing", "dirty.csv"), want: 2, says: "Nothing"},
		{name: "extensions into the name", args: clean("--ext-column", "Last Name", "dirty.csv"), want: 2, says: "Last Name"},
		{name: "extensions into nothing", args: clean("--ext-column", "Nothing", "dirty.csv"), want: 2, says: "Nothing"},
		{name: "a profile that is not there", args: clean("--profile", "nothing", "dirty.csv"), want: 2, says: "profile list"},
		{name: "a profile file that is not there", args: clean("--profile", "./nothing.toml", "dirty.csv"), want: 2, says: "nothing.toml"},
		{name: "a profile file that is broken", args: clean("--profile", "./profile.toml", "dirty.csv"), want: 2, says: "profile.toml"},
		{name: "a profile file that says what cannot be", args: clean("--profile", "./canClear.toml", "dirty.csv"), want: 2, says: "often"},
		{name: "no record id", args: clean("--profile", "hubspot", "nokey.csv"), want: 2, says: "Record ID"},
		{name: "no column names", args: clean("headless.csv"), want: 2, says: "column names"},
		{name: "an unknown setting", args: clean("--config", "bad.toml", "dirty.csv"), want: 2, says: "splitt"},
		{name: "a configuration with a byte order mark", args: clean("--config", "marked.toml", "dirty.csv"), want: 0},
		{name: "a broken configuration", args: clean("--config", "broken.toml", "dirty.csv"), want: 2, says: "broken.toml:1"},
		{name: "a setting with a wrong value", args: clean("--config", "setting.toml", "dirty.csv"), want: 2, says: "readable"},
		{name: "a configuration that is not there", args: clean("--config", "nothing.toml", "dirty.csv"), want: 2, says: "nothing.toml"},
		{name: "a variable with a wrong value", args: clean("dirty.csv"), env: map[string]string{"CALLREADY_SPLIT": "sometimes"}, want: 2, says: "CALLREADY_SPLIT"},
		{name: "a folder that exists", args: clean("-o", "taken", "dirty.csv"), want: 2, says: "--force"},

		{name: "check, something pending", args: clean("--check", "dirty.csv"), want: 3},
		{name: "check with fail on warning", args: clean("--check", "--fail-on", "warning", "unread.csv"), want: 3},
		{name: "fail on warning", args: clean("--fail-on", "warning", "dirty.csv"), want: 3},
		{name: "fail on info", args: clean("--fail-on", "info", "dirty.csv"), want: 3},
		{name: "fail on error", args: clean("--fail-on", "error", "bad.csv"), want: 3},

		{name: "guard", args: clean("--split", "one", "--max-new", "0", "dirty.csv"), want: 4, says: "--max-new 0"},
		{name: "guard as a share", args: clean("--split", "one", "--max-new", "10%", "dirty.csv"), want: 4, says: "--max-new 10%"},
		{name: "guard of a check", args: clean("--check", "--split", "one", "--max-new", "0", "dirty.csv"), want: 4, says: "--max-new 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSession(t)
			s.env = tt.env
			for name, text := range files {
				s.write(name, text)
			}
			if err := os.MkdirAll(s.path("taken/work"), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Chdir(s.dir)
			if got := s.run(tt.args...); got != tt.want {
				t.Errorf("exit %d, want %d\n%s%s", got, tt.want, &s.stdout, &s.stderr)
			}
			if said := s.stderr.String(); !strings.Contains(said, tt.says) || tt.want == exitFailed && said == "" {
				t.Errorf("says %q, want %q in it", said, tt.says)
			}
			if tt.want != exitDone && tt.want != exitFindings {
				inFrench(t, s, tt.args, tt.want)
			}
			published := tt.want == exitDone || tt.want == exitFindings
			entries, err := os.ReadDir(".")
			if err != nil {
				t.Fatal(err)
			}
			if extra := len(entries) - len(files) - 1; extra > 1 || extra > 0 && !published {
				t.Errorf("%d more files or folders than before: %v", extra, entries)
			}
		})
	}
}

// workbook gives a file that begins as a workbook does.
func workbook(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("<x/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
