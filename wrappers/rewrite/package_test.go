package rewrite

import (
	"bytes"
	"errors"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

var allUnsafe = map[string]bool{"Add": true, "Slice": true, "SliceData": true, "String": true, "StringData": true}

func functions(names ...string) []Function {
	var list []Function
	for _, n := range names {
		list = append(list, Function{Name: n})
	}
	return list
}

// hookable names every function of entry.in.go that a hook is asked for.
func hookable() []Function {
	list := functions("G.M", "G.N", "T.Value", "T.Pointer", "Gen", "Unnamed", "Blank", "One", "Comment", "Line", "Labels", "Recover", "Kept", "Nosplit", "Assembly", "Placed")
	return append(list,
		Function{Name: "Variadic", Log: []Argument{{Parameter: 0, As: "format", Kind: 's'}, {Parameter: 1, As: "rest", Kind: 'l'}}},
		Function{Name: "Shadow", Log: []Argument{{Parameter: 0, As: "len", Kind: 's'}, {Parameter: 1, As: "nil", Kind: 'i'}, {Parameter: 2, As: "uintptr", Kind: 't'}}},
		Function{Name: "Made", Log: []Argument{{As: "context", Kind: 'm'}}},
		Function{Name: "Late.End", Late: true, Log: []Argument{{Parameter: -1, Field: "in.a", As: "a", Kind: 'V'}, {Parameter: -1, Field: "in.b", As: "b", Kind: 'S'}}})
}

func input(t *testing.T, name string) Input {
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Input{ImportPath: "example.com/w", GoMinor: 24, Files: []File{{name, text}}}
}

func TestGolden(t *testing.T) {
	entry, call := input(t, "entry.in.go"), input(t, "unsafe.in.go")
	entry.Functions = hookable()
	call.Unsafe = allUnsafe
	for name, in := range map[string]Input{"entry": entry, "unsafe": call} {
		r, err := Package(in)
		if err != nil {
			t.Fatal(err)
		}
		report := "hooked:\n  " + strings.Join(r.Hooked, "\n  ") + "\nskipped:\n"
		for _, s := range r.Skipped {
			report += "  " + s.Name + ": " + s.Reason + "\n"
		}
		for file, got := range map[string]string{".want.go": string(r.Changed[0]), ".added.go": string(r.Added), ".report.txt": report} {
			golden := filepath.Join("testdata", name+file)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: got\n%s", golden, got)
			}
		}
		if err := faithful(in.Files[0].Text, r.Changed[0]); err != nil {
			t.Error(err)
		}
	}
}

// faithful reports a copy that does not parse, or whose lines are not the original's with insertions.
func faithful(original, copied []byte) error {
	if _, err := parser.ParseFile(token.NewFileSet(), "", copied, 0); err != nil {
		return err
	}
	before, after := bytes.Split(original, []byte("\n")), bytes.Split(copied, []byte("\n"))
	if len(before) != len(after) {
		return errors.New("the number of lines changed")
	}
	for i := range before {
		if !subsequence(before[i], after[i]) {
			return errors.New("line changed: " + string(after[i]))
		}
	}
	return nil
}

func subsequence(part, whole []byte) bool {
	for _, c := range whole {
		if len(part) > 0 && part[0] == c {
			part = part[1:]
		}
	}
	return len(part) == 0
}

func TestWindowsLineEnds(t *testing.T) {
	text := strings.ReplaceAll("package w\n\nimport \"unsafe\"\n\nfunc F(p *int) []int {\n\treturn unsafe.Slice(\n\t\tp,\n\t\t2)\n}\n", "\n", "\r\n")
	in := Input{ImportPath: "w", GoMinor: 24, Files: []File{{"w.go", []byte(text)}}, Functions: functions("F"), Unsafe: allUnsafe}
	r, err := Package(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := faithful([]byte(text), r.Changed[0]); err != nil || len(r.Hooked) != 2 {
		t.Errorf("%v: %s", err, r.Changed[0])
	}
}

func TestMissing(t *testing.T) {
	in := input(t, "entry.in.go")
	in.Functions = functions("Variadik", "T.Pinter", "Nothing_like_this")
	_, err := Package(in)
	var missing *MissingError
	if !errors.As(err, &missing) {
		t.Fatalf("got %v", err)
	}
	want := map[string][]string{"Variadik": {"Variadic"}, "T.Pinter": {"T.Pointer"}, "Nothing_like_this": nil}
	if !reflect.DeepEqual(missing.Near, want) {
		t.Errorf("near: %v", missing.Near)
	}
	if !strings.Contains(err.Error(), "example.com/w has no function Variadik; it has Variadic") {
		t.Error(err)
	}
}

func TestNothingToDo(t *testing.T) {
	in := Input{ImportPath: "w", GoMinor: 24, Files: []File{{"w.go", []byte("package w\n\nfunc F() {}\n")}}, Unsafe: allUnsafe}
	if r, err := Package(in); err != nil || r.Added != nil || len(r.Changed) != 0 {
		t.Errorf("%v %v", r, err)
	}
}

func TestPrefixIsFree(t *testing.T) {
	text := "package w\n\nvar rto_on, rtox_s0 = 1, 2\n\nfunc F() {}\n"
	r, err := Package(Input{ImportPath: "w", GoMinor: 24, Files: []File{{"w.go", []byte(text)}}, Functions: functions("F")})
	if err != nil || !strings.Contains(string(r.Changed[0]), "if rtoxx_on{") {
		t.Errorf("%v %s", err, r.Changed[0])
	}
}

func TestSyntaxErrorIsLeftToTheCompiler(t *testing.T) {
	_, err := Package(Input{ImportPath: "w", GoMinor: 24, Files: []File{{"w.go", []byte("package w\nfunc F( {}\n")}}, Functions: functions("F")})
	var syntax *SyntaxError
	if !errors.As(err, &syntax) {
		t.Errorf("got %v", err)
	}
}

func FuzzPackage(f *testing.F) {
	for _, name := range []string{"entry.in.go", "unsafe.in.go"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		tree, err := parser.ParseFile(token.NewFileSet(), "", text, 0)
		if err != nil {
			return
		}
		in := Input{ImportPath: "w", GoMinor: 24, Files: []File{{"w.go", text}}, Unsafe: allUnsafe}
		aliases := Aliases{}
		aliases.Add(tree)
		for _, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				in.Functions = append(in.Functions, Function{Name: aliases.FunctionName(fn)})
			}
		}
		r, err := Package(in)
		if err != nil {
			t.Fatal(err)
		}
		if r.Added == nil {
			return
		}
		if err := faithful(text, r.Changed[0]); err != nil {
			t.Fatalf("%v\n%s", err, r.Changed[0])
		}
	})
}
