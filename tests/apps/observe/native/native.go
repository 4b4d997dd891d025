//go:build cgo

// Package native calls C.
package native

// #include <stdlib.h>
import "C"

// Abs is C's.
func Abs(n int) int { return int(C.abs(C.int(n))) }
