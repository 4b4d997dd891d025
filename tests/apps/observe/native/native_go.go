//go:build !cgo

// Package native would call C.
package native

// Abs is what C's is.
func Abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
