package job

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Limit is a count, or a share in percent. The zero value is no limit.
type Limit struct {
	Set     bool
	Count   int64
	Percent float64 // used where it is above 0
}

// Exceeded tells whether n of all is over the limit. A share of nothing is exceeded by anything.
func (l Limit) Exceeded(n, all int64) bool {
	switch {
	case !l.Set:
		return false
	case l.Percent > 0:
		return float64(n)*100 > l.Percent*float64(all)
	default:
		return n > l.Count
	}
}

// String writes the limit as a job file has it.
func (l Limit) String() string {
	if l.Percent > 0 {
		return strconv.FormatFloat(l.Percent, 'f', -1, 64) + "%"
	}
	return strconv.FormatInt(l.Count, 10)
}

// Limits stop a run before anything is published.
type Limits struct {
	Changed      Limit // contacts that change, of those read
	New          Limit // new contacts, of those read
	Rejected     Limit // records that cannot be read, of all
	FewerRows    Limit // than in the last run, of its rows
	MoreChanged  Limit // than in the last run, of its changed contacts
	MoreNew      Limit
	MoreRejected Limit
	ColumnsGone  string        // stop or warn
	MaxTime      time.Duration // 0 for none
	MaxAge       time.Duration // of the newest input; 0 for none
	MinFree      int64         // bytes on the disk of the runs; 0 for what the inputs suggest
}

// What becomes of a run whose input lacks columns that the last one had.
const (
	ColumnsStop = "stop"
	ColumnsWarn = "warn"
)

type limitsFile struct {
	Changed      any    `toml:"max_changed"`
	New          any    `toml:"max_new_contacts"`
	Rejected     any    `toml:"max_rejected"`
	FewerRows    any    `toml:"max_fewer_rows"`
	MoreChanged  any    `toml:"max_more_changed"`
	MoreNew      any    `toml:"max_more_new_contacts"`
	MoreRejected any    `toml:"max_more_rejected"`
	ColumnsGone  string `toml:"columns_gone"`
	Minutes      *int   `toml:"max_minutes"`
	AgeHours     *int   `toml:"max_age_hours"`
	MinFree      any    `toml:"min_free"`
}

func (f *limitsFile) parse() (Limits, error) {
	var l Limits
	for _, e := range []struct {
		setting string
		to      *Limit
		value   any
	}{
		{"max_changed", &l.Changed, f.Changed},
		{"max_new_contacts", &l.New, f.New},
		{"max_rejected", &l.Rejected, f.Rejected},
		{"max_fewer_rows", &l.FewerRows, f.FewerRows},
		{"max_more_changed", &l.MoreChanged, f.MoreChanged},
		{"max_more_new_contacts", &l.MoreNew, f.MoreNew},
		{"max_more_rejected", &l.MoreRejected, f.MoreRejected},
	} {
		var err error
		if *e.to, err = parseLimit(e.value); err != nil {
			return l, fmt.Errorf("limits.%s %w", e.setting, err)
		}
	}
	if err := oneOf(&l.ColumnsGone, f.ColumnsGone, []string{ColumnsStop, ColumnsWarn}); err != nil {
		return l, fmt.Errorf("limits.columns_gone %w", err)
	}
	for _, e := range []struct {
		setting string
		to      *time.Duration
		value   *int
		unit    time.Duration
	}{{"max_minutes", &l.MaxTime, f.Minutes, time.Minute}, {"max_age_hours", &l.MaxAge, f.AgeHours, time.Hour}} {
		if e.value == nil {
			continue
		}
		if *e.value < 1 || *e.value > 100_000 {
			return l, fmt.Errorf("limits.%s must be between %d and %d", e.setting, 1, 100_000)
		}
		*e.to = time.Duration(*e.value) * e.unit
	}
	var err error
	if l.MinFree, err = parseBytes(f.MinFree); err != nil {
		return l, fmt.Errorf("limits.min_free %w", err)
	}
	return l, nil
}

var errLimit = errors.New(`must be a count such as 200, or a share such as "5%"`)

// parseLimit reads a count, or a share in quotes.
func parseLimit(v any) (Limit, error) {
	switch v := v.(type) {
	case nil:
		return Limit{}, nil
	case int64:
		if v < 0 {
			return Limit{}, errLimit
		}
		return Limit{Set: true, Count: v}, nil
	case string:
		if p, ok := strings.CutSuffix(strings.TrimSpace(v), "%"); ok {
			share, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
			if err != nil || !(share > 0 && share <= 1000) {
				return Limit{}, errLimit
			}
			return Limit{Set: true, Percent: share}, nil
		}
		n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
		if err != nil || n < 0 {
			return Limit{}, errLimit
		}
		return Limit{Set: true, Count: n}, nil
	default:
		return Limit{}, errLimit
	}
}

var errBytes = errors.New(`must be a number of bytes such as "500M" or "2G"`)

// parseBytes reads a number of bytes with an optional k, M or G (powers of 1000), with or without a B.
func parseBytes(v any) (int64, error) {
	switch v := v.(type) {
	case nil:
		return 0, nil
	case int64:
		if v < 0 {
			return 0, errBytes
		}
		return v, nil
	case string:
		s, unit := strings.TrimSuffix(strings.ToUpper(strings.ReplaceAll(v, " ", "")), "B"), int64(1)
		for suffix, u := range map[string]int64{"K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12} {
			if cut, ok := strings.CutSuffix(s, suffix); ok {
				s, unit = cut, u
				break
			}
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 || n > (1<<62)/unit {
			return 0, errBytes
		}
		return n * unit, nil
	default:
		return 0, errBytes
	}
}

// Keep says which runs are kept: so many, or those of so many days. The zero value keeps all.
type Keep struct {
	Runs int
	Days int
}

// String says what is kept.
func (k Keep) String() string {
	switch {
	case k.Runs > 0:
		return strconv.Itoa(k.Runs)
	case k.Days > 0:
		return strconv.Itoa(k.Days) + " days"
	default:
		return "all"
	}
}

var errKeep = errors.New("keep must be a number of runs, or of days")

// parseKeep reads keep = 30 or keep = "90 days".
func parseKeep(v any) (Keep, error) {
	const most = 100_000
	switch v := v.(type) {
	case nil:
		return Keep{}, nil
	case int64:
		if v < 1 || v > most {
			return Keep{}, errKeep
		}
		return Keep{Runs: int(v)}, nil
	case string:
		s := strings.ToLower(strings.TrimSpace(v))
		days := false
		for _, unit := range []string{"days", "day", "d"} {
			if cut, ok := strings.CutSuffix(s, unit); ok {
				s, days = strings.TrimSpace(cut), true
				break
			}
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > most {
			return Keep{}, errKeep
		}
		if days {
			return Keep{Days: n}, nil
		}
		return Keep{Runs: n}, nil
	default:
		return Keep{}, errKeep
	}
}
