package selection

import (
	"reflect"
	"strings"
	"testing"
)

func read(t *testing.T, minor int, pairs ...string) *Selection {
	t.Helper()
	s, err := Read(environment(pairs), minor)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func environment(pairs []string) func(string) string {
	return func(name string) string {
		for _, p := range pairs {
			if strings.HasPrefix(p, name+"=") {
				return p[len(name)+1:]
			}
		}
		return ""
	}
}

func TestCanonical(t *testing.T) {
	for _, row := range []struct {
		want string
		env  []string
		why  string
	}{
		{"", nil, "nothing is observed until asked"},
		{"reflect", []string{"GO_INSTRUMENT_REFLECT=true"}, "a switch"},
		{"", []string{"GO_INSTRUMENT_REFLECT=false"}, "switched off"},
		{"crypto,reflect", []string{"GO_INSTRUMENT=reflect", "GO_INSTRUMENT_CRYPTO=1"}, "variables add up"},
		{"reflect,os/exec.Command", []string{"GO_INSTRUMENT=os/exec.Command, reflect,reflect"}, "order, spaces and repeats do not matter"},
		{"", []string{"GO_INSTRUMENT=none"}, "none"},
	} {
		if got := read(t, 24, row.env...).String(); got != row.want {
			t.Errorf("%v: %q, not %q (%s)", row.env, got, row.want, row.why)
		}
	}
}

func TestBadSelections(t *testing.T) {
	for _, env := range []string{"GO_INSTRUMENT=reflekt", "GO_INSTRUMENT=os/exec", "GO_INSTRUMENT=.", "GO_INSTRUMENT_UNSAFE=maybe", `GO_INSTRUMENT=a"b.C`} {
		if _, err := Read(environment([]string{env}), 24); err == nil {
			t.Errorf("%s: no error", env)
		}
	}
}

func names(s *Selection, importPath string) []string {
	var list []string
	for _, f := range s.Functions(importPath) {
		list = append(list, f.Name)
	}
	return list
}

func TestFunctions(t *testing.T) {
	for _, row := range []struct {
		ask, importPath string
		want            []string
	}{
		{"os/exec.Command", "os/exec", []string{"Command"}},
		{"os/exec.Command", "os", nil},
		{"net/http.(*Client).Do", "net/http", []string{"Client.Do"}},
		{"net/http.Client.Do", "net/http", []string{"Client.Do"}},
		{"gopkg.in/yaml.v3.Unmarshal", "gopkg.in/yaml.v3", []string{"Unmarshal"}},
		{"example.com/a.v2/b.F", "example.com/a", nil},
		{"crypto", "crypto/hmac", []string{"Equal", "New"}},
		{"crypto", "crypto/tls/internal", nil},
	} {
		if got := names(read(t, 24, "GO_INSTRUMENT="+row.ask), row.importPath); !reflect.DeepEqual(got, row.want) {
			t.Errorf("%s in %s: %v, not %v", row.ask, row.importPath, got, row.want)
		}
	}
}

func TestEntryRefinesAName(t *testing.T) {
	f := read(t, 24, "GO_INSTRUMENT=crypto/aes.NewCipher").Functions("crypto/aes")
	if len(f) != 1 || len(f[0].Log) != 1 || f[0].Log[0].As != "key_bits" {
		t.Errorf("%v", f)
	}
}

func TestSince(t *testing.T) {
	if got := read(t, 19, "GO_INSTRUMENT=unsafe").Unsafe(); !reflect.DeepEqual(got, map[string]bool{"Add": true, "Slice": true}) {
		t.Errorf("1.19: %v", got)
	}
	if got := read(t, 20, "GO_INSTRUMENT=unsafe").Unsafe(); len(got) != 5 {
		t.Errorf("1.20: %v", got)
	}
}
