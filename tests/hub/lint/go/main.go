// Command lint finds the places of the hub where a pointer is made from something that the garbage collector does not know to
// be one. It is run by the toolchain that it looks at, whose package runtime it type-checks.
//
//	lint hub     the hub, as it stands in this toolchain's package runtime
//	lint hooks   what the stand-in inserts into packages of this toolchain, and beside unsafe's builtins
//	lint FILE    a file of a package runtime, for the lint's own test
//
// It prints a line for each: a word for its kind, the function, the expression, separated by tabs.
//
//	number    unsafe.Pointer(n), where n is a uintptr
//	memory    (*T)(p), where p is an unsafe.Pointer and a T holds pointers: the words behind p are taken for pointers
package main

import (
	"fmt"
	"os"
	"sort"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "lint:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("one word is wanted, not %q", args)
	}
	var found []finding
	var err error
	switch args[0] {
	case "hub":
		found, err = inHub()
	case "hooks":
		found, err = inHooks()
	default:
		found, err = inFile(args[0])
	}
	if err != nil {
		return err
	}
	lines := map[string]bool{}
	for _, f := range found {
		lines[f.String()] = true
	}
	var sorted []string
	for line := range lines {
		sorted = append(sorted, line)
	}
	sort.Strings(sorted)
	for _, line := range sorted {
		fmt.Println(line)
	}
	return nil
}
