// Package probe has functions that the suite observes by their names: of every size that the inliner knows.
package probe

// Small is inlined wherever it is called.
func Small(n int) int { return n + 1 }

// Large is too large to be inlined.
func Large(n int) int {
	total := 0
	for i := 0; i < n; i++ {
		switch {
		case i%7 == 0:
			total += i * n
		case i%5 == 0:
			total -= i
		default:
			total ^= i << 3
		}
	}
	return total
}

// Generic is compiled for each shape of type.
func Generic[T any](v T) T { return v }

// Type has methods.
type Type struct{ N int }

// Value has a value as receiver.
func (t Type) Value() int { return t.N }

// Pointer has a pointer as receiver.
func (t *Type) Pointer() int { return t.N }
