// Forms of functions that can be hooked, and those that cannot.
package w

import "fmt"

type G[T any] struct{ v T }

func (g *G[T]) M(string T, s string) T { return g.v }
func (g G[_]) N(_ int, any any)        { _ = any }

type T struct{}

func (T) Value(a, b int) int        { return a }
func (t *T) Pointer(rest ...string) {}
func Gen[K comparable](k K, s string) K {
	return k
}
func Variadic(format string, rest ...any) int { return len(rest) }
func Unnamed(string, int) int                 { return 1 }
func Blank(_ string, b int) int               { return b }
func One()                                    {}
func Comment() int { /* a
	multi-line */
	return 7
}
func Line() int { // to the end
	return 8
}
func Labels(n int) (r int) {
	if n > 3 {
		goto end
	}
	r = 1
end:
	return r + n
}
func Shadow(len string, nil int, uintptr any) (cap int) { return nil }
func Recover() (r any)                                  { r = recover(); return }

//go:noinline
func Kept(s string) { fmt.Println(s) }

//go:nosplit
func Nosplit(s string) {}

func Assembly(s string)
func init() { One() }
func _()    {}

// //line directives below stay where they are.
//
//line foo.y:100
func Placed(s string) string { return s }

func Made(context *int) {}

type Late struct{ in *struct{ a, b uint16 } }

func (l *Late) End() error {
	defer func() {}()
	return nil
}
