package runtime

// Numbers of system calls, and where struct stat has what is used of it, in words of 32 bits.
const (
	rtoFstat   = 5
	rtoFstatfs = 138
	rtoGeteuid = 107

	rtoStatMode  = 6
	rtoStatOwner = 7
)
