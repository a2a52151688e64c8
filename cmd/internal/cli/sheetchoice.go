package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/tablefile"
)

// chooseSheet picks the sheet of a workbook that looks most like contacts: one whose columns a profile can bind before one
// without phone columns, one that is shown before a hidden one, then the best guess of a profile, then the one with more
// rows, then the first.
func (o *tableFlags) chooseSheet(sheets []tablefile.Sheet) int {
	best, at := -1.0, 0
	for i := range sheets {
		if s := o.weigh(&sheets[i]); s > best {
			best, at = s, i
		}
	}
	return at
}

func (o *tableFlags) weigh(s *tablefile.Sheet) float64 {
	if s.Header == nil {
		return 0
	}
	sample := profile.Sample(s.Sample)
	guesses := profile.Detect(s.Header, sample)
	score := 0.1
	if len(guesses) > 0 {
		score += guesses[0].Score
		b, err := guesses[0].Profile.Bind(s.Header, sample, profile.Options{Phones: o.Phones, Primary: o.Primary, Key: o.Key, Country: o.Country})
		if _, none := errors.AsType[*profile.NoPhoneError](err); !none && b != nil && len(b.Phones) > 0 {
			score += 100
		}
	}
	if !s.Hidden {
		score += 10
	}
	return score + 0.2*float64(min(len(s.Sample), 50))/50
}

// fit refuses flags that say nothing of any file that was opened: who gives them means another file.
func (o *tableFlags) fit(files []tablefile.Table) error {
	books := 0
	for _, f := range files {
		if _, ok := f.(*tablefile.Workbook); ok {
			books++
		}
	}
	few := files[0].Name()
	if n := len(files); n > 1 {
		few = fmt.Sprintf("%s and %d more", few, n-1)
	}
	textual := books == 0
	switch {
	case textual && o.Sheet != "":
		return usage(fmt.Errorf("--sheet names a sheet of a workbook, and %s is delimited text", few), "leave it out")
	case textual && o.PasswordFile != "":
		return usage(fmt.Errorf("--password-file opens a workbook, and %s is delimited text", few), "leave it out")
	case books == len(files) && o.Encoding != "":
		return usage(fmt.Errorf("--encoding is for delimited text, and %s is a workbook", few), "leave it out")
	case books == len(files) && o.Delimiter != "":
		return usage(fmt.Errorf("--delimiter is for delimited text, and %s is a workbook", few), "leave it out")
	}
	return nil
}

// passwordMost bounds a password file; nobody has a longer password.
const passwordMost = 4096

// readPassword gives the first line of a file, without its line end; "" for no file.
func readPassword(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	f, err := os.Open(name)
	if err != nil {
		return "", usage(fmt.Errorf("--password-file: %w", err))
	}
	defer f.Close() //nolint:errcheck // it was only read
	line, err := bufio.NewReader(io.LimitReader(f, passwordMost)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", usage(fmt.Errorf("--password-file: %w", err))
	}
	line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n")
	if line == "" {
		return "", usage(fmt.Errorf("--password-file %s is empty", name))
	}
	return line, nil
}
