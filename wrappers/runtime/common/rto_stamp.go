// The stamp: what `rto inspect` finds in a binary, stripped or not, by its first bytes. No UTF-8 text holds the byte 0xff,
// so neither the JSON nor any source can hold a mark. Hooked packages carry marks of their own (rewrite/manifest.go).

package runtime

// rtoVersion is that of package.json. It stands here, where the recipe counts it, because it is part of every binary.
const rtoVersion = "0.1.0"

var rtoStamp = "\xffrto:stamp:1\xff" + `{"rto":"` + rtoVersion + `","target":"` + GOOS + "/" + GOARCH +
	`","toolchain":` + rtoAbout + `,"observe":` + rtoObservedJSON + "}\xff"

var rtoStampKept *string

// The linker keeps what an init function refers to; the compiler may not drop a store to a global variable.
func init() { rtoStampKept = &rtoStamp }
