package main

import (
	"fmt"
	"reflect"
	"sort"
)

// step is a command whose method has been looked up and whose arguments have been read.
type step struct {
	Command
	method    reflect.Value
	arguments []reflect.Value
}

// plan looks up every command's method before anything runs, so that a misspelt one changes nothing.
// The steps come back in the order of their days; those to be skipped were checked and are left out.
func plan(commands []Command, receivers map[string]any) ([]step, error) {
	var steps []step
	for _, command := range commands {
		receiver, ok := receivers[command.Receiver]
		if !ok {
			return nil, fmt.Errorf("no receiver %q", command.Receiver)
		}
		method := reflect.ValueOf(receiver).MethodByName(command.Method)
		if !method.IsValid() {
			return nil, fmt.Errorf("%s has no method %q", command.Receiver, command.Method)
		}
		arguments, err := readArguments(method.Type(), command.With)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", command.Receiver, command.Method, err)
		}
		if !command.Skip {
			steps = append(steps, step{command, method, arguments})
		}
	}
	sort.SliceStable(steps, func(i, j int) bool { return steps[i].Day < steps[j].Day })
	return steps, nil
}

func (s step) run() (string, error) {
	var results []reflect.Value
	if s.method.Type().IsVariadic() {
		results = s.method.CallSlice(s.arguments)
	} else {
		results = s.method.Call(s.arguments)
	}
	if err, failed := results[1].Interface().(error); failed {
		return "", err
	}
	return results[0].String(), nil
}

// describe calls every method that takes nothing and gives one string.
func describe(value any) string {
	subject := reflect.ValueOf(value)
	said := ""
	for i := 0; i < subject.NumMethod(); i++ {
		method := subject.Method(i)
		if shape := method.Type(); shape.NumIn() == 0 && shape.NumOut() == 1 && shape.Out(0).Kind() == reflect.String {
			if said != "" {
				said += ", "
			}
			said += method.Call(nil)[0].String()
		}
	}
	return said
}
