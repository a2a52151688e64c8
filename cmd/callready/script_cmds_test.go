package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/callready/callready/io/charset"
)

// transcode ENCODING FROM TO stores a UTF-8 file in another encoding.
func transcode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: transcode ENCODING FROM TO")
	}
	enc, err := charset.Lookup(args[0])
	ts.Check(err)
	stored, err := enc.Encode(nil, ts.ReadFile(args[1]))
	ts.Check(err)
	var out bytes.Buffer
	w := enc.NewWriter(&out)
	_, err = w.Write(stored)
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out.Bytes(), 0o600))
}

// crlf FILE gives a file CRLF line ends.
func crlf(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: crlf FILE")
	}
	text := bytes.ReplaceAll([]byte(ts.ReadFile(args[0])), []byte("\n"), []byte("\r\n"))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// count N FILE checks the number of lines of a file.
func count(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: count N FILE")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := strings.Count(ts.ReadFile(args[1]), "\n")
	if (got == want) == neg {
		ts.Fatalf("%s has %d lines, want %d", args[1], got, want)
	}
}
