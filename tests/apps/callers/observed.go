package main

// These are observed by name: big is never inlined, tiny would be, tick is a method.

//go:noinline
func big(n int) int { return n + 1 }

func tiny(n int) int { return n * 2 }

type clock struct{ ticks int }

func (c *clock) tick() { c.ticks++ }

type ticker interface{ tick() }
