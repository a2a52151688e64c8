package revise

import (
	"fmt"

	"github.com/callready/callready/io/profile"
)

// RefusalError says in both languages why a folder or an export is not worked on.
type RefusalError struct {
	Said profile.Text
	Hint profile.Text // what to do instead; may be empty
}

// Error gives the English sentence.
func (r *RefusalError) Error() string { return r.Said.English }

// Text gives both.
func (r *RefusalError) Text() profile.Text { return r.Said }

// refuse makes a refusal of a sentence and, where there is one, a hint; both with the same arguments.
func refuse(said, hint profile.Text, args ...any) *RefusalError {
	fill := func(t profile.Text) profile.Text {
		return profile.Text{English: fmt.Sprintf(t.English, args...), French: fmt.Sprintf(t.French, args...)}
	}
	return &RefusalError{Said: fill(said), Hint: hint}
}
