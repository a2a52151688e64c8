package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// sampleRows is how many rows are looked at to find out what the columns hold.
const sampleRows = 400

// sampleMost is how many rows of a file are read to find those, where it repeats rows that were seen.
const sampleMost = 10 * sampleRows

// opened are the files of a run with what was found out about them.
type opened struct {
	files   []tablefile.Table
	places  [][]int32 // by file where the columns of the first one stand; nil where they stand as there
	sample  profile.Sample
	sampled map[string]bool // rows of the sample
	guesses []profile.Guess // best first; one, with score 1, where the user named the profile
	binding *profile.Binding
	guarded bool // the program that wrote the export put apostrophes before values: see [profile.File]
}

// close closes the files, which were only read.
func (t *opened) close() {
	for _, f := range t.files {
		_ = f.Close()
	}
}

// openTables opens files with the same columns and finds out what these are. spool is where standard input and compressed
// files go. The binding is there also beside an error about a missing key or phone column, so that inspect can show it.
func openTables(ctx context.Context, env *Env, names []string, spool string, o *tableFlags, childCopy []string) (*opened, error) {
	password, err := readPassword(o.PasswordFile)
	if err != nil {
		return nil, err
	}
	t, lang := new(opened), langOf(env, o.Lang.value)
	for _, name := range names {
		f, err := openTable(ctx, env, name, spool, password, o)
		if err != nil {
			return t, err
		}
		t.files = append(t.files, f)
	}
	if err := o.fit(t.files); err != nil {
		return t, err
	}
	for i, f := range t.files {
		if err := t.join(ctx, i, f, o); err != nil {
			if _, ok := errors.AsType[texted](err); ok {
				err = bindingError(err, lang)
			}
			return t, err
		}
	}
	if err := t.choose(o.Profile); err != nil {
		return t, err
	}
	t.binding, err = t.guesses[0].Profile.Bind(t.header(), t.sample, profile.Options{
		Phones: o.Phones, Primary: o.Primary, Key: o.Key, Country: o.Country, Child: childCopy,
	})
	if _, ok := errors.AsType[*profile.MissingKeyError](err); ok && o.Keyless {
		err = nil
	}
	if err != nil {
		return t, bindingError(err, lang)
	}
	whole := o.KeepGuards || t.binding.Key < 0 && !o.Keyless // Without record ids a corrected file is written.
	return t, t.unguard(ctx, whole)
}

// unguard takes the apostrophes that the program behind the export put before values for no part of them, unless they are to be kept.
func (t *opened) unguard(ctx context.Context, keep bool) error {
	signs := t.guesses[0].Profile.File.Guards
	if signs == "" {
		return nil
	}
	t.guarded = slices.ContainsFunc(t.sample, func(row []string) bool {
		return slices.ContainsFunc(row, func(value string) bool { return record.Guarded(value, signs) })
	})
	if keep {
		return nil
	}
	t.sample, t.sampled = nil, nil
	for i, f := range t.files {
		f.Unguard(signs)
		rows, err := t.look(ctx, f, t.places[i])
		if err != nil {
			return err
		}
		t.sample = append(t.sample, rows...)
	}
	return nil
}

// header gives the columns of the run: those of the first file.
func (t *opened) header() []string { return t.files[0].Header() }

// openTable opens one file.
func openTable(ctx context.Context, env *Env, name, spool, password string, o *tableFlags) (tablefile.Table, error) {
	f, err := tablefile.Open(ctx, name, env.Stdin, tablefile.Options{
		Delimiter: o.Delimiter.byte(), Encoding: o.Encoding, HeaderRow: o.HeaderRow, SpoolDir: spool,
		Sheet: o.Sheet, Password: password, Choose: o.chooseSheet,
	})
	if unknown, ok := errors.AsType[*charset.UnknownError](err); ok {
		return nil, usage(unknown)
	}
	if err != nil {
		return nil, refusal(err)
	}
	return f, nil
}

// join checks that the i-th file goes with those before it, and samples it.
func (t *opened) join(ctx context.Context, i int, f tablefile.Table, o *tableFlags) error {
	if d := f.Detected().Dialect; d.HeaderScore < 0.3 && o.HeaderRow == 0 {
		return usage(fmt.Errorf("%s: line %d holds data where the column names should be", f.Name(), max(1, d.HeaderRow)),
			"export again with column names, or name the line that holds them with --header-row")
	}
	for _, before := range t.files[:i] {
		same, err := tablefile.Same(ctx, before, f)
		if err != nil {
			return err
		}
		if same {
			return &twiceError{First: title(before.Name()), Other: title(f.Name())}
		}
	}
	places, err := matchColumns(title(t.files[0].Name()), title(f.Name()), t.header(), f.Header())
	if err != nil {
		return err
	}
	rows, err := t.look(ctx, f, places)
	if err != nil {
		return err
	}
	t.places, t.sample = append(t.places, places), append(t.sample, rows...)
	return nil
}

