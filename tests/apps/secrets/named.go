package main

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

type vault struct{ key []byte }

//go:noinline
func (v *vault) open(password string, tries ...string) bool {
	return len(tries) > 0 && password == string(v.key)
}

//go:noinline
func login(user, password string, pin int64, key []byte, extra any) bool {
	return user == password && extra != nil
}

//go:noinline
func pick[T any](list []T, fallback T) T { return append(list, fallback)[0] }

// named calls functions that are observed by their own names and not by a group.
func named() error {
	v := &vault{secretBytes("aesKey")}
	password := secretText("password")
	fmt.Println("own", v.open(password, secretText("argument")), login("me", password, pin, v.key, password), len(pick([]string{password}, secretText("mapKey"))))
	fmt.Println("encoded", len(hex.EncodeToString(v.key)), len(base64.StdEncoding.EncodeToString(v.key)), len(strconv.Quote(password)))
	fmt.Println("compared", subtle.ConstantTimeCompare(v.key, secretBytes("salt")), strings.Contains(password, secretText("mapKey")))
	u, err := url.Parse("https://user:" + secretText("urlPassword") + "@localhost/?q=" + url.QueryEscape(secretText("argument")))
	if err != nil {
		return err
	}
	command := exec.Command("true", secretText("commandArgument"))
	command.Env = []string{"TOKEN=" + secretText("environment")}
	if err := os.Setenv("SECRET_OF_THE_PROGRAM", secretText("environment")); err != nil {
		return err
	}
	fmt.Println("named", u.Host, len(os.Getenv("SECRET_OF_THE_PROGRAM")), command.Run())
	return nil
}
