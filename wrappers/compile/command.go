// The compiler's command line.

package main

import (
	"fmt"
	"os"
	"strings"
)

// command is one call of the compiler.
type command struct {
	flags      []string
	settings   []setting // what flags says, flag by flag
	files      []string
	importPath string // without a test variant's suffix
	output     string
	std        bool // a package of the standard library or of cmd
}

// setting is a flag with its value: "" for a switch.
type setting struct{ name, value string }

// expandResponses replaces @file arguments by the file's lines, as cmd/internal/objabi does: cmd/go uses them for long
// command lines.
func expandResponses(arguments []string) ([]string, error) {
	var out []string
	for _, a := range arguments {
		if len(a) < 2 || a[0] != '@' {
			out = append(out, a)
			continue
		}
		text, err := os.ReadFile(a[1:])
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(strings.ReplaceAll(string(text), "\r", ""), "\n") {
			if line == "" {
				continue
			}
			line, err := unescape(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", a, err)
			}
			out = append(out, line)
		}
	}
	return out, nil
}

// unescape undoes cmd/go's escapes of a response line: \\ and \n.
func unescape(line string) (string, error) {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			out.WriteByte(line[i])
			continue
		}
		i++
		switch {
		case i < len(line) && line[i] == '\\':
			out.WriteByte('\\')
		case i < len(line) && line[i] == 'n':
			out.WriteByte('\n')
		default:
			return "", fmt.Errorf("unknown escape in %q", line)
		}
	}
	return out.String(), nil
}

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

// valueFlags are the compiler's flags that take their value from the next argument when it is not joined by "=". Go 1.19
// to 1.27 (compile -h); all others are switches.
var valueFlags = map[string]bool{
	"D": true, "I": true, "asmhdr": true, "bench": true, "blockprofile": true, "buildid": true, "c": true,
	"coveragecfg": true, "cpuprofile": true, "d": true, "embedcfg": true, "env": true, "gendwarfinl": true, "goversion": true, "importcfg": true,
	"importmap": true, "installsuffix": true, "json": true, "lang": true, "linkobj": true, "memprofile": true,
	"memprofilerate": true, "mutexprofile": true, "o": true, "p": true, "pgoprofile": true, "spectre": true,
	"symabis": true, "traceprofile": true, "trimpath": true,
}
