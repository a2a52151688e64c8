package profile

// Codes of what a person should know of a binding; the finding catalogue explains them.
const (
	ByContent    = "phone-column-by-content" // a phone column was recognised by its cells alone
	NoPrimary    = "primary-column-missing"  // the export lacks the field that the integration matches on first
	NoCountry    = "country-column-missing"  // nothing says where the contacts live
	NoKey        = "key-column-missing"      // nothing identifies the contacts
	SameHeader   = "header-twice"            // two columns have one header
	Companies    = "company-list"            // taken for a list of companies: rewritten, never split
	EmailKey     = "email-is-key"            // records are found by their e-mail address
	AnotherPhone = "phone-of-another"        // a phone column of an assistant, a relative or the company
)

// Remark is one thing that a person should know of a binding.
type Remark struct {
	Code   string
	Column int // 0-based; -1 where it concerns no single column
}

// Remarks gives what a person should know of the binding, in the order of the columns, the whole file last.
func (b *Binding) Remarks() []Remark {
	var list []Remark
	seen := map[string]bool{}
	for i, c := range b.Columns {
		if h := Fold(c.Header); h != "" {
			if seen[h] {
				list = append(list, Remark{SameHeader, i})
			}
			seen[h] = true
		}
		if c.Role == Phone && c.By == "content" {
			list = append(list, Remark{ByContent, i})
		}
	}
	for _, i := range b.Others {
		if b.Columns[i].Person != "" {
			list = append(list, Remark{AnotherPhone, i})
		}
	}
	if b.Missing != "" {
		list = append(list, Remark{NoPrimary, -1})
	}
	if len(b.Country) == 0 {
		list = append(list, Remark{NoCountry, -1})
	}
	if b.Key >= 0 && b.Columns[b.Key].Role == Email && b.Columns[b.Key].By != "flag" {
		list = append(list, Remark{EmailKey, b.Key})
	}
	if b.Key < 0 {
		list = append(list, Remark{NoKey, -1})
	}
	if b.Profile.anyCRM() && b.Profile.Object == "company" {
		list = append(list, Remark{Companies, -1})
	}
	return list
}
