package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTableIsCurrent fails when the checked-in table is not what the generator writes: run go generate.
func TestTableIsCurrent(t *testing.T) {
	have, err := os.ReadFile("../regions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	write(&want)
	if diff := cmp.Diff(want.String(), string(have)); diff != "" {
		t.Errorf("regions.tsv is out of date (-want +got):\n%s", diff)
	}
}
