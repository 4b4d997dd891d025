// The end of the program.

package runtime

func rtoAtExit() { addExitHook(rtoExit, true) }
