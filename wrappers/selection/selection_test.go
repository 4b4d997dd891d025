package selection

import (
	"reflect"
	"strings"
	"testing"

	"rto.dev/wrappers/rewrite"
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
		{"net/http.Client.Do", []string{"GO_INSTRUMENT=net/http.(*Client).Do,net/http.Client.Do"}, "a method is one, whatever its receiver"},
		{"slices.Sort,slices.T.M", []string{"GO_INSTRUMENT=slices.Sort[...],slices.(*T[...]).M"}, "as stack traces write generic functions"},
		{"crypto,a.b/c/...,-crypto/rand.Read,-crypto/tls.*", []string{"GO_INSTRUMENT=-crypto/tls.*,a.b/c/...,crypto,-crypto/rand.Read"}, "exclusions last"},
	} {
		if got := read(t, 24, row.env...).String(); got != row.want {
			t.Errorf("%v: %q, not %q (%s)", row.env, got, row.want, row.why)
		}
	}
}

func TestBadWords(t *testing.T) {
	for _, row := range []struct{ env, words string }{
		{"GO_INSTRUMENT=reflekt", "did you mean reflect?"},
		{"GO_INSTRUMENT=strings", "write strings.* for all functions of package strings, strings.Name for one"},
		{"GO_INSTRUMENT=os/exec", "write os/exec.* for all its functions, os/exec/... also for what is below it"},
		{"GO_INSTRUMENT=gopkg.in/yaml.v3.", "is no name"},
		{"GO_INSTRUMENT=.", "is no name"},
		{"GO_INSTRUMENT=/x.F", "is no name"},
		{"GO_INSTRUMENT=...", "is too much"},
		{"GO_INSTRUMENT=*", "is too much"},
		{"GO_INSTRUMENT=-", "excludes nothing"},
		{"GO_INSTRUMENT=-crypto/tls.*", "but nothing is asked for"},
		{"GO_INSTRUMENT=-none", "is neither a group"},
		{"GO_INSTRUMENT=net/http.(*Client.Do", "is no name"},
		{"GO_INSTRUMENT=net/http.**.Do", "is no name"},
		{"GO_INSTRUMENT=slices.Sort[int]", "has type arguments"},
		{"GO_INSTRUMENT=os.init", "no call reaches a function called init"},
		{"GO_INSTRUMENT=os.9", "does not end in a function's name"},
		{`GO_INSTRUMENT=a"b.C`, "is no name"},
		{"GO_INSTRUMENT=unsafe.Slise", "it has Add, Slice"},
		{"GO_INSTRUMENT=unsafe.Sizeof", "it is a constant"},
		{"GO_INSTRUMENT=unsafe.Pointer", "is a type"},
		{"GO_INSTRUMENT_UNSAFE=maybe", "neither true nor false"},
	} {
		if _, err := Read(environment([]string{row.env}), 24); err == nil || !strings.Contains(err.Error(), row.words) {
			t.Errorf("%s: %v", row.env, err)
		}
	}
	if _, err := Read(environment([]string{"GO_INSTRUMENT=unsafe.String"}), 19); err == nil || !strings.Contains(err.Error(), "came with Go 1.20") {
		t.Errorf("unsafe.String on 1.19: %v", err)
	}
}

// text is a package with one of everything that a word can mean.
const text = `package p

import "io"

type Client struct{ io.Reader }
func (c *Client) Do() {}
func (c Client) Get() {}
func (c *Client) _() {}

type List[T any] struct{}
func (l *List[T]) Push(x T) {}

type Doer interface{ Do() }
type plain int

var Default = func() {}
const Size = 1

func init() {}
func _() {}
func Command(name string, n int, key []byte) {}
func helper() {}
func Generic[T any]() {}
func main() {}
`

func files(texts ...string) []rewrite.File {
	list := []rewrite.File{{Name: "./p.go", Text: []byte(text)}, {Name: "./p_test.go", Text: []byte("package p\nfunc TestX() {}\n")},
		{Name: "/w/_cgo_gotypes.go", Text: []byte("package p\nfunc _Cfunc_f() {}\n")},
		{Name: "/w/_testmain.cover.go", Text: []byte("package p\nfunc ofTests() {}\n")}}
	for _, t := range texts {
		list = append(list, rewrite.File{Name: "more.go", Text: []byte(t)})
	}
	return list
}

func noTests() []rewrite.File { return nil }

