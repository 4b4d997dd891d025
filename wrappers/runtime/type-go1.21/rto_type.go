// Names of types and methods from the runtime's own type data.

package runtime

import (
	"internal/abi"
	"unsafe"
)

// rtoTypeString is what reflect.Type.String gives.
func rtoTypeString(t unsafe.Pointer) string { return toRType((*_type)(t)).string() }

// rtoKindOf is the kind of a type, as package reflect numbers it.
func rtoKindOf(t unsafe.Pointer) uint8 { return uint8((*_type)(t).Kind_) & 31 }

// rtoTypePackage is the import path of a named type or of a pointer to one.
func rtoTypePackage(t unsafe.Pointer) string { return toRType((*_type)(t)).pkgpath() }

// rtoMethodName names the method with this index in the method set of t, as reflect counts: exported methods, sorted.
func rtoMethodName(t unsafe.Pointer, index int) string {
	typ := toRType((*_type)(t))
	if i := (*interfacetype)(t); rtoKindOf(t) == rtoGoInterface {
		if index >= len(i.Methods) {
			return ""
		}
		return typ.nameOff(i.Methods[index].Name).Name()
	}
	u := typ.uncommon()
	if u == nil || index >= int(u.Xcount) {
		return ""
	}
	methods := (*[1 << 16]abi.Method)(add(unsafe.Pointer(u), uintptr(u.Moff)))
	return typ.nameOff(methods[index].Name).Name()
}

// rtoHasMethod reports whether the method set of t has an exported method of that name, as reflect looks it up.
func rtoHasMethod(t unsafe.Pointer, name string) bool {
	typ := toRType((*_type)(t))
	if rtoKindOf(t) == rtoGoInterface {
		for _, m := range (*interfacetype)(t).Methods {
			if n := typ.nameOff(m.Name); n.Name() == name && n.IsExported() {
				return true
			}
		}
		return false
	}
	u := typ.uncommon()
	if u == nil {
		return false
	}
	methods := (*[1 << 16]abi.Method)(add(unsafe.Pointer(u), uintptr(u.Moff)))
	for i := 0; i < int(u.Xcount); i++ {
		if typ.nameOff(methods[i].Name).Name() == name {
			return true
		}
	}
	return false
}
