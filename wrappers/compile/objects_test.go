package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oneCall is a call of the compiler with all that it reads, in a work folder of its own.
type oneCall struct {
	work, sources string
	arguments     []string
	environment   []string
}

func newCall(t *testing.T, sources string) *oneCall {
	work := filepath.Join(t.TempDir(), "b042")
	c := &oneCall{work: work, sources: sources, environment: []string{"GOARCH=amd64", "GO_INSTRUMENT=reflect", "GOCACHE=/tmp/a", "HOME=/tmp/b"}}
	c.write(t, filepath.Join(work, "importcfg"), "# import config\npackagefile fmt="+filepath.Join(work, "fmt.a")+"\n")
	c.write(t, filepath.Join(work, "fmt.a"), packageFile("action/content", "exports", "code"))
	c.write(t, filepath.Join(work, "made.go"), "//line "+work+"/made.y:1\npackage x\n")
	c.write(t, filepath.Join(work, "symabis"), "def x.f ABI0\n")
	c.write(t, filepath.Join(sources, "x.go"), "package x\n")
	c.arguments = []string{
		"-o", filepath.Join(work, "_pkg_.a"), "-trimpath", work + "=>", "-p", "x", "-std", "-lang=go1.24", "-c=4",
		"-buildid", strings.Repeat("a", 41), "-symabis", filepath.Join(work, "symabis"), "-asmhdr", filepath.Join(work, "go_asm.h"),
		"-importcfg", filepath.Join(work, "importcfg"), "-pack", filepath.Join(sources, "x.go"), filepath.Join(work, "made.go"),
	}
	return c
}

func (c *oneCall) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (c *oneCall) replace(from, to string) {
	for i, a := range c.arguments {
		c.arguments[i] = strings.Replace(a, from, to, 1)
	}
}

func (c *oneCall) key() string {
	return objectKey(&toolchain{Recipe: "r"}, parseCommand(c.arguments, ""), "", c.environment)
}

// packageFile is a package file as the compiler writes it.
func packageFile(buildID, exports, code string) string {
	definitions := fmt.Sprintf("go object linux amd64 go1.24\nbuild id %q\n\n$$B\n%s\n$$\n", buildID, exports)
	member := func(name, data string) string {
		return fmt.Sprintf("%-16s%-12d%-6d%-6d%-8o%-10d`\n%s", name, 0, 0, 0, 0o644, len(data), data)
	}
	return archiveMark + member("__.PKGDEF", definitions) + member("_go_.o", "go object\nbuild id \""+buildID+"\"\n"+code)
}

func TestObjectKeyLeavesOut(t *testing.T) {
	sources := t.TempDir()
	key := newCall(t, sources).key()
	if len(key) != 64 {
		t.Fatalf("key %q", key)
	}
	for what, change := range map[string]func(*oneCall){
		"the work folder":          func(*oneCall) {},
		"the build ID":             func(c *oneCall) { c.replace(strings.Repeat("a", 41), strings.Repeat("b", 41)) },
		"the number of processors": func(c *oneCall) { c.replace("-c=4", "-c=1") },
		"what is observed": func(c *oneCall) {
			c.environment = []string{"GO_INSTRUMENT_CRYPTO=1", "GOARCH=amd64", "GOFLAGS=-v"}
		},
		"an import's build ID and code": func(c *oneCall) {
			c.write(t, filepath.Join(c.work, "fmt.a"), packageFile("other/other", "exports", "other code"))
		},
	} {
		c := newCall(t, sources)
		change(c)
		if got := c.key(); got != key {
			t.Errorf("%s changes the key", what)
		}
	}
}