func names(t *testing.T, s *Selection, importPath string, in []rewrite.File) string {
	t.Helper()
	w := s.In(importPath)
	if w == nil {
		return "-"
	}
	list, err := w.Functions(in, noTests)
	if err != nil {
		return "error: " + err.Error()
	}
	var names []string
	for _, f := range list {
		names = append(names, f.Name)
	}
	return strings.Join(names, " ")
}

const everything = "Client.Do Client.Get Command Generic List.Push helper main"

func TestFunctions(t *testing.T) {
	for _, row := range []struct{ ask, importPath, want, why string }{
		{"os/exec.Command", "os/exec", "Command", "a function"},
		{"os/exec.Command", "os", "-", "of another package"},
		{"a.b/p.(*Client).Do", "a.b/p", "Client.Do", "a method"},
		{"a.b/p.Client.Do", "a.b/p", "Client.Do", "as well"},
		{"a.b/p.(*Client).Get", "a.b/p", "Client.Get", "a pointer has the methods of its value"},
		{"a.b/p.List.Push,a.b/p.Generic", "a.b/p", "Generic List.Push", "generic"},
		{"gopkg.in/p.v3.Command", "gopkg.in/p.v3", "Command", "dots in a path"},
		{"gopkg.in/p.v3.Command", "gopkg.in/p", "", "the package whose path it goes on from"},
		{"a.b/p.v2/q.Command", "a.b/p", "-", "a path that begins alike"},
		{"a.b/p.*", "a.b/p", everything, "all but init, _, tests and what cgo wrote"},
		{"a.b/p.*", "a.b/p/q", "-", "not what is below"},
		{"a.b/p.Client.*", "a.b/p", "Client.Do Client.Get", "all methods of a type"},
		{"a.b/...", "a.b/p", everything, "a tree"},
		{"a.b/p/...", "a.b/p", everything, "and its top"},
		{"a.b/p/...", "a.b/pq", "-", "whole path elements"},
		{"a.b/p.TestX", "a.b/p", "TestX", "a test by its name"},
		{"command-line-arguments.main", "command-line-arguments", "main", "main.main"},
		{"a.b/p.*,-a.b/p.Command", "a.b/p", "Client.Do Client.Get Generic List.Push helper main", "an exclusion"},
		{"-a.b/p.(*Client).Do,a.b/p.Client.*", "a.b/p", "Client.Get", "wherever it stands"},
		{"a.b/p.Command,-a.b/...", "a.b/p", "", "wins over a name"},
		{"a.b/p.Command,-a.b/p.*", "a.b/p", "", "of a package"},
		{"a.b/p.*,-a.b/p.Client.*", "a.b/p", "Command Generic List.Push helper main", "of a type"},
		{"reflect,-a.b/p.*", "a.b/p", "-", "of a package that nothing is asked of"},
	} {
		if got := names(t, read(t, 24, "GO_INSTRUMENT="+row.ask), row.importPath, files()); got != row.want {
			t.Errorf("%s in %s: %s, not %s (%s)", row.ask, row.importPath, got, row.want, row.why)
		}
	}
}

func TestTestsOfAPackageThatIsCompiledWithoutThem(t *testing.T) {
	s := read(t, 24, "GO_INSTRUMENT=os/p.TestX,os/p.Command")
	if got := names(t, s, "os/p", files()[:1]); got != "Command" {
		t.Error(got)
	}
	if got := names(t, read(t, 24, "GO_INSTRUMENT=os/p.TestY"), "os/p", files()); !strings.HasPrefix(got, "error: ") {
		t.Error(got)
	}
}

func TestFunctionsOfTestFilesBesideThePackage(t *testing.T) {
	beside := func() []rewrite.File {
		return []rewrite.File{
			{Name: "x_test.go", Text: []byte("package p\ntype Half = Client\nfunc forTests() {}\nfunc (Half) Peek() {}\ntype own int\nfunc (own) Do() {}\n")},
			{Name: "y_test.go", Text: []byte("package p_test\nfunc outside() {}\n")},
		}
	}
	for _, row := range []struct {
		ask    string
		exists bool
	}{
		{"os/p.forTests", true}, {"os/p.Client.Peek", true}, {"os/p.own.Do", true}, {"os/p.own.*", true}, {"os/p.*,-os/p.forTests", true},
		{"os/p.forTest", false}, {"os/p.outside", false}, {"os/p.own.Done", false}, {"os/p.owner.*", false},
	} {
		_, err := read(t, 24, "GO_INSTRUMENT="+row.ask).In("os/p").Functions(files()[:1], beside)
		if (err == nil) != row.exists {
			t.Errorf("%s: %v", row.ask, err)
		}
	}
}

