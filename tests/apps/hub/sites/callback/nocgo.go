//go:build !cgo

package callback

// Through calls f as it is where there is no C.
func Through(f func(), ownThread bool) { take(put(f))() }
