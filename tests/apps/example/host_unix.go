//go:build unix

package main

import "golang.org/x/sys/unix"

// hostName is the kernel's name and release, which a peer wants in its records.
func hostName() string {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return "unknown"
	}
	return unix.BytePtrToString(&name.Sysname[0]) + " " + unix.ByteSliceToString(name.Release[:])
}