func TestObjectKeyHolds(t *testing.T) {
	sources := t.TempDir()
	keys := map[string]string{newCall(t, sources).key(): "nothing"}
	for what, change := range map[string]func(*oneCall){
		"a flag":            func(c *oneCall) { c.replace("-lang=go1.24", "-lang=go1.23") },
		"a switch":          func(c *oneCall) { c.replace("-std", "-race") },
		"the path":          func(c *oneCall) { c.arguments[5] = "y" },
		"a variable":        func(c *oneCall) { c.environment[0] = "GOARCH=arm64" },
		"a further one":     func(c *oneCall) { c.environment = append(c.environment, "GOEXPERIMENT=x") },
		"a made file":       func(c *oneCall) { c.write(t, filepath.Join(c.work, "made.go"), "package x // \n") },
		"the symbols' ABIs": func(c *oneCall) { c.write(t, filepath.Join(c.work, "symabis"), "def x.g ABI0\n") },
		"a file fewer":      func(c *oneCall) { c.arguments = c.arguments[:len(c.arguments)-1] },
		"an import's path": func(c *oneCall) {
			c.write(t, filepath.Join(c.work, "importcfg"), "packagefile fmt2="+filepath.Join(c.work, "fmt.a")+"\n")
		},
		"an import's name": func(c *oneCall) {
			c.write(t, filepath.Join(c.work, "importcfg"), "importmap a=fmt\npackagefile fmt="+filepath.Join(c.work, "fmt.a")+"\n")
		},
		"an import's export data": func(c *oneCall) {
			c.write(t, filepath.Join(c.work, "fmt.a"), packageFile("action/content", "others", "code"))
		},
		"a file": func(c *oneCall) { c.write(t, filepath.Join(sources, "x.go"), "package x;") }, // for all that follow
	} {
		c := newCall(t, sources)
		change(c)
		key := c.key()
		if other := keys[key]; key == "" || other != "" {
			t.Errorf("%s: key %q, as %s has", what, key, other)
		}
		keys[key] = what
	}
}

func TestObjectKeyOfTheUnknown(t *testing.T) {
	for what, change := range map[string]func(*oneCall){
		"a flag that brings more": func(c *oneCall) { c.replace("-std", "-embedcfg=x") },
		"a relative file":         func(c *oneCall) { c.arguments[len(c.arguments)-1] = "made.go" },
		"an absent file":          func(c *oneCall) { c.arguments[len(c.arguments)-1] += "x" },
		"an import of another form": func(c *oneCall) {
			c.write(t, filepath.Join(c.work, "fmt.a"), strings.Repeat("x", 100))
		},
		"an import that is cut off": func(c *oneCall) {
			text := packageFile("action/content", "exports", "code")
			c.write(t, filepath.Join(c.work, "fmt.a"), text[:90])
		},
		"an absent import": func(c *oneCall) {
			if err := os.Remove(filepath.Join(c.work, "fmt.a")); err != nil {
				t.Fatal(err)
			}
		},
		"an import of a size that it has not": func(c *oneCall) {
			text := packageFile("action/content", "exports", "code")
			c.write(t, filepath.Join(c.work, "fmt.a"), text[:56]+"9999999999"+text[66:])
		},
		"a relative output": func(c *oneCall) { c.arguments[1] = "x.o" },
	} {
		c := newCall(t, t.TempDir())
		change(c)
		if key := c.key(); key != "" {
			t.Errorf("%s has the key %q", what, key)
		}
	}
}

