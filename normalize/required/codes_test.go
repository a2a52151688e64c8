package required

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFieldCode(t *testing.T) {
	t.Parallel()
	both := Create | Update
	tests := []struct {
		name  string
		field Field
		want  string
		stops string // acts that are stopped for sure
		may   string // acts that may be stopped
	}{
		{"enforced", Field{Object: ObjectContact, Custom: true, Level: LevelAPI, Blocks: both}, CodeEnforced, "create update", "create update"},
		{"on a task", Field{Object: ObjectTask, Custom: true, Level: LevelAPI, Blocks: both | Log}, CodeLogging, "create update log", "create update log"},
		{"of the CRM itself", Field{Object: ObjectContact, System: true, Level: LevelAPI, Blocks: both}, "", "create update", "create update"},
		{"not mandatory", Field{Object: ObjectContact, Custom: true}, "", "", ""},
		{"from a version on", Field{Object: ObjectTicket, Custom: true, Level: LevelAPIFrom, Since: "2", Blocks: both}, CodeVersion, "", "create update"},
		{"under a condition", Field{Object: ObjectContact, Custom: true, Level: LevelAPI, Blocks: both, When: "status =won"}, CodeConditional, "", "create update"},
		{"on a form", Field{Object: ObjectContact, Custom: true, Level: LevelForm, Blocks: both, When: "status =won"}, CodeForm, "", ""},
		{"to close", Field{Object: ObjectTicket, Custom: true, Level: LevelAPI, Blocks: Close}, CodeClosing, "close", "close"},
		{"with a default", Field{Object: ObjectContact, Custom: true, Level: LevelAPI, Blocks: Update, Default: true}, CodeDefault, "update", "update"},
		{"of Odoo itself", Field{CRM: "odoo", Object: ObjectContact, Level: LevelAPI, Blocks: both}, CodeStandard, "create update", "create update"},
		{"of Zoho itself", Field{CRM: "zoho", Object: ObjectContact, Level: LevelAPI, Blocks: both}, CodeEnforced, "create update", "create update"},
		{"nobody knows", Field{Object: ObjectCall, Custom: true, Level: LevelUnknown, Blocks: both | Log}, CodeUncertain, "", "create update log"},
		{"on another object", Field{Object: ObjectOther, Custom: true, Level: LevelAPI, Blocks: both}, CodeOther, "create update", "create update"},
		{"named", Named("--require", "Segment*")[0], CodeNamed, "", "create update"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.field.Code(); got != tt.want {
				t.Errorf("code %q, want %q", got, tt.want)
			}
			var stops, may Acts
			for _, act := range []Acts{Create, Update, Log, Close} {
				if tt.field.Stops(act) {
					stops |= act
				}
				if tt.field.MayStop(act) {
					may |= act
				}
			}
			if got := strings.Join(stops.Words(), " "); got != tt.stops {
				t.Errorf("stops %q, want %q", got, tt.stops)
			}
			if got := strings.Join(may.Words(), " "); got != tt.may {
				t.Errorf("may stop %q, want %q", got, tt.may)
			}
		})
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	want := []Field{{Name: "Segment", Custom: true, Level: LevelUnknown, Blocks: Create | Update, Fact: hintFact, Source: "--require"}}
	if diff := cmp.Diff(want, Named("--require", " Segment (required) ")); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// Where two parts of a file disagree, the order in which they come does not matter to what counts.
func TestJoin(t *testing.T) {
	t.Parallel()
	levels := []Level{"", LevelForm, LevelUnknown, LevelAPIFrom, LevelAPI}
	for i, a := range levels {
		for j, b := range levels {
			f, g := Field{Level: a, Fact: string(a)}, Field{Level: b, Fact: string(b)}
			f.join(&g)
			if want := levels[max(i, j)]; f.Level != want || f.Fact != string(want) {
				t.Errorf("%q and %q make %q by %q", a, b, f.Level, f.Fact)
			}
		}
	}
	f := Field{Level: LevelAPI, Blocks: Create, When: "a"}
	f.join(&Field{Level: LevelAPI, Blocks: Update, Label: "L", Type: TypeText, Options: []string{"x"}, Layouts: []string{"A"}, Unique: true})
	want := Field{Level: LevelAPI, Blocks: Create | Update, Label: "L", Type: TypeText, Options: []string{"x"}, Layouts: []string{"A"}, Unique: true}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestTypeOf(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]Type{
		"": TypeUnknown, "Text(80)": TypeText, "Lookup(Account)": TypeRef, "Currency(16, 2)": TypeNumber, "custom_dropdown": TypePick,
		"multiselectpicklist": TypePick, "Date/Time": TypeDate, "PHONE": TypePhone, "custom_checkbox": TypeBool, "many2one": TypeRef, "varchar": TypeText,
		"varchar_options": TypePick, "Email": TypeEmail, "Picklist": TypePick, "Master-Detail(Account)": TypeRef,
	} {
		if got := typeOf(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

func TestObjectOfFile(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Object{
		"personFields.json": ObjectContact, "zoho-calls-fields.json": ObjectCall, "fields.json": ObjectUnknown, "Tâches.csv": ObjectTask,
		"contacts-and-tasks.json": ObjectUnknown, "CONTACTS_2026.json": ObjectContact, "": ObjectUnknown, "contact-contacts.json": ObjectContact,
	} {
		if got := objectOfFile(name); got != want {
			t.Errorf("%q is about %q, want %q", name, got, want)
		}
	}
	s, err := Read(`C:\files\zoho-deals.json`, []byte(`{"fields":[{"api_name":"X","custom_field":true,"system_mandatory":true}]}`))
	if err != nil || s.Object != ObjectDeal {
		t.Errorf("schema %+v, error %v", s, err)
	}
}
