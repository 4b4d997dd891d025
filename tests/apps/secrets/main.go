// Command secrets handles known keys, passwords and plaintexts in every way in which they might end up in a log. What it
// handled it writes to the file that its first argument names: one "name hex" a line.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"strings"
)

var planted strings.Builder

// plant records bytes that must never be seen in a log.
func plant(name string, b []byte) {
	fmt.Fprintf(&planted, "%s %s\n", name, hex.EncodeToString(b))
}

func main() {
	for _, b := range material.Bytes {
		plant(b.name, b.value)
	}
	for _, t := range material.Texts {
		plant(t.name, []byte(t.value))
	}
	for _, work := range []func() error{symmetric, hashes, asymmetric, random, handshake, reflection, documents, memory, named, spies} {
		if err := work(); err != nil {
			fmt.Fprintln(os.Stderr, "secrets:", err)
			os.Exit(1)
		}
	}
	if err := os.WriteFile(os.Args[1], []byte(planted.String()), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, "secrets:", err)
		os.Exit(1)
	}
}
