package audit

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"github.com/callready/callready/cmd/internal/finding"
)

// company gives the options for the invented company, before or after its cleanup.
func company(t *testing.T, state string) Options {
	t.Helper()
	dir := filepath.Join("../../../testdata/audit", state)
	files := map[string]map[string]string{
		"failing": {
			"users": "aircall-users.json", "crm": "crm-users.csv", "numbers": "numbers.json", "connected": "connected.txt", "ivr": "ivr.csv",
			"workflow": "workflow.csv", "calls": "calls.csv", "logged": "logged.csv",
		},
		"passing": {
			"users": "aircall-users.csv", "crm": "crm-users.json", "numbers": "numbers.txt", "connected": "connected.csv", "ivr": "ivr.csv",
			"workflow": "workflow.json", "calls": "calls.json", "logged": "logged.csv",
		},
	}[state]
	at := func(name string) string { return filepath.Join(dir, files[name]) }
	o := Options{
		Contacts: []string{filepath.Join(dir, "contacts.csv")}, Schemas: []string{filepath.Join(dir, "schema.json")}, CRMUsers: at("crm"), AircallUsers: at("users"),
		Numbers: at("numbers"), Connected: at("connected"), IVR: at("ivr"), Workflow: at("workflow"), Calls: at("calls"), Logged: at("logged"),
		AircallPlan: "Professional", CRMPlan: "Enterprise Edition", Installer: "ana@example.com", Temp: t.TempDir(), Version: "test", Plan: Plan{Module: "m", SHA256: "s"},
	}
	if state == "failing" {
		o.AircallPlan, o.CRMPlan, o.Installer = "Essentials", "Starter", "gone@example.com"
	}
	return o
}

