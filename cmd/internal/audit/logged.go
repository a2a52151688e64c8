package audit

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
)

// A logged record may bear the time of the call's start or of its end, and a clock that is a little off.
const (
	before    = 120       // seconds that a record may be earlier than its call
	after     = 300       // and later than its end
	day       = 24 * 3600 //
	quarter   = 15 * 60   // time zones differ by quarters of an hour
	votesMost = 200_000   // pairs that are looked at to find the time zone
	zoneMost  = 14 * 3600 //
)

// moment is a call, or a record of one, by number and time.
type moment struct {
	key  uint64 // of the number
	from int64  // seconds since 1970; a record may be anywhere from here
	to   int64  // to here
	id   uint64 // hash of the call's id: of calls at the same moment the order of the rows does not decide
	call int32  // index of the call; -1 of a record
}

// joined tells which calls the CRM logged.
type joined struct {
	ids     map[uint64]int32 // hash of an id → number of the call, from 0
	calls   []moment         // calls with a number and a time
	logged  []bool           // by call
	again   map[int32]int32  // calls that stand in the file twice → the first of them
	records []moment
	rows    int64 // records in the file
	lone    int64 // records that no call was found for
	shift   int64 // seconds by which the records' clock is off
}

func newJoined() *joined { return &joined{ids: map[uint64]int32{}, again: map[int32]int32{}} }

func idHash(id string) uint64 { return dedupe.Hash64([]byte(strings.ToLower(id))) }

// add notes a call.
func (j *joined) add(c *raw) {
	at := int32(len(j.logged))
	j.logged = append(j.logged, false)
	for _, id := range []string{c.ID, c.UUID} {
		if id != "" {
			if old, ok := j.ids[idHash(id)]; ok && old != at {
				j.again[at] = old
				return
			}
			j.ids[idHash(id)] = at
		}
	}
	if c.key != 0 && !c.Time.IsZero() {
		t := c.Time.Unix()
		j.calls = append(j.calls, moment{c.key, t - before, t + int64(c.duration) + after, idHash(first(c.ID, c.UUID)), at})
	}
}

// has tells whether the CRM logged a call.
func (j *joined) has(call int32) bool {
	if old, ok := j.again[call]; ok {
		call = old
	}
	return j.logged[call]
}

// uuid is what an id of a call looks like in a text.
var uuid = regexp.MustCompile(`(?i)\bCA[0-9a-f]{32}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)

// read reads what the CRM logged. Records whose id is that of a call are joined by it; the others by number and time.
func (j *joined) read(ctx context.Context, f *source.File, tel *dialer) error {
	cols, err := f.As(source.Logged)
	if err != nil {
		return err
	}
	clock := when.NewClock(f.Sample(), cols.At("time"))
	err = f.Each(ctx, func(r *source.Row) error {
		j.rows++
		if at, ok := j.byID(r.Text(cols.At("id")), r.Text(cols.At("subject")), r.Text(cols.At("text"))); ok {
			j.logged[at] = true
			return nil
		}
		stamp := r.Text(cols.At("time"))
		t, ok := clock.Parse(stamp)
		keys := j.keys(tel, r.Text(cols.At("number")), r.Text(cols.At("other_number")))
		if !ok || len(keys) == 0 {
			j.lone++
			return nil
		}
		m := moment{from: t.Unix(), to: t.Unix(), call: -1}
		if when.DayOnly(stamp) {
			m.to += day - 1
		}
		m.key = keys[0]
		j.records = append(j.records, m)
		return nil
	})
	if err != nil {
		return err
	}
	j.match()
	return nil
}

// idsMost is how many ids of a text are looked at.
const idsMost = 8

// byID finds the call that a record names.
func (j *joined) byID(id string, texts ...string) (int32, bool) {
	if at, ok := j.ids[idHash(id)]; ok && id != "" {
		return at, true
	}
	for _, text := range texts {
		for _, word := range uuid.FindAllString(text, idsMost) {
			if at, ok := j.ids[idHash(word)]; ok {
				return at, true
			}
		}
	}
	return 0, false
}

// keys gives the numbers of a record that calls have; of two the one that calls have.
func (j *joined) keys(tel *dialer, numbers ...string) []uint64 {
	var list []uint64
	for _, n := range numbers {
		if key, ok := dedupe.Key(tel.read(n, "")); ok {
			list = append(list, key)
		}
	}
	return list
}

// match joins records and calls by number and time: each record to the first call in time that is not taken yet. The order of
// the rows in the files does not matter.
func (j *joined) match() {
	byNumber := func(a, b moment) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from), cmp.Compare(a.id, b.id))
	}
	calls := slices.DeleteFunc(j.calls, func(m moment) bool { return j.logged[m.call] })
	j.calls = nil
	slices.SortFunc(calls, byNumber)
	slices.SortFunc(j.records, byNumber)
	j.shift = zone(calls, j.records)
	at := 0
	for i := 0; i < len(j.records); {
		key := j.records[i].key
		end := i
		for end < len(j.records) && j.records[end].key == key {
			end++
		}
		for at < len(calls) && calls[at].key < key {
			at++
		}
		stop := at
		for stop < len(calls) && calls[stop].key == key {
			stop++
		}
		j.pair(calls[at:stop], j.records[i:end])
		i, at = end, stop
	}
}

// pair joins the records of one number with its calls.
func (j *joined) pair(calls, records []moment) {
	from := 0
	for _, r := range records {
		for from < len(calls) && calls[from].to < r.from+j.shift-day {
			from++
		}
		found := false
		for i := from; i < len(calls); i++ {
			c := &calls[i]
			if j.logged[c.call] {
				if i == from {
					from++
				}
				continue
			}
			if r.to+j.shift < c.from && c.from-r.to-j.shift > day {
				break
			}
			if r.from+j.shift <= c.to && r.to+j.shift >= c.from {
				j.logged[c.call], found = true, true
				break
			}
		}
		if !found {
			j.lone++
		}
	}
}

// zone finds out by how much the clock of the records is off: the quarter of an hour that most pairs agree on, if they are
// clearly more than those that agree as it is.
func zone(calls, records []moment) int64 {
	votes := map[int64]int{}
	looked, at := 0, 0
	for i := range records {
		r := &records[i]
		for at < len(calls) && calls[at].key < r.key {
			at++
		}
		for k := at; k < len(calls) && calls[k].key == r.key && looked < votesMost; k++ {
			looked++
			off := calls[k].from + before - r.from
			near := (off+zoneMost+quarter/2)/quarter*quarter - zoneMost
			if off >= -zoneMost && off <= zoneMost && max(near-off, off-near) <= after && r.to == r.from {
				votes[near]++
			}
		}
	}
	best := int64(0)
	for off, n := range votes {
		if n > votes[best] || n == votes[best] && best != 0 && off < best {
			best = off
		}
	}
	if best != 0 && votes[best] >= 3 && votes[best] > 2*votes[0] {
		return best
	}
	return 0
}
