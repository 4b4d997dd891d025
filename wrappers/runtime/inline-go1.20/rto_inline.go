// The name of an inlined function.

package runtime

func rtoInlinedName(f funcInfo, call *inlinedCall) string {
	return funcnameFromNameOff(f, call.nameOff)
}
