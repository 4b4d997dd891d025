// The letters of kinds stand in this package and in package runtime, which imports nothing of rto's: both say the same.

package operations

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

func TestKinds(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../runtime/common/rto_arg.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	hub := map[byte]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "rtoKind") {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok || literal.Kind != token.CHAR {
			return true
		}
		letter, _, _, err := strconv.UnquoteChar(strings.Trim(literal.Value, "'"), 0)
		if err != nil {
			t.Fatal(err)
		}
		if other := hub[byte(letter)]; other != "" {
			t.Errorf("%s and %s have one letter", spec.Names[0].Name, other)
		}
		hub[byte(letter)] = spec.Names[0].Name
		return true
	})
	known := map[byte]string{}
	for name, letter := range Kinds {
		if other := known[letter]; other != "" {
			t.Errorf("%s and %s have one letter", name, other)
		}
		known[letter] = name
		if hub[letter] == "" {
			t.Errorf("the hub does not know %s, %q", name, letter)
		}
	}
	for letter, name := range hub {
		if known[letter] == "" {
			t.Errorf("no kind is called %s, %q, of the hub", name, letter)
		}
	}
}
