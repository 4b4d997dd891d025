// The name of an inlined function.

package runtime

// rtoInnermost names the function that was inlined at a place of f, or f.
func rtoInnermost(f funcInfo, pc uintptr) string {
	u, at := newInlineUnwinder(f, pc, nil)
	return u.srcFunc(at).name()
}
