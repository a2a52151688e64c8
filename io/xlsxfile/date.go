package xlsxfile

import (
	"math"
	"strconv"
	"time"
)

const (
	dayMS    = 24 * 60 * 60 * 1000
	lastDay  = 2958465 // 9999-12-31
	offset04 = 1462    // days from one date system to the other
)

// appendTime appends a serial date in ISO form. ok is false for numbers that are no date a spreadsheet shows.
func (f *numberFormat) appendTime(dst []byte, serial float64, date04 bool) (_ []byte, ok bool) {
	if math.IsNaN(serial) || serial < 0 || serial >= lastDay+1 {
		return dst, false
	}
	ms := int64(math.Round(serial * dayMS))
	if !f.fraction {
		ms = (ms + 500) / 1000 * 1000
	}
	switch f.kind {
	case showElapsed:
		return f.appendClock(dst, ms), true
	case showTime:
		return f.appendClock(dst, ms%dayMS), true
	default:
	}
	days := ms / dayMS
	if f.kind == showDate {
		days = int64(serial) // The time is not shown, and does not round the day up.
	}
	if date04 {
		days += offset04
	}
	switch {
	case days == 60 && !date04:
		dst = append(dst, "1900-02-29"...) // A day that only spreadsheets know.
	case days < 1:
		if f.kind == showDateTime {
			return f.appendClock(dst, ms), true
		}
		return dst, false
	default:
		if days < 60 {
			days++
		}
		day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days))
		dst = day.AppendFormat(dst, "2006-01-02")
	}
	if f.kind == showDateTime {
		dst = f.appendClock(append(dst, 'T'), ms%dayMS)
	}
	return dst, true
}

// appendClock appends hours, minutes and seconds, and their fraction where the format shows one.
func (f *numberFormat) appendClock(dst []byte, ms int64) []byte {
	two := func(n int64, sep byte) {
		if sep != 0 {
			dst = append(dst, sep)
		}
		if n < 10 {
			dst = append(dst, '0')
		}
		dst = strconv.AppendInt(dst, n, 10)
	}
	s := ms / 1000
	two(s/3600, 0)
	two(s/60%60, ':')
	two(s%60, ':')
	if f.fraction && ms%1000 != 0 {
		dst = append(dst, '.', byte('0'+ms%1000/100), byte('0'+ms%100/10), byte('0'+ms%10))
	}
	return dst
}

// serial gives the number that a cell of a style shows as the text, if the style is one of dates and there is one.
func (st *styles) serial(text string, style int) (string, bool) {
	f := st.format(style)
	if f == nil || f.kind != showDate && f.kind != showDateTime || len(text) < len("2006-01-02") || text[4] != '-' {
		return "", false
	}
	for _, layout := range [...]string{"2006-01-02", "2006-01-02T15:04:05"} {
		day, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		x := day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		if st.date04 {
			x -= offset04
		}
		if x < 61 {
			return "", false // The first weeks of 1900 are counted in another way.
		}
		n := strconv.FormatFloat(x, 'f', -1, 64)
		if shown, ok := f.appendTime(nil, x, st.date04); ok && string(shown) == text {
			return n, true
		}
	}
	return "", false
}
