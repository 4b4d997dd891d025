package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
)

// sign signs the journal with each kind of key that peers know, and checks every signature.
func sign(ledger *Ledger) (string, error) {
	journal := pack(ledger.Entries)
	sum := sha256.Sum256(journal)
	for _, scheme := range []func(journal, sum []byte) error{signRSA, encryptRSA, signECDSA, signEd25519, signDSA} {
		if err := scheme(journal, sum[:]); err != nil {
			return "", err
		}
	}
	return "rsa, ecdsa, ed25519 and dsa signatures hold", nil
}

func signRSA(_, sum []byte) error {
	key, err := shopKey()
	if err != nil {
		return err
	}
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum)
	if err != nil {
		return err
	}
	if err := rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, sum, signature); err != nil {
		return err
	}
	signature, err = rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum, nil)
	if err != nil {
		return err
	}
	return rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, sum, signature, nil)
}

// encryptRSA wraps the sum as if it were a session key.
func encryptRSA(_, sum []byte) error {
	key, err := shopKey()
	if err != nil {
		return err
	}
	wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &key.PublicKey, sum, []byte("ledger"))
	if err != nil {
		return err
	}
	opened, err := rsa.DecryptOAEP(sha256.New(), rand.Reader, key, wrapped, []byte("ledger"))
	if err != nil || !bytes.Equal(opened, sum) {
		return errors.New("rsa: oaep does not open")
	}
	wrapped, err = rsa.EncryptPKCS1v15(rand.Reader, &key.PublicKey, sum)
	if err != nil {
		return err
	}
	opened, err = rsa.DecryptPKCS1v15(rand.Reader, key, wrapped)
	if err != nil || !bytes.Equal(opened, sum) {
		return errors.New("rsa: pkcs1v15 does not open")
	}
	return nil
}

func signECDSA(_, sum []byte) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	r, s, err := ecdsa.Sign(rand.Reader, key, sum)
	if err != nil || !ecdsa.Verify(&key.PublicKey, sum, r, s) {
		return errors.New("ecdsa: the signature does not hold")
	}
	signature, err := ecdsa.SignASN1(rand.Reader, key, sum)
	if err != nil || !ecdsa.VerifyASN1(&key.PublicKey, sum, signature) {
		return errors.New("ecdsa: the encoded signature does not hold")
	}
	return nil
}

func signEd25519(journal, _ []byte) error {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	if !ed25519.Verify(public, journal, ed25519.Sign(private, journal)) {
		return errors.New("ed25519: the signature does not hold")
	}
	return nil
}
