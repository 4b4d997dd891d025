package main

import (
	"hash/maphash"
	"reflect"
	"strings"
	"unsafe"
)

// account has methods to find by name, as the types of templates and RPC have.
type account struct{ balance int }

func (a *account) Post(amount int) int { a.balance += amount; return a.balance }
func (a *account) Reverse()            { a.balance = -a.balance }
func (a *account) Balance() int        { return a.balance }

func valueOf(n int) {
	for i := 0; i < n; i++ {
		sink += int(reflect.ValueOf(subject).Kind())
	}
}

func typeOf(n int) {
	for i := 0; i < n; i++ {
		if reflect.TypeOf(subject) == nil {
			sink++
		}
	}
}

// many holds interface values of different types: one call site, eight events.
var many = [8]any{1, "text", 1.5, true, &account{}, []int{1}, map[string]int{}, struct{ x int }{1}}

func valueOfMany(n int) {
	for i := 0; i < n; i++ {
		sink += int(reflect.ValueOf(many[i&7]).Kind())
	}
}

// name64 passes a text of 64 bytes that was made at run time, as a template's is; constant64 passes one of the program's own.
// Texts tell events apart.
func name64(n int) { lookUp(strings.Repeat("Sixteen letters ", 4), n) }

func constant64(n int) { lookUp("Sixteen letters Sixteen letters Sixteen letters Sixteen letters ", n) }

// hash64 is a yardstick: what Go's own hash takes for such a text.
func hash64(n int) {
	seed, name := maphash.MakeSeed(), strings.Repeat("Sixteen letters ", 4)
	for i := 0; i < n; i++ {
		sink += int(maphash.String(seed, name))
	}
}

// lookUp asks a type without methods, so that the lookup itself is next to nothing.
func lookUp(name string, n int) {
	v := reflect.ValueOf(struct{ x int }{})
	for i := 0; i < n; i++ {
		if v.MethodByName(name).IsValid() {
			sink++
		}
	}
}

func methodCall(n int) {
	v := reflect.ValueOf(&account{})
	in := []reflect.Value{reflect.ValueOf(1)}
	for i := 0; i < n; i++ {
		sink += int(v.MethodByName("Post").Call(in)[0].Int())
	}
}

type record struct {
	Number int
	Text   string
	Share  float64
	Open   bool
}

// set counts each call: a round of the loop makes four.
func set(n int) {
	var r record
	v := reflect.ValueOf(&r).Elem()
	number, text, share, open := v.Field(0), v.Field(1), v.Field(2), v.Field(3)
	for i := 0; i < n; i += 4 {
		number.SetInt(int64(i))
		text.SetString("a text of usual length")
		share.SetFloat(0.5)
		open.SetBool(true)
	}
	sink += r.Number
}

var (
	words [64]int
	bytes = []byte("a text of usual length that lies in memory of the program")
)

func unsafeSlice(n int) {
	for i := 0; i < n; i++ {
		s := unsafe.Slice(&words[i&31], i&15)
		sink += len(s)
	}
}

func unsafeString(n int) {
	for i := 0; i < n; i++ {
		s := unsafe.String(&bytes[i&15], i&31)
		sink += len(s)
	}
}
