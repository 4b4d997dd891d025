// Names of types and methods from the runtime's own type data.

package runtime

import "unsafe"

// rtoTypeString is what reflect.Type.String gives.
func rtoTypeString(t unsafe.Pointer) string { return (*_type)(t).string() }

// rtoKindOf is the kind of a type, as package reflect numbers it.
func rtoKindOf(t unsafe.Pointer) uint8 { return (*_type)(t).kind & kindMask }

// rtoTypePackage is the import path of a named type or of a pointer to one.
func rtoTypePackage(t unsafe.Pointer) string { return (*_type)(t).pkgpath() }

// rtoMethodName names the method with this index in the method set of t, as reflect counts: exported methods, sorted.
func rtoMethodName(t unsafe.Pointer, index int) string {
	typ := (*_type)(t)
	if rtoKindOf(t) == rtoGoInterface {
		methods := (*interfacetype)(t).mhdr
		if index >= len(methods) {
			return ""
		}
		return typ.nameOff(methods[index].name).name()
	}
	u := typ.uncommon()
	if u == nil || index >= int(u.xcount) {
		return ""
	}
	methods := (*[1 << 16]method)(add(unsafe.Pointer(u), uintptr(u.moff)))
	return typ.nameOff(methods[index].name).name()
}
