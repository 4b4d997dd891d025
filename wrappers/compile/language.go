// Language versions: what the added file needs, in packages that were written for an older Go.

package main

import "regexp"

var oldLanguage = regexp.MustCompile(`^-lang=go1\.([0-9]|1[0-7])$`)

// raiseLanguage lets the added file use a generic function in a module of an older language version. Go 1.18 only adds to
// the language.
func raiseLanguage(flags []string) []string {
	for i, f := range flags {
		if oldLanguage.MatchString(f) {
			flags[i] = "-lang=go1.18"
		}
	}
	return flags
}

var (
	oldConstraint = regexp.MustCompile(`(?m)^//go:build .*\bgo1\.([0-9]|1[0-7])\b`)
	packageClause = regexp.MustCompile(`(?m)^package `)
)

// raiseFileLanguage blanks a file's //go:build line that names an older release: Go 1.21 alone lets it lower that one
// file's language version below what a call of a generic function needs. cmd/go has read the line already.
func raiseFileLanguage(text []byte) []byte {
	clause := packageClause.FindIndex(text)
	if clause == nil {
		return text
	}
	at := oldConstraint.FindIndex(text[:clause[0]])
	if at == nil {
		return text
	}
	text = append([]byte(nil), text...)
	text[at[0]+2] = '_'
	return text
}
