package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// ring reads the calls for their numbers.
func (a *auditor) ring(f *source.File) (int64, error) {
	c, err := openCalls(f, a.tel)
	if err != nil {
		return 0, err
	}
	a.calls = c
	a.wanted = map[uint64]*held{}
	compare := a.opt.Logged != ""
	if compare {
		a.joined = newJoined()
	}
	var rows int64
	err = c.each(a.ctx, func(r *raw) error {
		rows++
		if r.key != 0 {
			h := a.wanted[r.key]
			if h == nil {
				h = &held{}
				a.wanted[r.key] = h
			}
			h.calls++
		}
		if compare {
			a.joined.add(r)
		}
		return nil
	})
	return rows, err
}

// explain reads the calls once more and says for each what happens to it.
func (a *auditor) explain() error {
	name := a.calls.file.Name
	sum := &Calls{Numbers: int64(len(a.wanted)), Compared: a.joined != nil}
	tally := map[string]*Cause{}
	at := int32(0)
	err := a.calls.each(a.ctx, func(r *raw) error {
		if r.key != 0 && a.wanted[r.key] == nil || a.joined != nil && int(at) >= len(a.joined.logged) {
			return fmt.Errorf("%s has changed while it was read", name)
		}
		r.Cause = a.cause(r)
		if a.joined != nil {
			r.Logged = "no"
			if a.joined.has(at) {
				r.Logged = "yes"
			}
			at++
			if r.Logged == "no" && (r.Cause == CodeCallMatched || r.Cause == CodeCallAccepted) {
				r.Cause = CodeCallUnexplained
			}
		}
		a.count(sum, tally, r)
		if a.sink == nil {
			return nil
		}
		return a.sink.Call(&r.Call)
	})
	if err != nil {
		return err
	}
	for _, code := range causes {
		if c := tally[code]; c != nil {
			sum.Causes = append(sum.Causes, *c)
		}
	}
	slices.SortStableFunc(sum.Causes, func(x, y Cause) int { return cmp.Compare(y.Calls, x.Calls) })
	if a.joined != nil {
		sum.LoggedMore = a.joined.lone
	}
	a.res.Calls = sum
	return a.needs()
}

func (a *auditor) count(sum *Calls, tally map[string]*Cause, r *raw) {
	c := tally[r.Cause]
	if c == nil {
		e, _ := a.catalogue.Lookup(r.Cause)
		c = &Cause{Code: r.Cause, Says: e.Says(a.opt.Lang), Do: e.Todo(a.opt.Lang), Match: attached[r.Cause]}
		tally[r.Cause] = c
	}
	sum.Total++
	c.Calls++
	switch {
	case c.Match, r.Cause == CodeCallUnexplained: // By what is known here the contact would be found.
		sum.Match++
	case r.Cause != CodeCallNotLooked:
		sum.NoMatch++
	}
	if r.Fixed {
		c.Fixed++
		sum.Fixed++
	}
	switch r.Logged {
	case "yes":
		sum.Logged++
		if !c.Match && r.Cause != CodeCallNotLooked {
			sum.AllTheSame++
		}
	case "no":
		c.NotLogged++
		sum.NotLogged++
	}
}

// needs hands out the numbers that a person should look at, those that ring most often first.
func (a *auditor) needs() error {
	if a.sink == nil || a.contacts == nil {
		return nil
	}
	type entry struct {
		key  uint64
		h    *held
		code string
	}
	var list []entry
	for key, h := range a.wanted {
		code, fixed := h.trouble()
		if n := h.matched(); n > 1 {
			code, fixed = CodeCallSeveral, false
		} else if n == 1 {
			continue
		}
		if !fixed {
			list = append(list, entry{key, h, code})
		}
	}
	slices.SortFunc(list, func(x, y entry) int { return cmp.Or(cmp.Compare(y.h.calls, x.h.calls), cmp.Compare(x.key, y.key)) })
	for _, e := range list {
		n := Number{
			Number: "+" + strconv.FormatUint(e.key, 10), Calls: e.h.calls, Cause: e.code, Contact: e.h.key, Column: e.h.column, Cell: e.h.cell,
		}
		for _, c := range e.h.holders {
			n.Contacts += c
		}
		if err := a.sink.Number(&n); err != nil {
			return err
		}
	}
	return nil
}
