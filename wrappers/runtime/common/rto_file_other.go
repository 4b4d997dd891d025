//go:build !(linux && (amd64 || arm64))

package runtime

// Here the hub cannot tell whether a number still means the log.
type rtoFileID struct{}

func rtoFileOf(fd int32) rtoFileID { return rtoFileID{} }
