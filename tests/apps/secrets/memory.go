package main

import (
	"fmt"
	"unsafe"
)

func memory() error {
	b := secretBytes("memory")
	first := unsafe.Slice(&b[0], len(b))
	second := (*byte)(unsafe.Add(unsafe.Pointer(&b[0]), 8))
	text := *(*string)(unsafe.Pointer(&b))
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&b[0])), len(b)/8)
	fmt.Println("memory", len(first), *second == b[8], len(text), len(words))
	return nil
}
