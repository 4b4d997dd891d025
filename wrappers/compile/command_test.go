package main

import (
	"reflect"
	"testing"
)

func TestParseCommand(t *testing.T) {
	args := []string{"-o", "$WORK/b002/_pkg_.a", "-trimpath", "$WORK=>", "-p", "main", "-lang=go1.20", "-std", "-complete", "-buildid", "x/y", "-goversion", "go1.24", "-c=4", "-pack", "./a.go", "/cache/ab-d"}
	c := parseCommand(args, "example.com/app [example.com/app.test]")
	if c.importPath != "example.com/app" || c.output != "$WORK/b002/_pkg_.a" || !c.std {
		t.Errorf("%+v", c)
	}
	if !reflect.DeepEqual(c.files, []string{"./a.go", "/cache/ab-d"}) {
		t.Errorf("files %q: names from the build cache have no ending", c.files)
	}
	if !reflect.DeepEqual(append(c.flags, c.files...), args) {
		t.Errorf("flags %q", c.flags)
	}
	if c := parseCommand([]string{"-p", "os", "x.go"}, ""); c.importPath != "os" {
		t.Errorf("without TOOLEXEC_IMPORTPATH: %q", c.importPath)
	}
}

func TestApplyRewrites(t *testing.T) {
	for _, row := range [][4]string{
		{"/w/b1/x.go", "/w/b1=>;/src=>m", "", "x.go"},
		{"/src/a/x.go", "/w/b1=>;/src=>m@v1", "", "m@v1/a/x.go"},
		{"/src2/x.go", "/src=>m", "", "/src2/x.go"},
		{"/w/b1/x.go", "/w/b1", "", "x.go"},
		{"/go/src/fmt/x.go", "/w/b1=>", "/go", "$GOROOT/src/fmt/x.go"},
		{"/go/src/fmt/x.go", "/go/src/fmt=>fmt", "/go", "fmt/x.go"},
		{"/gopher/x.go", "/w/b1=>", "/go", "/gopher/x.go"},
	} {
		if got := applyRewrites(row[0], row[1], row[2]); got != row[3] {
			t.Errorf("%s with %s: %s", row[0], row[1], got)
		}
	}
}

func TestWithoutFolder(t *testing.T) {
	for message, want := range map[string]string{
		"/home/a b/odd.go:11:19: x / y": "odd.go:11:19: x / y",
		"./odd.go:1:2: x":               "odd.go:1:2: x",
		"odd.go:1:2: x":                 "odd.go:1:2: x",
		"flag needs an argument":        "flag needs an argument",
	} {
		if got := withoutFolder(message); got != want {
			t.Errorf("%q: %q", message, got)
		}
	}
}