func mustRun(t *testing.T, o Options, sink Sink) *Result {
	t.Helper()
	r, err := Run(context.Background(), o, sink)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every single check fails once and passes once; what nothing can verify is declared.
func TestEveryCheck(t *testing.T) {
	declared := []string{"plan-aircall", "plan-crm", "integration-active", "workflow-types", "workflow-hours", "workflow-unknown"}
	bad, good := mustRun(t, company(t, "failing"), nil), mustRun(t, company(t, "passing"), nil)
	if len(bad.Checks) != len(checklist) || len(good.Checks) != len(checklist) {
		t.Fatalf("%d and %d checks, want %d", len(bad.Checks), len(good.Checks), len(checklist))
	}
	for i, c := range bad.Checks {
		if c.Status != Fail || c.Code == "" || c.Says == "" || c.Do == "" || c.Count < 1 {
			t.Errorf("%s: %+v, want a fail with a code, a finding and a fix", c.Name, c)
		}
		want := Pass
		if slices.Contains(declared, c.Name) {
			want = Declared
		}
		if g := good.Checks[i]; g.Status != want {
			t.Errorf("%s after the cleanup: %s (%s %q), want %s", g.Name, g.Status, g.Says, g.Evidence, want)
		}
	}
	if !bad.Failed() || good.Failed() {
		t.Error("Failed is wrong")
	}
}

// Without any file but one, every check that needs another says so.
func TestNotChecked(t *testing.T) {
	o := Options{Installer: "ana@example.com", Temp: t.TempDir()}
	for _, c := range mustRun(t, o, nil).Checks {
		if c.Status != NotChecked || len(c.Needs) == 0 || c.Says == "" {
			t.Errorf("%s: %s, needs %q, says %q", c.Name, c.Status, c.Needs, c.Says)
		}
	}
	if _, err := Run(context.Background(), Options{}, nil); err == nil {
		t.Error("an audit of nothing is no error")
	}
}

// Every cause but the two of other situations comes up in the calls of the company.
func TestEveryCause(t *testing.T) {
	want := map[string]string{
		"1": CodeCallMatched, "2": CodeCallForm, "3": CodeCallForm, "4": CodeCallField, "5": CodeCallSeveral, "6": CodeCallAnonymous, "7": CodeCallLine,
		"8": CodeCallTarget, "9": CodeCallType, "10": CodeCallNoContact, "11": CodeCallUnsure, "12": CodeCallUser, "13": CodeCallCase, "14": CodeCallUnread,
		"15": CodeCallHours, "16": CodeCallMatched, "17": CodeCallUnexplained,
	}
	var calls, needs bytes.Buffer
	sink := &Tables{Calls: &calls, Needs: &needs}
	res := mustRun(t, company(t, "failing"), sink)
	if err := sink.Close(); err != nil {
		t.Fatal(err)
	}
	rows := readCSV(t, &calls)
	seen := map[string]bool{}
	for _, row := range rows {
		if row["cause"] != want[row["row"]] {
			t.Errorf("row %s: %s, want %s", row["row"], row["cause"], want[row["row"]])
		}
		seen[row["cause"]] = true
		if row["why"] == "" {
			t.Errorf("row %s is not explained", row["row"])
		}
	}
	if len(rows) != len(want) {
		t.Errorf("%d rows, want %d", len(rows), len(want))
	}
	for _, code := range causes {
		if !seen[code] && code != CodeCallAccepted && code != CodeCallNotLooked {
			t.Errorf("no call has the cause %s", code)
		}
	}
	if c := res.Calls; c.Total != 17 || c.NoMatch != 11 || c.Match != 6 || c.Fixed != 3 || c.Logged != 3 || c.NotLogged != 14 {
		t.Errorf("totals %+v", *c)
	}
	if row := rows[4]; row["contact"] != "003000000000007AAA" || row["contacts"] != "2" {
		t.Errorf("of several contacts the most recently changed one wins in Salesforce, got %q", row)
	}
	list := readCSV(t, &needs)
	if len(list) != 3 || list[0]["calls"] < list[len(list)-1]["calls"] {
		t.Errorf("needs-you: %q", list)
	}
}

func readCSV(t *testing.T, r io.Reader) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows[0][0] = strings.TrimPrefix(rows[0][0], mark)
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// audit.json keeps to the published schema, in every state and language, and holds no value of a contact.
func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("audit.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("audit.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	alone := Options{Calls: company(t, "failing").Calls, Temp: t.TempDir()}
	for name, o := range map[string]Options{
		"failing": company(t, "failing"), "passing": company(t, "passing"), "calls alone": alone, "word alone": {Installer: "a@example.com"},
	} {
		for _, lang := range []finding.Lang{finding.English, finding.French} {
			o.Lang = lang
			data, err := json.Marshal(mustRun(t, o, nil))
			if err != nil {
				t.Fatal(err)
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s, %s: %v", name, lang, err)
			}
			for _, value := range []string{"Garnier", "paul@example.com", "0655501208", "33199001202", "003000000000002AAA"} {
				if bytes.Contains(data, []byte(value)) {
					t.Errorf("%s: audit.json holds %s of a contact", name, value)
				}
			}
		}
	}
}

// The page asks for nothing, runs nothing, and escapes what it shows.
func TestHTML(t *testing.T) {
	r := mustRun(t, company(t, "failing"), nil)
	r.Checks[0].Evidence = append(r.Checks[0].Evidence, `<script>alert("x")</script>`)
	var b strings.Builder
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "&lt;script&gt;") {
		t.Error("a value is not escaped")
	}
	policy := false
	var inside []string // elements that are open
	z := html.NewTokenizer(strings.NewReader(b.String()))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		switch {
		case tok.Type == html.StartTagToken && !slices.Contains([]string{"meta", "br"}, tok.Data):
			inside = append(inside, tok.Data)
		case tok.Type == html.EndTagToken && (len(inside) == 0 || inside[len(inside)-1] != tok.Data):
			t.Fatalf("</%s> within %q", tok.Data, inside)
		case tok.Type == html.EndTagToken:
			inside = inside[:len(inside)-1]
		}
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		switch tok.Data {
		case "script", "img", "link", "iframe", "object", "form", "a":
			t.Errorf("the page has a <%s>", tok.Data)
		}
		for _, a := range tok.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("<%s> has %s", tok.Data, a.Key)
			}
			policy = policy || a.Key == "content" && strings.Contains(a.Val, "default-src 'none'")
		}
	}
	if len(inside) > 0 {
		t.Errorf("%q are not closed", inside)
	}
	if !policy {
		t.Error("the page has no policy")
	}
	for _, want := range []string{"prefers-color-scheme:dark", "@media print", "overflow-x:auto", "width=device-width"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The configuration files of the company name files that are there.
func TestCompanyFiles(t *testing.T) {
	for _, state := range []string{"failing", "passing"} {
		o := company(t, state)
		for _, name := range append(append(o.Schemas, o.Contacts...), o.CRMUsers, o.AircallUsers, o.Numbers, o.Connected, o.IVR, o.Workflow, o.Calls, o.Logged) {
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		}
	}
}
