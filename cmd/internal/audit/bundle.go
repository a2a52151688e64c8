package audit

import "strings"

// BundleText gives the README.txt of the folder for the support.
func BundleText(r *Result, unmasked bool) (string, error) {
	book, err := Texts()
	if err != nil {
		return "", err
	}
	v := book.In(r.Lang)
	crm := r.CRMTitle
	if crm == "" {
		crm = v.Say("crm")
	}
	lines := []string{
		v.Say("head.title", "crm", crm), "",
		v.Say("bundle.what"), "",
		"  calls-sample.csv  " + v.Say("bundle.sample"),
		"  audit.json        " + v.Say("bundle.json"),
		"  audit.html        " + v.Say("bundle.html"), "",
	}
	if unmasked {
		lines = append(lines, v.Say("bundle.unmasked"))
	} else {
		lines = append(lines, v.Say("bundle.masked"))
	}
	lines = append(lines, "", v.Say("head.made", "version", r.Version, "plan", r.Plan.Module+" "+r.Plan.SHA256))
	return strings.Join(lines, "\n") + "\n", nil
}