// title names a file in messages.
func title(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// refusal turns the refusal of a file into an error with its hint.
func refusal(err error) error {
	var r *tablefile.RefusedError
	if !errors.As(err, &r) || r.Hint == "" {
		return err
	}
	plain := *r
	plain.Hint = ""
	return failed(&plain, r.Hint)
}

// choose finds the profile: the one that the user named, or the best guess.
func (t *opened) choose(name string) error {
	switch {
	case name == "" || name == "auto":
		t.guesses = profile.Detect(t.header(), t.sample)
		if len(t.guesses) > 0 {
			return nil
		}
		name = profile.Generic
	case strings.ContainsAny(name, `/\.`):
		p, err := profile.Load(name)
		if err != nil {
			return usage(err)
		}
		t.guesses = []profile.Guess{{Profile: p, Score: 1}}
		return nil
	}
	p, err := profile.Find(name)
	if err != nil {
		return usage(err, "callready profile list shows the profiles; a file of your own needs a / or a dot in its name")
	}
	t.guesses = []profile.Guess{{Profile: p, Score: 1}}
	return nil
}

// texted is an error with a sentence in each language.
type texted interface {
	error
	Text() profile.Text
}

// bindingError gives an error about columns its exit code and its language.
func bindingError(err error, lang string) error {
	if err == nil {
		return nil
	}
	var t texted
	if !errors.As(err, &t) {
		return usage(err)
	}
	said := errors.New(t.Text().English)
	if lang == "fr" {
		said = errors.New(t.Text().French)
	}
	if _, ok := errors.AsType[*profile.NoPhoneError](err); ok {
		return failed(said)
	}
	return usage(said)
}

// look reads the first rows of a table that are not in the sample yet: what overlapping exports repeat says nothing more of the
// columns. places tells where its columns stand, nil as in the header.
func (t *opened) look(ctx context.Context, f tablefile.Table, places []int32) (profile.Sample, error) {
	r, err := f.Reader(ctx)
	if err != nil {
		return nil, err
	}
	var rows profile.Sample
	var b record.Batch
	if t.sampled == nil {
		t.sampled = map[string]bool{}
	}
	looked := 0
	for len(rows) < sampleRows && looked < sampleMost {
		if err := r.Read(&b); errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name(), err)
		}
		for i := range b.Records {
			if b.Records[i].Kind != record.Data {
				continue
			}
			row := make([]string, len(f.Header()))
			for col := range row {
				from := col
				if places != nil {
					from = int(places[col])
				}
				row[col] = b.String(i, from)
			}
			whole := strings.Join(row, "\x00")
			if looked++; t.sampled[whole] {
				continue
			}
			t.sampled[whole] = true
			if rows = append(rows, row); len(rows) == sampleRows {
				break
			}
		}
	}
	return rows, nil
}

// phoneReader makes the reader of phone cells that the flags ask for.
func phoneReader(o *tableFlags) (*phone.Reader, error) {
	opt := phone.Options{Possible: o.Valid.value == "possible", Vanity: o.Vanity, Ranges: o.Ranges, Refuse: o.Refuse.refuse}
	for _, r := range o.Regions {
		m, ok := country.Find(r)
		if !ok || m.Slip {
			return nil, usage(fmt.Errorf("--region %q is no country", r), "use two-letter codes such as FR, or names")
		}
		opt.Regions = append(opt.Regions, m.Region)
	}
	switch strings.ToLower(o.Upgrades) {
	case "on", "":
	case "off":
		opt.Upgrade = func(string) bool { return false }
	default:
		on := map[string]bool{}
		for r := range strings.SplitSeq(o.Upgrades, ",") {
			m, ok := country.Find(strings.TrimSpace(r))
			if !ok || m.Slip {
				return nil, usage(fmt.Errorf("--upgrades %q: %q is no country", o.Upgrades, r), "use on, off, or codes such as CI,BJ")
			}
			on[m.Region] = true
		}
		opt.Upgrade = func(region string) bool { return on[region] }
	}
	r, err := phone.NewReader(opt)
	if err != nil {
		return nil, usage(err, "use the codes of countries that have telephone numbers, such as FR")
	}
	return r, nil
}
