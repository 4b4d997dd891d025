package main

import (
	"fmt"
	"reflect"
	"sort"
)

// Account holds secrets of several kinds.
type Account struct {
	Password string
	Key      []byte
	Fixed    [24]byte
	Tokens   map[string]string
	Pin      int64
	Score    float64
	Any      any
	inner    string
}

func (a *Account) Login(password string, key []byte) bool {
	return a.Password == password && len(key) > 0
}
func (a Account) Reveal() string { return a.Password }

// These are searched for as numbers.
const (
	pin   = 7391846250193847561
	score = 5839201.7461938275
)

func account() *Account {
	a := &Account{
		Password: secretText("fieldValue"),
		Key:      secretBytes("structBytes"),
		Tokens:   map[string]string{secretText("mapKey"): secretText("mapValue")},
		inner:    secretText("password"),
	}
	copy(a.Fixed[:], secretBytes("structBytes"))
	return a
}

func reflection() error {
	a := account()
	v := reflect.ValueOf(a).Elem()
	v.FieldByName("Password").SetString(secretText("setString"))
	v.FieldByName("Key").SetBytes(secretBytes("memory"))
	v.FieldByName("Key").Set(reflect.ValueOf(secretBytes("structBytes")))
	v.FieldByName("Pin").SetInt(pin)
	v.FieldByName("Score").SetFloat(score)
	v.FieldByName("Any").Set(reflect.ValueOf(secretText("quoted")))
	v.FieldByName("Tokens").SetMapIndex(reflect.ValueOf(secretText("mapValue")), reflect.ValueOf(secretText("mapKey")))
	reflect.Copy(v.FieldByName("Fixed"), reflect.ValueOf(secretBytes("structBytes")))
	login := reflect.ValueOf(a).MethodByName("Login")
	in := []reflect.Value{reflect.ValueOf(secretText("methodArgument")), reflect.ValueOf(secretBytes("aesKey"))}
	fmt.Println("login", login.Call(in)[0], len(reflect.ValueOf(a).MethodByName("Reveal").Call(nil)[0].String()))
	for _, x := range []any{a, *a, a.Password, a.Key, a.Fixed, a.Tokens, &a.Password, int64(pin), score, &a.Fixed, a.inner} {
		fmt.Println("kind", reflect.ValueOf(x).Kind(), reflect.TypeOf(x))
	}
	keys := v.FieldByName("Tokens").MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	for _, k := range keys {
		fmt.Println("key", k.Len(), v.FieldByName("Tokens").MapIndex(k).Len())
	}
	made := reflect.MakeFunc(reflect.TypeOf(a.Login), func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(true)} })
	fmt.Println("made", made.Call(in)[0], reflect.DeepEqual(*a, *account()))
	list := reflect.MakeSlice(reflect.TypeOf([]string(nil)), 0, 1)
	list = reflect.Append(list, reflect.ValueOf(secretText("setString")))
	table := reflect.MakeMapWithSize(reflect.TypeOf(a.Tokens), 1)
	table.SetMapIndex(list.Index(0), list.Index(0))
	fresh := reflect.New(reflect.TypeOf(""))
	fresh.Elem().SetString(secretText("quoted"))
	fmt.Println("made", list.Len(), table.Len(), fresh.Elem().Len())
	return nil
}
