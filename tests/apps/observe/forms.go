package main

import "strings"

func forms() {
	one()
	empty()
	unnamed(1, "")
	blank(1, 2)
	variadic("a", "b")
	generic(1)
	generic("text")
	s := &stack[int]{}
	s.push(1)
	s.top()
	value{}.method()
	(&value{}).pointer()
	shadow("len", nil, 0)
	skipped()
	func() { closed() }()
	defer deferred()
	_ = named()
}

func one() int { return 1 }

func empty() {}

func unnamed(int, string) {
	one()
}

func blank(_, n int) int { return n }

func variadic(parts ...string) string {
	return strings.Join(parts, " ")
}

func generic[T any](x T) T {
	return x
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }

func (s stack[_]) top() int { return len(s.items) }

type value struct{}

func (value) method() {}

func (v *value) pointer() {}

func shadow(len string, nil []int, uintptr int) { /* names of builtins */ }

func skipped() {}

func closed() {}

func deferred() {}

func named() (err error) {
	defer func() { err = recovered(recover()) }()
	return err
}

func recovered(interface{}) error { return nil }
