// Package helper has what the nosplit functions of another package call: small enough to be inlined into them.
package helper

import "unsafe"

// At is the byte so many bytes behind p.
func At(p *byte, i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(p), i)) }

// First is At through a second function.
func First(p *byte) byte { return through(p) }

func through(p *byte) byte { return unsafe.Slice(p, 1)[0] }

// Generic is At for a pointer to anything.
func Generic[T any](p *T, i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(p), i)) }

// Method is At as a method.
type Method struct{ P *byte }

// At is the byte so many bytes behind.
func (m Method) At(i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(m.P), i)) }
