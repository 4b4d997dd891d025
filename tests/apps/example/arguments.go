package main

import (
	"fmt"
	"reflect"
	"strconv"
)

// readArguments turns written arguments into values of a function's parameter types.
// The rest of a variadic function's arguments become one slice, as CallSlice wants them.
func readArguments(function reflect.Type, written []string) ([]reflect.Value, error) {
	fixed := function.NumIn()
	if function.IsVariadic() {
		fixed--
	}
	if len(written) < fixed || len(written) > fixed && !function.IsVariadic() {
		return nil, fmt.Errorf("%d arguments where %d are wanted", len(written), fixed)
	}
	var arguments []reflect.Value
	for i, text := range written[:fixed] {
		argument := reflect.New(function.In(i)).Elem()
		if err := readInto(argument, text); err != nil {
			return nil, err
		}
		arguments = append(arguments, argument)
	}
	if function.IsVariadic() {
		rest := reflect.MakeSlice(function.In(fixed), len(written)-fixed, len(written)-fixed)
		for i, text := range written[fixed:] {
			if err := readInto(rest.Index(i), text); err != nil {
				return nil, err
			}
		}
		arguments = append(arguments, rest)
	}
	return arguments, nil
}

func readInto(target reflect.Value, text string) error {
	switch target.Kind() {
	case reflect.String:
		target.SetString(text)
	case reflect.Int, reflect.Int64:
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		target.SetInt(number)
	case reflect.Float64:
		number, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return err
		}
		target.SetFloat(number)
	case reflect.Bool:
		truth, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		target.SetBool(truth)
	default:
		return fmt.Errorf("cannot read a %s", target.Type())
	}
	return nil
}
