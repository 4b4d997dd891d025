package main

import (
	crypto "crypto/rand"
	"errors"
	"fmt"
	"math/rand"
)

// sample picks entries for the auditor: which ones must not be guessed, how the report is shuffled does not matter.
func sample(ledger *Ledger) (string, error) {
	prime, err := crypto.Prime(crypto.Reader, 64)
	if err != nil {
		return "", err
	}
	if !prime.ProbablyPrime(20) {
		return "", errors.New("the modulus of the sample is not a prime")
	}

	n := len(ledger.Entries)
	picks := []int{
		rand.Intn(n),
		rand.Int() % n,
		int(rand.Int31n(int32(n))),
		int(rand.Int31()) % n,
		int(rand.Int63n(int64(n))),
		int(rand.Int63() % int64(n)),
		int(rand.Uint32() % uint32(n)),
		int(rand.Uint64() % uint64(n)),
		int(rand.Float64() * float64(n)),
		int(rand.Float32() * float32(n) * 0.5),
	}
	var noise [4]byte
	if _, err := rand.Read(noise[:]); err != nil {
		return "", err
	}
	picks = append(picks, int(noise[0])%n)
	for _, pick := range picks {
		if pick < 0 || pick >= n {
			return "", fmt.Errorf("picked %d of %d", pick, n)
		}
	}
	return fmt.Sprintf("%d picks of %d entries", len(picks), n), nil
}
