//go:build !go1.20

// Package view looks at bytes as text and at text as bytes. Before Go 1.20 it copies.
package view

// String returns the bytes as a string.
func String(data []byte) string { return string(data) }

// Bytes returns the text as bytes.
func Bytes(text string) []byte { return []byte(text) }
