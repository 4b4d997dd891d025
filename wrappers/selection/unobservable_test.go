package selection

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// goMinor is that of the Go which runs the test.
func goMinor(t *testing.T) int {
	t.Helper()
	m := regexp.MustCompile(`^go1\.(\d+)`).FindStringSubmatch(runtime.Version())
	if m == nil {
		t.Skipf("%s is no release", runtime.Version())
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestRuntimeDependenciesAreDenied(t *testing.T) {
	minor := goMinor(t)
	dependencies := map[string]bool{}
	for _, platform := range [][2]string{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"js", "wasm"}} {
		list := exec.Command("go", "list", "-deps", "runtime")
		list.Env = append(os.Environ(), "GOOS="+platform[0], "GOARCH="+platform[1])
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range strings.Fields(string(out)) {
			dependencies[path] = true
			if path != "unsafe" && DeniedPackage(path, minor) == "" {
				t.Errorf("package runtime of Go 1.%d imports %s, which is not denied", minor, path)
			}
		}
	}
	for _, d := range deniedPackages {
		if d.reason == ofRuntime && d.has(minor) && !dependencies[d.path] {
			t.Errorf("package runtime of Go 1.%d does not import %s, which is denied", minor, d.path)
		}
	}
}

// simd/archsimd is left out: its methods have no Go body.
var builderCall = regexp.MustCompile(`\b(?:add|addF|alias)\("([a-z0-9/]+)", *"([A-Za-z0-9_.]+)"`)

func TestIntrinsicsAreTheCompilers(t *testing.T) {
	minor := goMinor(t)
	folder := filepath.Join(goroot(t), "src", "cmd", "compile", "internal", "ssagen")
	found := map[string]bool{}
	for _, name := range []string{"ssa.go", "intrinsics.go"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if os.IsNotExist(err) && name == "intrinsics.go" && minor < 24 {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range builderCall.FindAllStringSubmatch(string(text), -1) {
			if DeniedPackage(m[1], minor) != ofRuntime && m[1] != "runtime" {
				found[m[1]+"."+m[2]] = true
			}
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d intrinsics in %s: the compiler's source changed its form", len(found), folder)
	}
	for name := range found {
		dot := strings.LastIndex(name, ".")
		if deniedFunction(name[:dot], name[dot+1:], minor) != intrinsic {
			t.Errorf("%s is an intrinsic of Go 1.%d", name, minor)
		}
	}
	for _, i := range intrinsics {
		for _, name := range strings.Fields(i.names) {
			if i.has(minor) && DeniedPackage(i.path, minor) == "" && !found[i.path+"."+name] {
				t.Errorf("%s.%s is no intrinsic of Go 1.%d", i.path, name, minor)
			}
		}
	}
}

func TestDeniedFunctionsExist(t *testing.T) {
	for name := range deniedFunctions {
		dot := strings.LastIndex(name, ".")
		sources, err := filepath.Glob(filepath.Join(goroot(t), "src", filepath.FromSlash(name[:dot]), "*.go"))
		if err != nil || len(sources) == 0 {
			t.Fatal(name, err)
		}
		found := false
		for _, source := range sources {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			found = found || strings.Contains(string(text), "\nfunc "+name[dot+1:]+"(")
		}
		if !found {
			t.Errorf("%s is gone", name)
		}
	}
}
