//go:build cgo

package callback

import "C"

//export goBack
func goBack(n C.int) { take(int(n))() }
