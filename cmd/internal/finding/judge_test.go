package finding

import (
	"errors"
	"testing"
)

func TestWith(t *testing.T) {
	t.Parallel()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	other, err := c.With(map[string]Severity{"bad-rows": None, "note": Error})
	if err != nil {
		t.Fatal(err)
	}
	if other.Severity("bad-rows") != None || other.Severity("note") != Error {
		t.Errorf("bad-rows is %v, note is %v", other.Severity("bad-rows"), other.Severity("note"))
	}
	if c.Severity("bad-rows") != Error || c.Severity("note") == Error {
		t.Error("the catalogue itself has changed")
	}
	if e, ok := other.Lookup("bad-rows"); !ok || e.Says(English) == "" || len(other.All()) != len(c.All()) {
		t.Error("a silenced code is no longer explained")
	}
	_, err = c.With(map[string]Severity{"no-such-code": Info})
	if unknown, ok := errors.AsType[*UnknownError](err); !ok || unknown.Code != "no-such-code" {
		t.Errorf("error %v", err)
	}
}

func TestAreas(t *testing.T) {
	t.Parallel()
	got := Areas([]Entry{{Area: "phone"}, {Area: "audit"}, {Area: "phone"}})
	if len(got) != 2 || got[0] != "audit" || got[1] != "phone" {
		t.Errorf("areas %q", got)
	}
}
