package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
)

func asymmetric() error {
	digest := sha256.Sum256(secretBytes("plaintext"))
	if err := rsaKey(digest[:]); err != nil {
		return err
	}
	curve, err := x509.ParseECPrivateKey(secretBytes("ecKey"))
	if err != nil {
		return err
	}
	plant("ec-d", curve.D.Bytes())
	r, s, err := ecdsa.Sign(rand.Reader, curve, digest[:])
	if err != nil {
		return err
	}
	asn1, err := ecdsa.SignASN1(rand.Reader, curve, digest[:])
	if err != nil {
		return err
	}
	fmt.Println("ecdsa", ecdsa.Verify(&curve.PublicKey, digest[:], r, s), ecdsa.VerifyASN1(&curve.PublicKey, digest[:], asn1))

	edwards := ed25519.NewKeyFromSeed(secretBytes("ed25519Seed"))
	plant("ed25519-key", edwards)
	signature := ed25519.Sign(edwards, secretBytes("plaintext"))
	fmt.Println("ed25519", ed25519.Verify(edwards.Public().(ed25519.PublicKey), secretBytes("plaintext"), signature))
	pkcs8, err := x509.MarshalPKCS8PrivateKey(curve)
	if err != nil {
		return err
	}
	plant("ec-pkcs8", pkcs8)
	_, err = x509.ParsePKCS8PrivateKey(pkcs8)
	return err
}

func rsaKey(digest []byte) error {
	key, err := x509.ParsePKCS1PrivateKey(secretBytes("rsaKey"))
	if err != nil {
		return err
	}
	plant("rsa-d", key.D.Bytes())
	plant("rsa-p", key.Primes[0].Bytes())
	plant("rsa-q", key.Primes[1].Bytes())
	plant("rsa-dp", key.Precomputed.Dp.Bytes())
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest)
	if err != nil {
		return err
	}
	fmt.Println("pkcs1v15", rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, digest, signature))
	signature, err = rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest, nil)
	if err != nil {
		return err
	}
	fmt.Println("pss", rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, digest, signature, nil))
	sealed, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &key.PublicKey, secretBytes("plaintext"), secretBytes("salt"))
	if err != nil {
		return err
	}
	if _, err := rsa.DecryptOAEP(sha256.New(), rand.Reader, key, sealed, secretBytes("salt")); err != nil {
		return err
	}
	sealed, err = rsa.EncryptPKCS1v15(rand.Reader, &key.PublicKey, secretBytes("plaintext"))
	if err != nil {
		return err
	}
	_, err = rsa.DecryptPKCS1v15(rand.Reader, key, sealed)
	return err
}
