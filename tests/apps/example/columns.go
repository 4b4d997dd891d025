package main

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// tabulate turns the entries into columns without knowing their type, with what package reflect can make.
func tabulate(ledger *Ledger) (string, error) {
	rows := reflect.ValueOf(ledger.Entries)
	shape := rows.Type().Elem()

	columns := reflect.MakeMapWithSize(reflect.TypeOf(map[string][]string(nil)), shape.NumField())
	for i := 0; i < shape.NumField(); i++ {
		column := reflect.MakeSlice(reflect.TypeOf([]string(nil)), rows.Len(), rows.Len())
		for row := 0; row < rows.Len(); row++ {
			column.Index(row).Set(reflect.ValueOf(fmt.Sprint(rows.Index(row).Field(i).Interface())))
		}
		columns.SetMapIndex(reflect.ValueOf(shape.Field(i).Name), column)
	}

	// The widths are counted by a worker that takes column names from a channel.
	queue := reflect.MakeChan(reflect.TypeOf((chan string)(nil)), columns.Len())
	for _, name := range columns.MapKeys() {
		queue.Send(name)
	}
	queue.Close()
	widths := reflect.MakeMap(reflect.TypeOf(map[string]int(nil)))
	width := widest()
	for name, ok := queue.Recv(); ok; name, ok = queue.Recv() {
		widths.SetMapIndex(name, width.Call([]reflect.Value{columns.MapIndex(name)})[0])
	}

	if cents := lastCents(ledger); cents != ledger.Entries[len(ledger.Entries)-1].Cents {
		return "", errors.New("the last entry reads differently in place")
	}
	return fmt.Sprintf("%d columns of %d rows, the widest From is %v", columns.Len(), rows.Len(),
		widths.MapIndex(reflect.ValueOf("From"))), nil
}

// widest makes a function that measures a column.
func widest() reflect.Value {
	shape := reflect.TypeOf((func([]string) int)(nil))
	return reflect.MakeFunc(shape, func(arguments []reflect.Value) []reflect.Value {
		width := reflect.New(shape.Out(0)).Elem()
		for i := 0; i < arguments[0].Len(); i++ {
			if length := int64(arguments[0].Index(i).Len()); length > width.Int() {
				width.SetInt(length)
			}
		}
		return []reflect.Value{width}
	})
}

// lastCents reads a field of the last entry where it lies.
func lastCents(ledger *Ledger) int64 {
	last := &ledger.Entries[len(ledger.Entries)-1]
	return reflect.NewAt(reflect.TypeOf(*last), unsafe.Pointer(last)).Elem().FieldByName("Cents").Int()
}
