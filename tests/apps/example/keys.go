package main

import (
	"crypto/rand"
	"crypto/rsa"
	"sync"
)

var (
	shopOnce  sync.Once
	shopRSA   *rsa.PrivateKey
	shopError error
)

// shopKey is the shop's RSA key, made once: it is by far the slowest thing that this program does.
func shopKey() (*rsa.PrivateKey, error) {
	shopOnce.Do(func() { shopRSA, shopError = rsa.GenerateKey(rand.Reader, 2048) })
	return shopRSA, shopError
}
