// The end of the program.

package runtime

import "internal/runtime/exithook"

func rtoAtExit() { exithook.Add(exithook.Hook{F: rtoExit, RunOnFailure: true}) }
