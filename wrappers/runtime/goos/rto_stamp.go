// The stamp: what `rto inspect` finds in a binary, stripped or not, by its first bytes. No UTF-8 text holds the byte 0xff,
// so neither the JSON nor any source can hold a mark. Hooked packages carry marks of their own (rewrite/manifest.go).
//
// It is in this small package, and in variables, so that package runtime need not be compiled for each thing that can be
// observed: export data hold no values of variables.

package goos

import "internal/goarch"

// rtoVersion is that of package.json. It stands here, where the recipe counts it, because it is part of every binary.
const rtoVersion = "0.1.0"

var (
	RtoObserved          = rtoObserved
	RtoObservesIndicator = rtoObservesIndicator

	RtoStamp = "\xffrto:stamp:1\xff" + `{"rto":"` + rtoVersion + `","target":"` + GOOS + "/" + goarch.GOARCH +
		`","toolchain":` + rtoAbout + `,"observe":` + rtoObservedJSON + "}\xff"
)
