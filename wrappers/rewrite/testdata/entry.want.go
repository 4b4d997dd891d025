// Forms of functions that can be hooked, and those that cannot.
package w

import "fmt"

type G[T any] struct{ v T }

func (g *G[T]) M(string T, s string) T {if rto_on{rto_call<-rto_ptr(&rto_s0)}; return g.v }
func (g G[_]) N(_ int, any any)        {if rto_on{rto_call<-rto_ptr(&rto_s1)}; _ = any }

type T struct{}

func (T) Value(a, b int) int        {if rto_on{rto_call<-rto_ptr(&rto_s2)}; return a }
func (t *T) Pointer(rest ...string) {if rto_on{rto_call<-rto_ptr(&rto_s3)};}
func Gen[K comparable](k K, s string) K {if rto_on{rto_call<-rto_ptr(&rto_s4)};
	return k
}
func Variadic(format string, rest ...any) int {if rto_on{rto_a0:=format;rto_a1:=rest;rto_hit(&rto_s5,rto_ptr(&rto_a0),rto_ptr(&rto_a1),rto_nil,rto_nil)}; return len(rest) }
func Unnamed(string, int) int                 {if rto_on{rto_call<-rto_ptr(&rto_s6)}; return 1 }
func Blank(_ string, b int) int               {if rto_on{rto_call<-rto_ptr(&rto_s7)}; return b }
func One()                                    {if rto_on{rto_call<-rto_ptr(&rto_s8)};}
func Comment() int {if rto_on{rto_call<-rto_ptr(&rto_s9)}; /* a
	multi-line */
	return 7
}
func Line() int {if rto_on{rto_call<-rto_ptr(&rto_s10)}; // to the end
	return 8
}
func Labels(n int) (r int) {if rto_on{rto_call<-rto_ptr(&rto_s11)};
	if n > 3 {
		goto end
	}
	r = 1
end:
	return r + n
}
func Shadow(len string, nil int, uintptr any) (cap int) {if rto_on{rto_a0:=len;rto_a1:=nil;rto_a2:=uintptr;rto_hit(&rto_s12,rto_ptr(&rto_a0),rto_ptr(&rto_a1),rto_ptr(&rto_a2),rto_nil)}; return nil }
func Recover() (r any)                                  {if rto_on{rto_call<-rto_ptr(&rto_s13)}; r = recover(); return }

//go:noinline
func Kept(s string) {if rto_on{rto_call<-rto_ptr(&rto_s14)}; fmt.Println(s) }

//go:nosplit
func Nosplit(s string) {}

func Assembly(s string)
func init() { One() }
func _()    {}

// //line directives below stay where they are.
//
//line foo.y:100
func Placed(s string) string {if rto_on{rto_call<-rto_ptr(&rto_s15)}; return s }

func Made(context *int) {if rto_on{rto_a0:=context;rto_made(&rto_s16,rto_ptr(&rto_a0),rto_nil,rto_nil,rto_nil)};}

type Late struct{ in *struct{ a, b uint16 } }

func (l *Late) End() error {if rto_on&&l!=nil&&l.in!=nil{defer rto_late(&rto_s17,rto_ptr(&l.in.a),rto_ptr(&l.in.b),rto_nil,rto_nil)};
	defer func() {}()
	return nil
}
