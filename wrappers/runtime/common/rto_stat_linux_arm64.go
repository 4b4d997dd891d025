package runtime

// Numbers of system calls, and where struct stat has what is used of it, in words of 32 bits.
const (
	rtoFstat   = 80
	rtoFstatfs = 44
	rtoGeteuid = 175

	rtoStatMode  = 4
	rtoStatOwner = 6
)
