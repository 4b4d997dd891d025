// Loops of single operations: what a call costs that is observed.
//
// Each loop is a function of its own with one call site, which makes every call after the first a duplicate.
package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"

	"example.com/rto/bench/child"
)

func main() {
	child.Main(child.Loops{
		"call":            child.Plain(call),
		"valueof":         child.Plain(valueOf),
		"typeof":          child.Plain(typeOf),
		"valueof-many":    child.Plain(valueOfMany),
		"name64":          child.Plain(name64),
		"constant64":      child.Plain(constant64),
		"hash64":          child.Plain(hash64),
		"method-call":     child.Plain(methodCall),
		"set":             child.Plain(set),
		"unsafe-slice":    child.Plain(unsafeSlice),
		"unsafe-string":   child.Plain(unsafeString),
		"sha256":          digest,
		"aes-gcm":         child.Plain(seal),
		"live":            live,
		"new-event":       newEvent,
		"write":           write,
		"parallel":        parallel,
		"parallel-call":   parallelCall,
		"parallel-events": parallelEvents,
	})
}

// call is the yardstick: a function call that the compiler may not inline, without a hook.
func call(n int) {
	for i := 0; i < n; i++ {
		sink += plain(subject)
	}
}

//go:noinline
func plain(x any) int {
	if x == nil {
		return 1
	}
	return 0
}

var (
	sink    int
	subject any = &account{}
)

// digest hashes arg bytes.
func digest(arg int) child.Loop {
	data := make([]byte, arg)
	return child.Loop{Run: func(n int) {
		for i := 0; i < n; i++ {
			sum := sha256.Sum256(data)
			sink += int(sum[0])
		}
	}}
}

// seal is what an encrypted message costs a program that keeps no cipher: its making, and 1 KiB sealed.
func seal(n int) {
	key, nonce, message := make([]byte, 32), make([]byte, 12), make([]byte, 1024)
	out := make([]byte, 0, 1024+16)
	for i := 0; i < n; i++ {
		block, err := aes.NewCipher(key)
		if err != nil {
			panic(err)
		}
		gcm, err := cipher.NewGCM(block)
		if err != nil {
			panic(err)
		}
		sink += len(gcm.Seal(out, nonce, message, nil))
	}
}