func TestNamed(t *testing.T) {
	w := read(t, 24, "GO_INSTRUMENT=os/p.Command,os/p.(*Client).Do,os/p.*,-os/p.helper").In("os/p")
	if got := strings.Join(w.Named(), " "); got != "os/p.Client.Do os/p.Command" {
		t.Errorf("before the package is read: %s", got)
	}
	if _, err := w.Functions(files(), noTests); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(w.Named(), " "); got != "os/p.Client.Do os/p.Command" {
		t.Errorf("after: %s", got)
	}
}

func TestAliases(t *testing.T) {
	in := files("package p\ntype C = *Client\ntype B = bytes.Buffer\nfunc (c C) Aliased() {}\n")
	for ask, want := range map[string]string{
		"os/p.(*Client).Aliased": "Client.Aliased",
		"os/p.Client.*":          "Client.Aliased Client.Do Client.Get",
		"os/p.C.Aliased":         "error: os/p.C is another name of os/p.Client: ask for os/p.Client.Aliased",
		"os/p.C.*":               "error: os/p.C is another name of os/p.Client: ask for os/p.Client.*",
		"os/p.B.Len":             "error: os/p.B is another name of a type of another package: ask for that one's methods",
	} {
		if got := names(t, read(t, 24, "GO_INSTRUMENT="+ask), "os/p", in); got != want {
			t.Errorf("%s: %s", ask, got)
		}
	}
}

func TestNamesThatDoNotExist(t *testing.T) {
	for _, row := range []struct{ ask, importPath, words string }{
		{"os/p.Comand", "os/p", "os/p has no function Comand; it has Command"},
		{"os/p.Nothing_like_this", "os/p", "os/p has no function Nothing_like_this"},
		{"os/p.Push", "os/p", "it has List.Push"},
		{"os/p.Client.Dop", "os/p", "os/p.Client has no method Dop; it has Do"},
		{"os/p.Client.Something", "os/p", "os/p.Client has no method Something; it has Do, Get"},
		{"os/p.Clint.Do", "os/p", "os/p has no type Clint; it has Client"},
		{"os/p.Something.Do", "os/p", "os/p has no type Something"},
		{"a.b/p.client.Do", "a.b/p", "it has Client"},
		{"os/p.plain.String", "os/p", "it declares none of its own"},
		{"os/p.Doer.Do", "os/p", "is an interface"},
		{"os/p.Doer", "os/p", "is no function but an interface"},
		{"os/p.Client", "os/p", "os/p.Client is a type: os/p.Client.* observes its methods, os/p.Client.Do one of them"},
		{"os/p.Default", "os/p", "is a variable"},
		{"os/p.Size", "os/p", "is no function but a constant"},
		{"os/p.Command.func1", "os/p", "what stands inside it"},
		{"os/p.*,-os/p.Comand", "os/p", "it has Command"},
		{"os/p.Command,os/p.X,os/p.Y", "os/p", "has no function X"},
	} {
		if got := names(t, read(t, 24, "GO_INSTRUMENT="+row.ask), row.importPath, files()); !strings.HasPrefix(got, "error: ") || !strings.Contains(got, row.words) {
			t.Errorf("%s: %s", row.ask, got)
		}
	}
}

func TestWhatCannotBeObserved(t *testing.T) {
	in := files("package p\nfunc Sqrt() {}\nfunc sqrt() {}\nfunc Floor() {}\nfunc poolCleanup() {}\n")
	for _, row := range []struct {
		ask, importPath string
		minor           int
		want            string
	}{
		{"math.Sqrt", "math", 19, "error: math.Sqrt cannot be observed: " + intrinsic},
		{"math.Sqrt", "math", 24, "Sqrt"},
		{"math.Floor", "math", 24, "error: math.Floor cannot be observed: " + intrinsic},
		{"math.*,-math.Client.*,-math.List.*", "math", 24, "Command Generic Sqrt helper main poolCleanup"},
		{"sync.poolCleanup", "sync", 24, "error: sync.poolCleanup cannot be observed: package runtime calls it with the world stopped"},
		{"math/bits.Command", "math/bits", 25, "Command"},
		{"math/bits.Command", "math/bits", 26, "error: math/bits.Command cannot be observed: " + ofRuntime},
		{"math/bits.*", "math/bits", 26, "error: math/bits.* cannot be observed: " + ofRuntime},
		{"math/...", "math/bits", 26, ""},
		{"runtime.GC", "runtime", 24, "error: runtime.GC cannot be observed: the hooks run on package runtime"},
		{"runtime/debug.Command", "runtime/debug", 24, "Command"},
		{"runtime/internal/sys.Command", "runtime/internal/sys", 19, "error: runtime/internal/sys.Command cannot be observed: " + ofRuntime},
		{"crypto/internal/fips140/aes.Command", "crypto/internal/fips140/aes", 24, "error: crypto/internal/fips140/aes.Command cannot be observed: " + ofFIPS},
		{"crypto/internal/fips140cache.Command", "crypto/internal/fips140cache", 25, "Command"},
	} {
		if got := names(t, read(t, row.minor, "GO_INSTRUMENT="+row.ask), row.importPath, in); got != row.want {
			t.Errorf("1.%d %s: %s, not %s", row.minor, row.ask, got, row.want)
		}
	}
}

