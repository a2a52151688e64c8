package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/pflag"
)

// settle gives flags that were not on the command line their value from the environment, or from a configuration file:
// a flag goes before CALLREADY_NAME, and that before the file.
func settle(fs *pflag.FlagSet, getenv func(string) string) error {
	path, _ := fs.GetString("config")
	if path == "" && fs.Lookup("config") != nil {
		path = getenv("CALLREADY_CONFIG")
	}
	file, err := readConfig(path)
	if err != nil {
		return usage(err)
	}
	for _, name := range slices.Sorted(maps.Keys(file)) {
		f := fs.Lookup(name)
		if f == nil || name == "config" || name == "help" {
			return usage(fmt.Errorf("%s: unknown setting %q", path, name[:min(len(name), settingMost)]), fmt.Sprintf("settings have the names of the flags: callready %s --help", fs.Name()))
		}
	}
	var errs []error
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "config" || f.Name == "help" {
			return
		}
		env := "CALLREADY_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if v := getenv(env); v != "" {
			if err := fs.Set(f.Name, v); err != nil {
				errs = append(errs, fmt.Errorf("%s=%q: %w", env, v, err))
			}
			return
		}
		if v, ok := file[f.Name]; ok {
			if err := setAll(fs, f.Name, v); err != nil {
				errs = append(errs, fmt.Errorf("%s: %s: %w", path, f.Name, err))
			}
		}
	})
	if err := errors.Join(errs...); err != nil {
		return usage(err)
	}
	return nil
}

// configMost bounds a configuration file, and settingMost what is said of the name of a setting, in bytes.
const (
	configMost  = 1 << 20
	settingMost = 80
)

// readConfig reads a configuration file: a flat TOML table with the names of the flags.
func readConfig(path string) (map[string]any, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, configMost+1))
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	if len(data) > configMost {
		return nil, fmt.Errorf("%s is too large for a configuration", path)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // as editors on Windows begin a file
	var m map[string]any
	if err := toml.Unmarshal(data, &m); err != nil {
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			row, col := at.Position()
			return nil, fmt.Errorf("%s:%d:%d: %w", path, row, col, err)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// setAll sets a flag from a value of the configuration; a list sets it once for each entry.
func setAll(fs *pflag.FlagSet, name string, v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, v := range list {
		switch v.(type) {
		case string, bool, int64, float64:
		default:
			return fmt.Errorf("a %T is no value for a flag", v)
		}
		if err := fs.Set(name, fmt.Sprint(v)); err != nil {
			return err
		}
	}
	return nil
}