func TestObjectsAreKept(t *testing.T) {
	cache, sources := t.TempDir(), t.TempDir()
	t.Setenv("GOCACHE", cache)
	newObjectOf := func(id string) (*object, *oneCall) {
		c := newCall(t, sources)
		c.replace(strings.Repeat("a", 41), id)
		o := newObject(&toolchain{Recipe: "r"}, parseCommand(c.arguments, ""), "", c.environment)
		if err := os.MkdirAll(filepath.Dir(o.file), 0o777); err != nil {
			t.Fatal(err)
		}
		return o, c
	}
	one, two := strings.Repeat("1", 20)+"/"+strings.Repeat("1", 20), strings.Repeat("2", 20)+"/"+strings.Repeat("2", 20)
	o, c := newObjectOf(one)
	if o.restore() {
		t.Fatal("restored from nothing")
	}
	c.write(t, o.output, packageFile(one, "exports", "code\n"))
	c.write(t, o.header, "#define x 1\n")
	o.keep()

	o, c = newObjectOf(two)
	if !o.restore() {
		t.Fatal("not restored")
	}
	archive, _ := os.ReadFile(o.output)
	header, _ := os.ReadFile(o.header)
	if string(archive) != packageFile(two, "exports", "code\n") || string(header) != "#define x 1\n" {
		t.Errorf("restored %q and %q", archive, header)
	}

	kept, _ := os.ReadFile(o.file)
	for what, damaged := range map[string]string{
		"nothing":                         "",
		"half of it":                      string(kept[:len(kept)/2]),
		"another byte":                    strings.Replace(string(kept), "code", "kode", 1),
		"something of go's":               archiveMark,
		"a longer build ID":               strings.Replace(string(kept), `"buildID":"`, `"buildID":"x`, 1),
		"an archive of less than nothing": strings.Replace(string(kept), `"archive":`, `"archive":-`, 1),
		"a shorter archive":               strings.Replace(string(kept), fmt.Sprintf(`"archive":%d`, len(archive)), `"archive":8`, 1),
		"another build ID":                strings.Replace(string(kept), one, strings.Replace(one, "1", "3", 1), 1),
		"no header":                       string(kept[strings.Index(string(kept), "\n")+1:]),
		"an archive too big":              strings.Replace(string(kept), `"archive":`, `"archive":9`, 1),
	} {
		c.write(t, o.file, damaged)
		if o.restore() {
			t.Errorf("restored from %s", what)
		}
	}
	if names, _ := filepath.Glob(filepath.Join(cache, "*", "*")); len(names) != 1 {
		t.Errorf("in the cache: %q", names)
	}
}

func TestCopiesHaveOneKey(t *testing.T) {
	sources := t.TempDir()
	keys := map[string]bool{}
	for range []int{1, 2} {
		c := newCall(t, sources)
		r := &room{}
		defer r.close()
		copies := newCopies(r)
		copied, err := copies.write(filepath.Join(sources, "x.go"), []byte("package x // hooked\n"))
		if err != nil {
			t.Fatal(err)
		}
		made, err := copies.write(filepath.Join(c.work, "made.go"), []byte("//line "+c.work+"/made.y:1\npackage x\n"))
		if err != nil {
			t.Fatal(err)
		}
		command := parseCommand(c.arguments, "")
		arguments := command.arguments(command.flags, copies, []string{copied, made})
		keys[objectKey(&toolchain{Recipe: "r"}, parseCommand(arguments, ""), r.path, c.environment)] = true
	}
	if len(keys) != 1 || keys[""] {
		t.Errorf("the folder of the copies is in the key: %v", keys)
	}
}

func TestNothingIsKeptOfWhatIsNoFile(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("GOCACHE", cache)
	c := newCall(t, t.TempDir())
	c.arguments[1] = os.DevNull
	o := newObject(&toolchain{Recipe: "r"}, parseCommand(c.arguments, ""), "", c.environment)
	if err := os.MkdirAll(filepath.Dir(o.file), 0o777); err != nil {
		t.Fatal(err)
	}
	c.write(t, o.header, "")
	o.keep()
	if names, _ := filepath.Glob(filepath.Join(cache, "*", "*")); len(names) != 0 {
		t.Errorf("kept: %q", names)
	}
}

func TestObjectsThatCannotBeKept(t *testing.T) {
	c := newCall(t, t.TempDir())
	object := func() *object { return newObject(&toolchain{}, parseCommand(c.arguments, ""), "", c.environment) }
	t.Setenv("GOCACHE", "off")
	if object() != nil {
		t.Error("without a cache")
	}
	t.Setenv("GOCACHE", filepath.Join(t.TempDir(), "absent"))
	c.write(t, object().output, "x")
	c.write(t, object().header, "x")
	object().keep() // says nothing
	c.replace(strings.Repeat("a", 41), "")
	if object() != nil {
		t.Error("without a build ID")
	}
}
