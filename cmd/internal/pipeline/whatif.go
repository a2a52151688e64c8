package pipeline

import (
	"slices"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize"
)

// whatIfMost bounds the numbers of which it is known what another policy would do with them on several records of one person. Of
// the rest a contact is taken to do what it does under the policy of the run, and the counts are near instead of exact.
const whatIfMost = 1 << 20

// whatIf knows who would answer for a number that one person has on several records, were another policy the run's: the index
// knows it for the run's own. It is there for the counts of what each policy would create.
type whatIf struct {
	rules   *normalize.Rules
	answers map[uint64]dedupe.Holder
}

// whatIfs gives the policies one and readable with the same rules otherwise; nil for the one that is the run's own.
func whatIfs(rules *normalize.Rules) (list [2]*whatIf) {
	for i, policy := range [2]normalize.Policy{normalize.One, normalize.Readable} {
		if policy == rules.Policy {
			continue
		}
		other := *rules
		other.Policy = policy
		list[i] = &whatIf{rules: &other, answers: map[uint64]dedupe.Holder{}}
	}
	return list
}

// claim says what a record would do with a number, as [dedupe.Index.Claim] does.
func (w *whatIf) claim(h held) {
	old, known := w.answers[h.key]
	if !known && len(w.answers) >= whatIfMost {
		return
	}
	if better := min(h.holder.Claim, dedupe.Keeps); !known || better > min(old.Claim, dedupe.Keeps) {
		w.answers[h.key] = h.holder
	} else if h.holder.Row == old.Row {
		old.Claim = max(old.Claim, h.holder.Claim)
		w.answers[h.key] = old
	}
}

// contested gives the numbers that need a second look, by the row that would answer for them, as [dedupe.Index.Contested] does.
func (w *whatIf) contested() map[uint32][]uint64 {
	rows := map[uint32][]uint64{}
	for key, h := range w.answers {
		if h.Claim == dedupe.Splits || h.Claim == dedupe.Keeps {
			rows[h.Row] = append(rows[h.Row], key)
		}
	}
	return rows
}

// disclaim takes back what a record would do with a number.
func (w *whatIf) disclaim(key uint64) {
	h := w.answers[key]
	h.Claim = dedupe.Holds
	w.answers[key] = h
}

// finder asks on behalf of settling under the other policy.
func (w *whatIf) finder(find normalize.Finder) normalize.Finder {
	return func(e164 string) normalize.Holding {
		out := find(e164)
		if key, ok := dedupe.Key(e164); ok && !out.Shared {
			if h, ok := w.answers[key]; ok {
				out.Row, out.Person, out.Claims = h.Row, h.Person, h.Claim > dedupe.Holds
			}
		}
		return out
	}
}

// unkept gives those of some numbers for which a record does not answer after all.
func unkept(keys []uint64, o normalize.Outcome) (out []uint64) {
	sure := map[uint64]bool{}
	for _, e164 := range slices.Concat(o.Has, o.Keeps, o.Splits) {
		if key, ok := dedupe.Key(e164); ok {
			sure[key] = true
		}
	}
	for _, key := range keys {
		if !sure[key] {
			out = append(out, key)
		}
	}
	return out
}
