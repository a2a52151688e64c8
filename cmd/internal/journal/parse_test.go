package journal

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lines are ways to write an event, and ways not to.
var lines = []string{
	`{"act":"rewrite","file":"a.csv","row":12,"line":13,"key":"7","who":"Léa \"M\" Martin","column":"Phone","col":5,"old":"06 39","new":"+33639","numbers":["+33639","x"],"ext":["","1"],"labels":["",""],"region":["FR","FR"],"type":["",""],"from":["",""],"confidence":["certain","likely"],"codes":["a","b"]}` + "\n",
	`{"act":"split","holder":3,"holder_file":"b.csv","held":true,"child":2,"parent":"9","to_column":"Phone","group":"g","match":"exact","sheet":"S"}`,
	`{"act":"keep","old":"a\nb\u00e9\\"}`,
	`{ "act" : "keep" }`,
	`{"Act":"keep","ROW":1}`,
	`{"act":"keep","unknown":{"a":[1,2]}}`,
	`{"act":"keep","row":01}`, `{"act":"keep","row":-1}`, `{"act":"keep","row":1.0}`, `{"act":"keep","row":99999999999999999999}`, `{"act":"keep","col":1e2}`,
	`{"act":"keep","held":false}`, `{"act":null,"codes":null,"numbers":[]}`, `{"act":"keep","codes":["a",]}`, `{"act":"keep","codes":[1]}`,
	`{"act":"keep"} x`, `{"act":"keep"}{}`, `{"act":"keep",}`, `{}`, ``, `[]`, `{"act":"a` + "\x01" + `"}`, "{\"act\":\"\xff\"}", `{"act":"\x"}`, `{"act":"a","act":"b"}`,
	`{"act":"a","codes":["a"],"codes":["b"]}`, `{"act":"a","held":true,"held":false}`,
}

// same wants what encoding/json makes of a line.
func same(t *testing.T, line []byte) {
	t.Helper()
	var want Event
	wrong := json.Unmarshal(line, &want)
	got, err := parse(line)
	if (err == nil) != (wrong == nil) {
		t.Fatalf("%q: error %v, encoding/json has %v", line, err, wrong)
	}
	if err != nil {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-encoding/json +got):\n%s", line, diff)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, line := range lines {
		same(t, []byte(line))
	}
	c := cutter{s: lines[0]}
	var e Event
	if !c.event(&e) {
		t.Error("a line as Append writes it is left to encoding/json")
	}
}

func FuzzParse(f *testing.F) {
	for _, line := range lines {
		f.Add([]byte(line))
	}
	f.Fuzz(same)
}

func BenchmarkParse(b *testing.B) {
	line := []byte(lines[0])
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(line); err != nil {
			b.Fatal(err)
		}
	}
}
