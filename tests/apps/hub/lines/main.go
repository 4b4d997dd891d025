// lines makes events whose texts have every length around the limits of a line, in every alphabet, and types with any number
// of tagged fields. Behind each it makes an event that must stand in a line of its own. It prints what it asked for, one JSON
// object a line: {"name":…} or {"after":…}.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
)

type record struct{ X int }

// pieces are what texts are made of: one byte, escapes, two, three and four bytes, controls, what is not UTF-8.
var pieces = []string{"a", `"`, `\`, "é", "…", "😀", "\x01", "\u2028", "\xff", "a\xff", "é\xe2\x80", "~~~~~~~\u0085"}

func main() {
	v := reflect.ValueOf(record{})
	after := 0
	behind := func() {
		name := "after " + strconv.Itoa(after)
		after++
		v.MethodByName(name)
		tell("after", name)
	}
	for at, piece := range pieces {
		for _, around := range []int{0, 100, 320, 632, 636, 640, 644, 1024, 3840, 4096, 9000} {
			for length := around - 12; length <= around+12; length++ {
				if length < 0 {
					continue
				}
				text := strconv.Itoa(at) + " " + strings.Repeat("x", length%4) + strings.Repeat(piece, length/len(piece)+1)
				name := text[:len(strconv.Itoa(at))+1+length]
				v.MethodByName(name)
				tell("name", name)
			}
			behind()
		}
	}
	for _, fields := range []int{0, 1, 10, 60, 70, 80, 90, 100, 300, 500, 700, 1000, 1300, 2000} {
		for _, tag := range []string{"", `db:"c"`, `x:"\"é😀"`, `a:"` + strings.Repeat("t", 700) + `"`} {
			reflect.New(structOf(fields, tag)).Elem().Set(reflect.New(structOf(fields, tag)).Elem())
			behind()
		}
	}
	fmt.Println(`{"done":""}`)
}

func structOf(fields int, tag string) reflect.Type {
	var list []reflect.StructField
	for i := 0; i < fields; i++ {
		list = append(list, reflect.StructField{Name: "F" + strconv.Itoa(i), Type: reflect.TypeOf(0), Tag: reflect.StructTag(tag)})
	}
	return reflect.StructOf(list)
}

// tell prints a text as the log must show it: U+FFFD for each byte that is not UTF-8.
func tell(kind, text string) {
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{kind: string([]rune(text))}); err != nil {
		panic(err)
	}
}
