package job

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// What a job writes for the CRM.
const (
	WriteReport  = "report"  // nothing: it checks and reports
	WriteUpdates = "updates" // updates of contacts; no contact is split
	WriteAll     = "all"     // new contacts too
)

// Which of the inputs that are there a run takes.
const (
	PickNewest = "newest"
	PickNew    = "new" // all that were not processed yet, as one
	PickAll    = "all" // all, as one
)

// What becomes of a run whose state is damaged.
const (
	DamageStop     = "stop"
	DamageContinue = "continue"
)

// Config is a job file. Paths are absolute.
type Config struct {
	File      string   // the job file itself
	Name      string   // letters, digits, - and _
	Input     []string // patterns of file names
	Pick      string
	Profile   string // "" for what [clean] or the file says
	Runs      string // folder
	Keep      Keep
	Write     string
	Limits    Limits
	FailOn    string // none, error, warning or info
	OnDamage  string
	OnSuccess []string // a command and its arguments; nil for none
	OnFailure []string
	Hook      time.Duration // how long these may take
	Settle    time.Duration // how long a file must have been left alone
	Metrics   string        // a file; "" for none
	Latest    string        // a link
	State     string        // a file
	Lang      string        // "" for that of the environment
	Clean     map[string]any
}

// StatePath gives the file of the job's state.
func (c *Config) StatePath() string { return c.State }

// Private gives the folder of what the job itself keeps.
func (c *Config) Private() string { return filepath.Join(c.Runs, "."+c.Name) }

// file is the job file as it is written.
type file struct {
	Name        string         `toml:"name"`
	Input       any            `toml:"input"`
	Pick        string         `toml:"pick"`
	Profile     string         `toml:"profile"`
	Runs        string         `toml:"runs"`
	Keep        any            `toml:"keep"`
	Write       string         `toml:"write"`
	FailOn      string         `toml:"fail_on"`
	OnDamage    string         `toml:"on_damage"`
	OnSuccess   []string       `toml:"on_success"`
	OnFailure   []string       `toml:"on_failure"`
	HookSeconds *int           `toml:"hook_seconds"`
	Settle      *int           `toml:"settle_seconds"`
	Metrics     string         `toml:"metrics"`
	Latest      string         `toml:"latest"`
	State       string         `toml:"state"`
	Lang        string         `toml:"lang"`
	Limits      limitsFile     `toml:"limits"`
	Clean       map[string]any `toml:"clean"`
}

// ConfigError says what is wrong with a job file. Hint may be "".
type ConfigError struct {
	File string
	Line int // 0 where it is not known
	Err  error
	Hint string
}

// Error says where and what.
func (e *ConfigError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.File, e.Err)
}

// Unwrap gives what is wrong.
func (e *ConfigError) Unwrap() error { return e.Err }

// configMost bounds a job file, in bytes.
const configMost = 1 << 20

// Load reads a job file. What is wrong with it is a [ConfigError].
func Load(name string) (*Config, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, &ConfigError{File: name, Err: err}
	}
	f, err := os.Open(abs)
	if err != nil {
		return nil, &ConfigError{File: name, Err: cause(err)}
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, configMost+1))
	if err != nil {
		return nil, &ConfigError{File: name, Err: cause(err)}
	}
	if len(data) > configMost {
		return nil, &ConfigError{File: name, Err: errors.New("too large for a job file")}
	}
	return Parse(name, abs, data)
}

