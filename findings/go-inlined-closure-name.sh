#!/bin/sh
# A Go closure that is inlined with its function is named after the package that it was inlined into, until Go 1.26.
#
# What a stack trace, a profile or runtime.CallersFrames names as main.init.func1 may be code of a dependency; only the file
# tells. Versions 1.19.13 to 1.27.4 of golang.org/toolchain, linux/amd64, without rto. Needs a go of 1.21 or newer that may
# fetch others, and a module proxy.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/app" "$folder/dep"
cat >"$folder/dep/go.mod" <<'END'
module example.com/dep

go 1.19
END
cat >"$folder/dep/dep.go" <<'END'
package dep

// Hook is small enough to be inlined, and what it returns is a closure of this package.
func Hook(report func()) func() {
	return func() {
		report()
	}
}
END
cat >"$folder/app/go.mod" <<'END'
module example.com/app

go 1.19

require example.com/dep v0.0.0

replace example.com/dep => ../dep
END
cat >"$folder/app/main.go" <<'END'
package main

import (
	"fmt"
	"path/filepath"
	"runtime"

	"example.com/dep"
)

var run = dep.Hook(report)

//go:noinline
func report() {
	pcs := make([]uintptr, 1)
	runtime.Callers(2, pcs)
	frame, _ := runtime.CallersFrames(pcs).Next()
	fmt.Println(frame.Function, filepath.Base(frame.File))
}

func main() { run() }
END
cd "$folder/app"
for version in 1.19.13 1.20.14 1.21.13 1.24.13 1.26.11 1.27.4; do
  echo "$version $(GOFLAGS=-mod=mod GOTOOLCHAIN=go$version go run .)"
done | tee "$folder/seen"
cat >"$folder/known" <<'END'
1.19.13 main.init.func1 dep.go
1.20.14 main.init.func1 dep.go
1.21.13 main.init.Hook.func1 dep.go
1.24.13 main.init.Hook.func1 dep.go
1.26.11 main.init.Hook.func1 dep.go
1.27.4 example.com/dep.Hook.func1 dep.go
END
diff "$folder/known" "$folder/seen"
