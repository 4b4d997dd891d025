// The end of the program: this release has no hook for it.

package runtime

func rtoAtExit() {}
