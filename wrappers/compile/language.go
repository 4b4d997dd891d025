// The language that a package is compiled as.

package main

import (
	"strconv"
	"strings"
)

// aliasMinor is the first language with alias declarations, of which the added file has one. They are all that it brought.
const aliasMinor = 9

// language are the flags with a language that knows what the added file is written in. The package itself must have no alias
// declaration: an older language would have refused it.
func (c *command) language() []string {
	minor, ok := languageMinor(c.value("lang"))
	if !ok || minor >= aliasMinor {
		return c.flags
	}
	return append(append([]string(nil), c.flags...), "-lang=go1."+strconv.Itoa(aliasMinor))
}

// languageMinor is 8 for "go1.8", 0 for "go1".
func languageMinor(language string) (int, bool) {
	if language == "go1" {
		return 0, true
	}
	minor, err := strconv.Atoi(strings.TrimPrefix(language, "go1."))
	return minor, err == nil && strings.HasPrefix(language, "go1.")
}
