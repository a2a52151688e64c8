package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"

	"github.com/callready/callready/normalize/required"
)

// schemasOf gives files that describe n fields, every second of them twice, the second time more strictly.
func schemasOf(n int) []schemaFile {
	var one, two required.Schema
	for i := range n {
		f := required.Field{CRM: "salesforce", Object: required.ObjectContact, Name: fmt.Sprintf("F%d__c", i), Level: required.LevelForm}
		one.Fields = append(one.Fields, f)
		if f.Level = required.LevelAPI; i%2 == 0 {
			two.Fields = append(two.Fields, f)
		}
	}
	return []schemaFile{{Schema: &one}, {Schema: &two}}
}

func TestFieldsOfFilesAreJoined(t *testing.T) {
	t.Parallel()
	c := &cleaning{schemas: schemasOf(1000)}
	fields, _ := c.fields()
	if len(fields) != 1000 {
		t.Fatalf("%d fields", len(fields))
	}
	for i, f := range fields {
		want := required.LevelForm
		if i%2 == 0 {
			want = required.LevelAPI
		}
		if f.Name != fmt.Sprintf("F%d__c", i) || f.Level != want {
			t.Fatalf("field %d is %s, %s", i, f.Name, f.Level)
		}
	}
}

// The work for a field does not grow with the number of fields: ns/field stays the same but for memory.
func BenchmarkFields(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			c := &cleaning{schemas: schemasOf(n)}
			for b.Loop() {
				c.fields()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/field")
		})
	}
}

// Work that knows no context is not waited for once the run shall end.
func TestUnlessDone(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	hold := make(chan struct{})
	defer close(hold)
	cancel()
	if _, err := unlessDone(ctx, func() (int, error) { <-hold; return 1, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("it was waited for: %v", err)
	}
	if got, err := unlessDone(t.Context(), func() (int, error) { return 1, nil }); got != 1 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
}
