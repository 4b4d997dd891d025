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

// rtoHasMethod reports whether the method set of t has an exported method of that name, as reflect looks it up.
func rtoHasMethod(t unsafe.Pointer, name string) bool {
	typ := (*_type)(t)
	if rtoKindOf(t) == rtoGoInterface {
		for _, m := range (*interfacetype)(t).mhdr {
			if n := typ.nameOff(m.name); n.name() == name && n.isExported() {
				return true
			}
		}
		return false
	}
	u := typ.uncommon()
	if u == nil {
		return false
	}
	methods := (*[1 << 16]method)(add(unsafe.Pointer(u), uintptr(u.moff)))
	for i := 0; i < int(u.xcount); i++ {
		if typ.nameOff(methods[i].name).name() == name {
			return true
		}
	}
	return false
}
