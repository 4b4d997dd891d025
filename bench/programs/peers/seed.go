//go:build seed

package main

import "example.com/rto/bench/seed"

// Whoever looks up methods has the goroutine that forgets them. Loops that are timed run without it, which flatters the seed.
func init() {
	start = func(what string) {
		seed.Start()
		if what == "idle" {
			go seed.Sweep()
		}
	}
}
