// Programs for the stand-in's tests.
import type { Files } from '../modes/fixtures.ts';

/** Methods whose receivers are written as aliases. It prints its methods' symbols. */
export const ALIASES: Files = {
  'go.mod': 'module example.com/alias\n\ngo 1.19\n',
  'main.go': `package main

import (
	"fmt"
	"runtime"
)

type Pt = Point

func (p Pt) Area() { who() }

func (p *Pt) Grow() { who() }

func (p PP) Far() { who() }

func who() {
	pc, _, _, _ := runtime.Caller(1)
	fmt.Println(runtime.FuncForPC(pc).Name())
}

func main() {
	var p Point
	p.Area()
	p.Grow()
	p.Far()
}
`,
  'point.go': 'package main\n\ntype (\n\tPP    = *Pt\n\tPoint struct{ X, Y int }\n)\n',
};

const label = (module: string, before: string, after = ''): Files => ({
  'go.mod': `module example.com/odd\n\n${module}\n`,
  'main.go': `${before}package main

import "fmt"
${after}
func label(s string) string { return "<" + s + ">" }

func main() { fmt.Println(label("x")) }
`,
});

export const MARKED = label('go 1.19', '\ufeff');

/** Of a language without alias declarations. */
export const OLD = label('go 1.8', '');

/** It redefines what a hook is made of. */
export const SHADOWING = label('go 1.19', '', '\ntype bool int\n');

/** What a test file declares, and packages that import its package. */
export const HELPERS: Files = {
  'go.mod': 'module example.com/xt\n\ngo 1.19\n',
  'x.go': 'package xt\n\nfunc Kind(n int) int { return n }\n',
  'export_test.go': 'package xt\n\nfunc helper() int { return Kind(1) }\n\nvar Helper = helper\n',
  'x_test.go': `package xt_test

import (
	"os"
	"testing"

	. "example.com/xt"
)

func TestMain(m *testing.M) { os.Exit(m.Run()) }

func TestKind(t *testing.T) {
	if Helper() != 1 {
		t.Fatal()
	}
}
`,
  'sub/s.go': 'package sub\n\nimport _ "example.com/xt"\n\nfunc Two() int { return 2 }\n',
  'sub/s_test.go': 'package sub\n\nimport "testing"\n\nfunc TestTwo(t *testing.T) { Two() }\n',
};

const many = (name: string): string =>
  `package ${name}\n\nimport "unsafe"\n\nfunc Who(p *byte) string { return "${name}" + string(unsafe.Slice(p, 1)) }\n` +
  Array.from({ length: 2000 }, (_, i) => `func f${i}(x int) int { return x*${i} + len("${name}") }\n`).join('');

/** Packages that are compiled as build systems do that are not cmd/go. */
export const BESIDE: Files = {
  'go.mod': 'module example.com/beside\n\ngo 1.19\n',
  'a/lib.go': many('a'),
  'b/lib.go': many('b'),
  'main.go.txt':
    'package main\n\nimport (\n\t"a"\n\t"b"\n)\n\nfunc main() { x := byte(33); println(a.Who(&x)); println(b.Who(&x)) }\n',
  'main.go': 'package main\n\nimport "unsafe"\n\nfunc main() { x := 1; println(unsafe.Slice(&x, 1)[0]) }\n',
  'steps.sh': `set -e
mkdir out tmp
export TMPDIR=$PWD/tmp
cd out
# Go 1.20 and newer ship no compiled packages; 1.19's lie in the build cache too, since they hold hooks.
for p in $(go list -deps unsafe runtime); do echo "packagefile $p=$(go list -export -f '{{.Export}}' $p)"; done | grep -v '=$' >cfg
{ cat cfg; echo "packagefile a=$PWD/a.a"; echo "packagefile b=$PWD/b.a"; } >../cfg2
cp ../main.go.txt ../both.go
go tool compile -p a -pack -importcfg cfg -o a.a ../a/lib.go & a=$!
go tool compile -p b -pack -importcfg cfg -o b.a ../b/lib.go & b=$!
wait $a
wait $b
go tool compile -p main -importcfg ../cfg2 -o main.o ../both.go
go tool link -importcfg ../cfg2 -o app main.o
./app 2>&1
cp a.a ../first.a
go tool compile -p a -pack -importcfg cfg -o a.a ../a/lib.go
cmp a.a ../first.a && echo same bits
go tool compile -p main -importcfg cfg -o /dev/null ../main.go
go tool compile -p main -pack -importcfg cfg -o main.a ../main.go
grep -q rto:package main.a && echo hooked
rm main.o
go tool compile -p main -importcfg cfg ../main.go
grep -q rto:package main.o && echo hooked
`,
};

/** A package called runtime, and a text that holds what would be a directive. */
export const OWN_RUNTIME: Files = {
  'go.mod': 'module example.com/netsim\n\ngo 1.19\n',
  'runtime/clock.go': 'package runtime\n\nfunc rtoNext(ms int) int { return ms * 2 }\n\nfunc Reset() {}\n',
  'tcp/empty.s': '// runtime·rtoOn(SB) is not touched here.\n',
  'tcp/tcp.go': `package tcp

import (
	"example.com/netsim/runtime"
	_ "unsafe"
)

//go:linkname backoff example.com/netsim/runtime.rtoNext
func backoff(ms int) int

func Wait() int { runtime.Reset(); return backoff(200) }
`,
  'main.go': `package main

import (
	"fmt"
	"strings"

	"example.com/netsim/tcp"
)

const stub = \`package probe

import _ "unsafe"

//go:linkname observing runtime.rtoOn
var observing bool
\`

func main() { fmt.Println(tcp.Wait(), strings.Count(stub, "\\n")) }
`,
};

/** A program with assembly, which a test adds as touch.s. */
export const ASSEMBLY: Files = {
  'go.mod': 'module example.com/evasive\n\ngo 1.19\n',
  'main.go': 'package main\n\nfunc touch()\n\nfunc main() { touch() }\n',
  'x.h': '#define ON runtime·rtoOn(SB)\n',
};
