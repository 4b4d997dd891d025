//go:build !unix

package main

import "runtime"

func hostName() string { return runtime.GOOS }
