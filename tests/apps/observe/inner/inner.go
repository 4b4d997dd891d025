// Package inner is below the main package.
package inner

// Twice doubles.
func Twice(n int) int { return 2 * n }
