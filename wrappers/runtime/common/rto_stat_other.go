//go:build !(linux && (amd64 || arm64))

package runtime

// Here the hub cannot tell what a file is.
const rtoCanStat = false

//go:nosplit
func rtoStatOf(fd int32) rtoStat { return rtoStat{} }

func rtoFileSystemOf(fd int32) uint64 { return 0 }

func rtoUser() uint32 { return 0 }
