package runtime

const rtoFstat = 5 // number of the system call
