// What a toolchain says of itself.

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnproved(t *testing.T) {
	for _, unproved := range []bool{false, true} {
		a := about{Go: "1.24.99", Platform: "linux-amd64", Recipe: "0123456789abcdef", Family: family{Family: "1.24", Unproved: unproved}}
		if said := strings.Contains(string(buildFile(a)), `\"unproved\":\"true\"`) || strings.Contains(string(buildFile(a)), `"unproved":"true"`); said != unproved {
			t.Errorf("unproved %v: the stamp says %s", unproved, buildFile(a))
		}
		goroot := t.TempDir()
		if err := describe(goroot, a); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(goroot, "rto.json"))
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Contains(string(text), `"unproved": "true"`); said != unproved {
			t.Errorf("unproved %v: rto.json is %s", unproved, text)
		}
	}
}
