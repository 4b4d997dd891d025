package main

import (
	"errors"
	"fmt"
)

// Ledger has methods on its pointer and on its value.
type Ledger struct {
	name  string
	total int
}

func (l *Ledger) Post(amount int) int { l.total += amount; return l.total }
func (l *Ledger) First() string       { return "first " + l.name }
func (l *Ledger) Second() string      { return "second " + l.name }
func (l *Ledger) Third() string       { return "third " + l.name }
func (l *Ledger) Fail() error         { return errors.New("failed") }
func (l *Ledger) Panic()              { panic("ledger is closed") }
func (l *Ledger) Again(m string) []any {
	return []any{m}
}
func (l Ledger) Name() string           { return l.name }
func (l Ledger) Sum(amounts ...int) int { return len(amounts) + l.total }

// Checker has two implementations.
type Checker interface {
	Check(int) string
	Name() string
}

type Strict struct{ limit int }

func (s Strict) Check(n int) string { return fmt.Sprint("strict ", n <= s.limit) }
func (s Strict) Name() string       { return "strict" }

type Lax struct{}

func (*Lax) Check(int) string { return "lax true" }
func (*Lax) Name() string     { return "lax" }

// Nothing takes no memory: all of its values share one address.
type Nothing struct{}

func (Nothing) Ping() string { return "ping" }
func (Nothing) Pong() string { return "pong" }

// Tiny is so small that the runtime has one static copy of each of its values.
type Tiny uint8

func (t Tiny) Half() Tiny { return t / 2 }
func (t Tiny) Next() Tiny { return t + 1 }

// Hooked is a struct whose first word is a func: its address could be mistaken for one.
type Hooked struct {
	F func() string
	n int
}

func (h Hooked) Value() int    { return h.n }
func (h *Hooked) Pointer() int { return h.n }

// Single holds nothing but a func, so the interface's word is the func itself.
type Single struct{ F func() string }

func (s Single) Run() string { return s.F() }

// Handler is a func type with a method, as http.HandlerFunc.
type Handler func(string) string

func (h Handler) Serve(s string) string { return h(s) }

// Table is a map type, List a slice type and Gate a chan type with methods.
type Table map[string]int

func (t Table) Size() int { return len(t) }

type List []int

func (l List) Size() int { return len(l) }

type Gate chan int

func (g Gate) Size() int { return cap(g) }

// Outer promotes what it embeds.
type Outer struct {
	*Ledger
	Checker
	Extra int
}

// Name hides the two that would be ambiguous.
func (o Outer) Name() string { return "outer " + o.Ledger.Name() }

// Deep promotes through two levels, by value.
type Deep struct{ Outer }

// Box is generic.
type Box[T any] struct{ v T }

func (b Box[T]) Get() T      { return b.v }
func (b *Box[T]) Put(v T) T  { b.v = v; return b.v }
func plain(n int) int        { return n + 1 }
func variadic(n ...int) int  { return len(n) }
func generic[T any](v T) int { return len(fmt.Sprint(v)) }
