// The compiler's command line.

package main

import "strings"

// command is one call of the compiler.
type command struct {
	flags      []string
	settings   []setting // what flags says, flag by flag
	files      []string
	importPath string // without a test variant's suffix
	output     string // "" where the compiler names it after the first file
	std        bool   // a package of the standard library or of cmd
}

// setting is a flag with its value: "" for a switch.
type setting struct{ name, value string }

// parseCommand tells flags from files. toolImportPath is TOOLEXEC_IMPORTPATH, which cmd/go sets for every tool: -p is
// "main" for every command.
func parseCommand(arguments []string, toolImportPath string) *command {
	c := &command{}
	for i := 0; i < len(arguments); i++ {
		a := arguments[i]
		if len(a) < 2 || a[0] != '-' {
			c.files = arguments[i:]
			break
		}
		c.flags = append(c.flags, a)
		name, value, inline := cutFlag(a)
		if !inline && valueFlags[name] && i+1 < len(arguments) {
			i++
			value = arguments[i]
			c.flags = append(c.flags, value)
		}
		c.settings = append(c.settings, setting{name, value})
		switch name {
		case "p":
			c.importPath = value
		case "o":
			c.output = value
		case "std":
			c.std = true
		}
	}
	if toolImportPath != "" {
		c.importPath = toolImportPath
	}
	if i := strings.Index(c.importPath, " ["); i >= 0 {
		c.importPath = c.importPath[:i]
	}
	return c
}

func cutFlag(a string) (name, value string, inline bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(a, "-"), "-")
	if i := strings.Index(name, "="); i >= 0 {
		return name[:i], name[i+1:], true
	}
	return name, "", false
}

// value is a flag's last value, which counts; "" where it is not given.
func (c *command) value(name string) string {
	value := ""
	for _, s := range c.settings {
		if s.name == name {
			value = s.value
		}
	}
	return value
}

// valueFlags are the compiler's flags that take their value from the next argument when it is not joined by "=". Go 1.19
// to 1.27 (compile -h); all others are switches.
var valueFlags = map[string]bool{
	"D": true, "I": true, "asmhdr": true, "bench": true, "blockprofile": true, "buildid": true, "c": true,
	"coveragecfg": true, "cpuprofile": true, "d": true, "embedcfg": true, "env": true, "gendwarfinl": true, "goversion": true, "importcfg": true,
	"importmap": true, "installsuffix": true, "json": true, "lang": true, "linkobj": true, "memprofile": true,
	"memprofilerate": true, "mutexprofile": true, "o": true, "p": true, "pgoprofile": true, "spectre": true,
	"symabis": true, "traceprofile": true, "trimpath": true,
}
