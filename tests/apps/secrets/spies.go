package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"hash"
	"io"
	"reflect"
)

var calls = map[string]int{}

// Spy has the methods that a printer might call, and counts their calls.
type Spy struct{ secret string }

func (s Spy) String() string             { calls["String"]++; return s.secret }
func (s Spy) Error() string              { calls["Error"]++; return s.secret }
func (s Spy) GoString() string           { calls["GoString"]++; return s.secret }
func (s Spy) Format(f fmt.State, _ rune) { calls["Format"]++; io.WriteString(f, s.secret) }
func (s Spy) MarshalJSON() ([]byte, error) {
	calls["MarshalJSON"]++
	return []byte(`"` + s.secret + `"`), nil
}
func (s Spy) MarshalText() ([]byte, error) { calls["MarshalText"]++; return []byte(s.secret), nil }
func (s Spy) MarshalBinary() ([]byte, error) {
	calls["MarshalBinary"]++
	return []byte(s.secret), nil
}
func (s Spy) Read([]byte) (int, error)  { calls["Read"]++; return 0, io.EOF }
func (s Spy) Write([]byte) (int, error) { calls["Write"]++; return 0, nil }
func (s Spy) Len() int                  { calls["Len"]++; return len(s.secret) }
func (s Spy) Name() string              { calls["Name"]++; return s.secret }
func (s Spy) Do(any) bool               { return true }

// hashSpy is a hash whose methods the standard library calls for good reasons: their number must be stock's.
type hashSpy struct{ hash.Hash }

func (h hashSpy) Size() int      { calls["hash.Size"]++; return h.Hash.Size() }
func (h hashSpy) BlockSize() int { calls["hash.BlockSize"]++; return h.Hash.BlockSize() }
func (h hashSpy) String() string { calls["hash.String"]++; return "" }

func spies() error {
	s := Spy{secretText("password")}
	v := reflect.ValueOf(s)
	reflect.TypeOf(&s)
	var box any
	reflect.ValueOf(&box).Elem().Set(v)
	reflect.ValueOf(&box).Elem().Set(reflect.ValueOf(&s))
	v.MethodByName("Do").Call([]reflect.Value{v})
	reflect.ValueOf(Spy.Do).Call([]reflect.Value{v, v})
	reflect.New(reflect.TypeOf(s)).Elem().Set(v)
	login("me", "", 0, nil, s)
	pick([]Spy{s}, s)
	for _, name := range []string{"String", "Error", "GoString", "Format", "MarshalJSON", "MarshalText", "MarshalBinary", "Read", "Write", "Len", "Name"} {
		fmt.Println("spy", name, calls[name])
	}
	key, err := x509.ParsePKCS1PrivateKey(secretBytes("rsaKey"))
	if err != nil {
		return err
	}
	if _, err := rsa.EncryptOAEP(hashSpy{sha256.New()}, rand.Reader, &key.PublicKey, secretBytes("salt"), nil); err != nil {
		return err
	}
	fmt.Println("spy hash", calls["hash.Size"], calls["hash.BlockSize"], calls["hash.String"])
	return nil
}
