//go:build seed

package main

import "example.com/rto/bench/seed"

func init() { start = seed.Start }
