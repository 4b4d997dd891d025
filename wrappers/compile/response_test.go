package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestResponsesOfEachRelease(t *testing.T) {
	for _, row := range []struct {
		goMinor int
		text    string
		want    []string
	}{
		{19, "-p\r\na\\\\b\\nc\n./x y.go\n\"q\"\n", []string{"-p", "a\\b\nc", "./x y.go", `"q"`}},
		{26, "-D\n\n./x.go\n", []string{"-D", "", "./x.go"}},
		{27, "-p a\\\\b\n\"./x y.go\"\n", []string{"-p", `a\b`, "./x y.go"}},
		{27, "'a \\ b' \"a \\\\ \\\" \\$ \\` \\n b\" c\\ d", []string{`a \ b`, "a \\ \" $ ` \\n b", "c d"}},
		{27, "'' \"\" a\"b\"'c' \\\n a\\\r\nb \"a\\\nb\"", []string{"", "", "abc", "ab", "ab"}},
		{27, "  \n", nil},
		{27, "a\\", []string{"a"}},
	} {
		name := filepath.Join(t.TempDir(), "args")
		write(t, name, row.text)
		got, err := responsesOf(row.goMinor).expand([]string{"-std", "@" + name, "x"})
		want := append(append([]string{"-std"}, row.want...), "x")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("1.%d reads %q as %q, %v", row.goMinor, row.text, got, err)
		}
	}
}

func TestResponsesThatCannotBeRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "args")
	write(t, name, "-p\n@"+name+"\n")
	for what, argument := range map[string]string{"a file that names itself": "@" + name, "an absent file": "@" + name + "-absent", "no file": "@"} {
		if got, err := responsesOf(24).expand([]string{argument}); err == nil {
			t.Errorf("%s: %q", what, got)
		}
	}
	write(t, name, "a\\tb\n")
	if _, err := responsesOf(24).expand([]string{"@" + name}); err == nil || !strings.Contains(err.Error(), "unknown escape") {
		t.Error(err)
	}
}

func TestResponsesAreWritten(t *testing.T) {
	odd := []string{"-p", "", "a b", `it's`, `"q"`, `$HOME`, "`x`", `back\slash`, "two\nlines", "plain", strings.Repeat("x", shortCommand)}
	for _, goMinor := range []int{19, 26, 27} {
		r := &room{}
		defer r.close()
		responses := responsesOf(goMinor)
		short, err := responses.fit(odd[:10], r.write)
		if err != nil || !reflect.DeepEqual(short, odd[:10]) || r.path != "" {
			t.Errorf("a short command: %q %v", short, err)
		}
		long, err := responses.fit(odd, r.write)
		if err != nil || len(long) != 1 {
			t.Fatal(long, err)
		}
		got, err := responses.expand(long)
		if err != nil || !reflect.DeepEqual(got, odd) {
			t.Errorf("1.%d: %.200q %v", goMinor, got, err)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
