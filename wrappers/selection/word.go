// The words of GO_INSTRUMENT: groups, functions, methods, whole packages, trees of packages, and exclusions of each.

package selection

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"rto.dev/wrappers/rewrite"
)

// shape says what a word stands for.
type shape int

const (
	group    shape = iota // "crypto"
	function              // "os/exec.Command", "net/http.Client.Do"
	all                   // "os/exec.*", also "net/http.Client.*"
	tree                  // "crypto/..."
)

// word is one word of the list.
type word struct {
	minus bool
	shape shape
	// text without minus, ".*" and "/...", methods without "(*" and ")": where the package's path ends shows only
	// beside the package that is compiled, since its last element may hold dots (gopkg.in/yaml.v3.Unmarshal).
	text string
}

func (w word) String() string {
	text := w.text
	switch w.shape {
	case all:
		text += ".*"
	case tree:
		text += "/..."
	}
	if w.minus {
		return "-" + text
	}
	return text
}

// parseWord reads one word; groups are the names that stand for groups. Its errors say what was probably meant.
func parseWord(written string, groups []string) (word, error) {
	w := word{text: strings.TrimPrefix(written, "-")}
	w.minus = w.text != written
	for _, g := range groups {
		if w.text == g {
			return w, nil
		}
	}
	malformed := func(format string, arguments ...interface{}) (word, error) {
		return w, fmt.Errorf("%s %s", strconv.Quote(written), fmt.Sprintf(format, arguments...))
	}
	switch {
	case w.text == "":
		return malformed("excludes nothing: write -crypto/rand.Read, -crypto/tls.* or -crypto")
	case w.text == "..." || w.text == "*" || w.text == "all" || w.text == "std":
		return malformed("is too much: observe a package (os/exec.*) or a tree of packages (example.com/app/...)")
	case strings.HasSuffix(w.text, "/..."):
		w.shape, w.text = tree, strings.TrimSuffix(w.text, "/...")
	case strings.HasSuffix(w.text, ".*"):
		w.shape, w.text = all, plainMethod(strings.TrimSuffix(w.text, ".*"))
	default:
		w.shape, w.text = function, plainMethod(w.text)
	}
	if strings.ContainsRune(w.text, '[') {
		return malformed("has type arguments: ask for the generic function by its name alone, such as slices.Sort")
	}
	if w.text == "" || strings.HasPrefix(w.text, "/") || strings.HasSuffix(w.text, "/") || strings.HasPrefix(w.text, ".") || strings.HasSuffix(w.text, ".") ||
		strings.Contains(w.text, "..") || strings.Contains(w.text, "//") || strings.IndexFunc(w.text, neverInName) >= 0 {
		return malformed("is no name: write os/exec.Command, net/http.(*Client).Do, os/exec.* or crypto/...")
	}
	if w.shape != function {
		return w, nil
	}
	last := w.text[strings.LastIndex(w.text, "/")+1:]
	dot := strings.LastIndex(last, ".")
	switch {
	case dot < 0 && last == w.text:
		if meant := rewrite.Closest(w.text, groups); len(meant) > 0 {
			return malformed("is neither a group (%s) nor a function: did you mean %s?", strings.Join(groups, ", "), meant[0])
		}
		return malformed("is neither a group (%s) nor a function: write %s.* for all functions of package %[2]s, %[2]s.Name for one", strings.Join(groups, ", "), w.text)
	case dot == 0:
		return malformed("names no package: write its whole path, as in os/exec.Command")
	case dot < 0:
		return malformed("is a package: write %s.* for all its functions, %[1]s/... also for what is below it, %[1]s.Name for one", w.text)
	case last[dot+1:] == "init" || last[dot+1:] == "_":
		return malformed("cannot be observed: no call reaches a function called %s", last[dot+1:])
	case !isIdentifier(last[dot+1:]):
		return malformed("does not end in a function's name: write %s.*, %[1]s/... or %[1]s.Name", w.text)
	}
	return w, nil
}

// plainMethod brings "net/http.(*Client).Do" to "net/http.Client.Do", and takes the "[...]" that symbols of generic
// functions have.
func plainMethod(text string) string {
	text = strings.ReplaceAll(text, "[...]", "")
	open := strings.LastIndex(text, ".(")
	if open < 0 {
		return text
	}
	shut := strings.IndexByte(text[open:], ')')
	if shut < 0 {
		return text
	}
	receiver := strings.TrimPrefix(text[open+2:open+shut], "*")
	if rest := text[open+shut+1:]; isIdentifier(receiver) && (rest == "" || rest[0] == '.') {
		return text[:open+1] + receiver + rest
	}
	return text
}

// neverInName reports what stands in no import path and no identifier.
func neverInName(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("\"'`\\*()<>[]{}:;|&=$?#^%,", r)
}

func isIdentifier(text string) bool {
	for i, r := range text {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return text != ""
}

// within is what a word of shape function or all names inside a package: "Client.Do"; "" and true for all of it.
func (w word) within(importPath string) (string, bool) {
	if w.shape == all && w.text == importPath {
		return "", true
	}
	if !strings.HasPrefix(w.text, importPath+".") {
		return "", false
	}
	rest := strings.Split(w.text[len(importPath)+1:], ".")
	if len(rest) > 2 || w.shape == all && len(rest) > 1 {
		return "", false
	}
	for _, part := range rest {
		if !isIdentifier(part) {
			return "", false // of a package whose path begins like this one's
		}
	}
	return strings.Join(rest, "."), true
}

// covers reports whether a tree holds a package.
func (w word) covers(importPath string) bool {
	return w.shape == tree && (importPath == w.text || strings.HasPrefix(importPath, w.text+"/"))
}
