//go:build go1.20

// Package view looks at bytes as text and at text as bytes without copying.
//
// It is a module of its own because its language version is newer than the ledger's.
package view

import "unsafe"

// String returns the bytes as a string that shares their memory; the bytes must not change after.
func String(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	return unsafe.String(unsafe.SliceData(data), len(data))
}

// Bytes returns the memory of text; it must not be written to.
func Bytes(text string) []byte {
	if text == "" {
		return nil
	}
	return unsafe.Slice(unsafe.StringData(text), len(text))
}
