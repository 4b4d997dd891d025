package main

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"math/big"
	mathrand "math/rand"
)

func random() error {
	b := make([]byte, 32)
	n, err := rand.Read(b)
	if err != nil {
		return err
	}
	plant("random", b)
	prime, err := rand.Prime(rand.Reader, 256)
	if err != nil {
		return err
	}
	plant("prime", prime.Bytes())
	below, err := rand.Int(rand.Reader, new(big.Int).Lsh(prime, 3))
	if err != nil {
		return err
	}
	plant("int", below.Bytes())
	word := make([]byte, 8)
	binary.BigEndian.PutUint64(word, mathrand.Uint64())
	plant("math-uint64", word)
	mathrand.Read(b)
	plant("math-read", b)
	fmt.Println("random", n, mathrand.Intn(1))
	return nil
}