// Parse reads the text of a job file; name is for messages, abs where it lies: relative paths are relative to that folder.
func Parse(name, abs string, data []byte) (*Config, error) {
	var f file
	dec := toml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, unread(name, err)
	}
	c := &Config{File: abs, Profile: f.Profile, OnSuccess: f.OnSuccess, OnFailure: f.OnFailure, Lang: f.Lang, Clean: f.Clean}
	wrong := func(err error, hint string) error { return &ConfigError{File: name, Err: err, Hint: hint} }
	if c.Name = f.Name; c.Name == "" {
		return nil, wrong(errors.New(`the job has no "name"`), `write a line such as name = "nightly"`)
	}
	if !nameForm.MatchString(c.Name) || windowsName(c.Name) {
		return nil, wrong(fmt.Errorf("name %q cannot be part of a file name everywhere", c.Name), "use up to 40 letters a to z, digits, - and _, a letter or digit first")
	}
	for _, w := range []struct {
		setting string
		to      *string
		value   string
		words   []string // the first one is the default
	}{
		{"pick", &c.Pick, f.Pick, []string{PickNewest, PickNew, PickAll}},
		{"write", &c.Write, f.Write, []string{WriteReport, WriteUpdates, WriteAll}},
		{"fail_on", &c.FailOn, f.FailOn, []string{"none", "error", "warning", "info"}},
		{"on_damage", &c.OnDamage, f.OnDamage, []string{DamageStop, DamageContinue}},
		{"lang", &c.Lang, f.Lang, []string{"", "en", "fr"}},
	} {
		if err := oneOf(w.to, w.value, w.words); err != nil {
			return nil, wrong(fmt.Errorf("%s %w", w.setting, err), "")
		}
	}
	var err error
	if c.Keep, err = parseKeep(f.Keep); err != nil {
		return nil, wrong(err, `write keep = 30 for so many runs, or keep = "90 days"`)
	}
	if c.Limits, err = f.Limits.parse(); err != nil {
		return nil, wrong(err, "")
	}
	if c.Hook, err = seconds("hook_seconds", f.HookSeconds, 60, 1, 3600); err != nil {
		return nil, wrong(err, "")
	}
	if c.Settle, err = seconds("settle_seconds", f.Settle, 10, 0, 900); err != nil {
		return nil, wrong(err, "")
	}
	for _, hook := range [][]string{c.OnSuccess, c.OnFailure} {
		if len(hook) > 0 && hook[0] == "" {
			return nil, wrong(errors.New("on_success and on_failure begin with the name of a program"), `write the program and its arguments as a list, such as ["/usr/local/bin/notify", "--now"]`)
		}
	}
	if err := c.paths(&f); err != nil {
		return nil, wrong(err, hintOf(err))
	}
	if c.Write == WriteAll && !c.Limits.New.Set {
		return nil, wrong(errors.New(`write = "all" creates contacts, and needs a limit for them`), "write max_new_contacts = 50, or a share such as \"2%\", under [limits]")
	}
	return c, nil
}

// nameForm is what a job may be called: its name is part of those of files.
var nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$`)

// windowsName tells whether Windows takes a name for a device.
func windowsName(name string) bool {
	switch up := strings.ToUpper(name); up {
	case "CON", "PRN", "AUX", "NUL":
		return true
	default:
		return len(up) == 4 && (strings.HasPrefix(up, "COM") || strings.HasPrefix(up, "LPT")) && up[3] >= '0' && up[3] <= '9'
	}
}

// oneOf takes one of a few words; "" stands for the first.
func oneOf(to *string, value string, words []string) error {
	for _, w := range words {
		if value == w || value == "" {
			*to = w
			return nil
		}
	}
	return fmt.Errorf("is %q, and must be %s", value, orList(words))
}

// orList writes words as a person would: "a", "b" or "c".
func orList(words []string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, `"`+w+`"`)
		}
	}
	return strings.Join(out[:len(out)-1], ", ") + " or " + out[len(out)-1]
}

// seconds reads a number of seconds.
func seconds(setting string, n *int, usual, least, most int) (time.Duration, error) {
	if n == nil {
		return time.Duration(usual) * time.Second, nil
	}
	if *n < least || *n > most {
		return 0, fmt.Errorf("%s must be between %d and %d", setting, least, most)
	}
	return time.Duration(*n) * time.Second, nil
}

// cause takes the path out of an error of the file system where the message names a better one.
func cause(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}
