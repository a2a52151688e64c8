package job

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// IssuedName is the file in a run folder that names all new contacts which the job issued so far: with it the last run alone
// says what must not be issued again. It holds ids that are made from record id and number, no names and numbers.
const IssuedName = "issued.csv"

// Issued is what earlier runs issued.
type Issued struct {
	IDs     map[string]string // run by callready_id
	Numbers map[string]string // run by number in E.164, of the runs that are kept
}

// Len gives how many new contacts are known by id.
func (s *Issued) Len() int { return len(s.IDs) }

// ReadIssued collects what the kept runs from the one with the number since on issued.
func ReadIssued(kept []Kept, since int) (*Issued, error) {
	out := &Issued{IDs: map[string]string{}, Numbers: map[string]string{}}
	for i := range kept {
		k := &kept[i]
		if k.Afresh < since || k.Number < since { // of a time before the job began afresh
			continue
		}
		err := eachRow(filepath.Join(k.Path, IssuedName), []string{"callready_id", "run"}, func(row []string) {
			if _, ok := out.IDs[row[0]]; !ok {
				out.IDs[row[0]] = row[1]
			}
		})
		if err != nil {
			return nil, err
		}
		if k.Write != WriteAll {
			continue
		}
		if err := out.made(k); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// made collects the new contacts of a run, and those that callready refresh released of it.
func (s *Issued) made(k *Kept) error {
	folders := []string{k.Path}
	beside, err := os.ReadDir(filepath.Dir(k.Path))
	if err != nil {
		return fmt.Errorf("folder of the runs %q: %w", filepath.Dir(k.Path), cause(err))
	}
	for _, e := range beside {
		if strings.HasPrefix(e.Name(), filepath.Base(k.Path)+"-refresh") {
			folders = append(folders, filepath.Join(filepath.Dir(k.Path), e.Name()))
		}
	}
	for _, folder := range folders {
		err := eachRow(filepath.Join(folder, "undo", "created.csv"), []string{"number", "from", "callready_id"}, func(row []string) {
			if row[1] != "import" {
				return
			}
			s.Numbers[row[0]] = k.Run
			if _, ok := s.IDs[row[2]]; !ok && row[2] != "" {
				s.IDs[row[2]] = k.Run
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Table gives the content of issued.csv: what was issued before, and by this run.
func (s *Issued) Table(run string, ids []string) []byte {
	all := maps.Clone(s.IDs)
	if all == nil {
		all = map[string]string{}
	}
	for _, id := range ids {
		if _, ok := all[id]; !ok {
			all[id] = run
		}
	}
	var out strings.Builder
	out.WriteString("callready_id,run\n")
	for _, id := range slices.Sorted(maps.Keys(all)) {
		out.WriteString(id + "," + all[id] + "\n")
	}
	return []byte(out.String())
}

// eachRow hands out the cells of some columns of a table that this program wrote; one that is not there has no rows.
func eachRow(path string, columns []string, each func([]string)) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %q: %w", path, cause(err))
	}
	defer f.Close() //nolint:errcheck // it was only read
	var head [4096]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read %q: %w", path, cause(err))
	}
	text := strings.TrimPrefix(string(head[:n]), "\ufeff")
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(io.MultiReader(strings.NewReader(text), f))
	r.ReuseRecord, r.LazyQuotes = true, true
	for _, c := range []rune{';', '\t', '|'} {
		if strings.ContainsRune(first, c) {
			r.Comma = c
		}
	}
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("read %q: %w", path, err)
	}
	at := make([]int, len(columns))
	for i, name := range columns {
		if at[i] = slices.Index(header, name); at[i] < 0 {
			return fmt.Errorf("%q has no column %q", path, name)
		}
	}
	cells := make([]string, len(columns))
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %q: %w", path, err)
		}
		for i := range at {
			cells[i] = strings.Clone(row[at[i]])
		}
		each(cells)
	}
}
