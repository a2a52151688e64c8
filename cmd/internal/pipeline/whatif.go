package pipeline

import (
	"slices"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize"
)

// whatIfMost bounds the numbers of which it is known what another policy would do with them on several records of one person. Of
// the rest a contact is taken to do what it does under the policy of the run, and the counts are near instead of exact.
const whatIfMost = 250_000

// whatIf knows who would answer for a number that one person has on several records, were another policy the run's: the index
// knows it for the run's own. It is there for the counts of what each policy would create.
type whatIf struct {
	rules   *normalize.Rules
	answers replies
}

// whatIfs gives the policies one and readable with the same rules otherwise; nil for the one that is the run's own.
func whatIfs(rules *normalize.Rules) (list [2]*whatIf) {
	for i, policy := range [2]normalize.Policy{normalize.One, normalize.Readable} {
		if policy == rules.Policy {
			continue
		}
		other := *rules
		other.Policy = policy
		list[i] = &whatIf{rules: &other}
	}
	return list
}

// claim says what a record would do with a number, as [dedupe.Index.Claim] does.
func (w *whatIf) claim(h held) {
	old, known := w.answers.get(h.key)
	if !known && w.answers.n >= whatIfMost {
		return
	}
	if better := min(h.holder.Claim, dedupe.Keeps); !known || better > min(old.claim(), dedupe.Keeps) {
		w.answers.put(h.key, h.holder.Row, h.holder.Person, h.holder.Claim)
	} else if h.holder.Row == old.row {
		w.answers.put(h.key, old.row, old.person, max(old.claim(), h.holder.Claim))
	}
}

// contested gives the numbers that need a second look, by the row that would answer for them, as [dedupe.Index.Contested] does.
func (w *whatIf) contested() (rows answers) {
	for _, r := range w.answers.slots {
		if c := r.claim(); c == dedupe.Splits || c == dedupe.Keeps {
			rows.add(r.row, r.key())
		}
	}
	rows.sort()
	return rows
}

// disclaim takes back what a record would do with a number.
func (w *whatIf) disclaim(key uint64) {
	if r, ok := w.answers.get(key); ok {
		w.answers.put(key, r.row, r.person, dedupe.Holds)
	}
}

// finder asks on behalf of settling under the other policy.
func (w *whatIf) finder(find normalize.Finder) normalize.Finder {
	return func(e164 string) normalize.Holding {
		out := find(e164)
		if key, ok := dedupe.Key(e164); ok && !out.Shared {
			if r, ok := w.answers.get(key); ok {
				out.Row, out.Person, out.Claims = r.row, r.person, r.claim() > dedupe.Holds
			}
		}
		return out
	}
}

// unkept gives those of some numbers for which a record does not answer after all.
func unkept(keys []answer, o *normalize.Outcome) (out []uint64) {
	sure := map[uint64]bool{}
	for _, e164 := range slices.Concat(o.Has, o.Keeps, o.Splits) {
		if key, ok := dedupe.Key(e164); ok {
			sure[key] = true
		}
	}
	for _, a := range keys {
		if !sure[a.key] {
			out = append(out, a.key)
		}
	}
	return out
}
