package runtime

const rtoFstat = 80 // number of the system call