func TestGroups(t *testing.T) {
	in := files("package p\nfunc New() {}\nfunc Equal() {}\n")
	for _, row := range []struct{ ask, importPath, want string }{
		{"crypto", "crypto/hmac", "Equal New"},
		{"crypto,-crypto/hmac.Equal", "crypto/hmac", "New"},
		{"crypto,-crypto", "crypto/hmac", ""},
		{"crypto/hmac.*,-crypto", "crypto/hmac", everything},
		{"crypto", "crypto/tls/internal", "-"},
		{"crypto", "crypto/md5", "error: group crypto: crypto/md5 has no function Sum"},
		{"crypto", "golang.org/x/crypto/md4", "New"},
		{"crypto", "golang.org/x/crypto/hkdf", "New"},
	} {
		if got := names(t, read(t, 24, "GO_INSTRUMENT="+row.ask), row.importPath, in); got != row.want {
			t.Errorf("%s in %s: %s, not %s", row.ask, row.importPath, got, row.want)
		}
	}
}

func TestEntryRefinesAName(t *testing.T) {
	in := files("package p\nfunc NewCipher(key []byte) {}\n")
	for _, ask := range []string{"crypto/aes.NewCipher", "crypto/aes.*", "crypto/..."} {
		list, err := read(t, 24, "GO_INSTRUMENT="+ask).In("crypto/aes").Functions(in, noTests)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			if f.Name == "NewCipher" && (len(f.Log) != 1 || f.Log[0].As != "key_bits") || f.Name != "NewCipher" && len(f.Log) != 0 {
				t.Errorf("%s: %v", ask, f)
			}
		}
	}
}

func TestEntryOfAChangedModule(t *testing.T) {
	in := files("package p\nfunc NewCipher(key [32]byte) {}\n")
	list, err := read(t, 24, "GO_INSTRUMENT=crypto").In("golang.org/x/crypto/tea").Functions(in, noTests)
	if err != nil || len(list) != 1 || len(list[0].Log) != 0 {
		t.Errorf("%v %v: an array is no slice", list, err)
	}
}

func TestStrict(t *testing.T) {
	w := read(t, 24, "GO_INSTRUMENT=a.b/p.*,a.b/p.(*Client).Do").In("a.b/p")
	if _, err := w.Functions(files(), noTests); err != nil {
		t.Fatal(err)
	}
	if !w.Strict("a.b/p.(*Client).Do") || w.Strict("a.b/p.Client.Get") || w.Strict("a.b/p.Command name") {
		t.Error("a name is strict, what a package brings is not")
	}
}

func TestUnsafe(t *testing.T) {
	for _, row := range []struct {
		minor int
		ask   string
		want  map[string]bool
	}{
		{19, "unsafe", map[string]bool{"Add": true, "Slice": true}},
		{20, "unsafe", map[string]bool{"Add": true, "Slice": true, "SliceData": true, "String": true, "StringData": true}},
		{24, "unsafe.Slice", map[string]bool{"Slice": true}},
		{19, "unsafe.*,-unsafe.Add", map[string]bool{"Slice": true}},
		{24, "reflect", map[string]bool{}},
	} {
		s := read(t, row.minor, "GO_INSTRUMENT="+row.ask)
		if got := s.Unsafe(); !reflect.DeepEqual(got, row.want) || s.In("unsafe") != nil {
			t.Errorf("1.%d %s: %v", row.minor, row.ask, got)
		}
	}
}

func TestMainByName(t *testing.T) {
	for ask, want := range map[string]string{"main.run": "main.run", "main.*": "main.*", "a.b/main.run": "", "crypto,-main.run": ""} {
		if got := read(t, 24, "GO_INSTRUMENT="+ask).MainByName(); got != want {
			t.Errorf("%s: %q", ask, got)
		}
	}
}
