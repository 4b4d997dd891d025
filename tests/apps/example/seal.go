package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"errors"
	"fmt"
)

// seal encrypts the journal for today's peer (AES-GCM) and for the old ones that the shop still has (DES, 3DES, RC4).
func seal(ledger *Ledger) (string, error) {
	journal := pack(ledger.Entries)
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}

	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	opened, err := gcm.Open(nil, nonce, gcm.Seal(nil, nonce, journal, nil), nil)
	if err != nil || !bytes.Equal(opened, journal) {
		return "", errors.New("aes: the journal does not open")
	}

	single, err := des.NewCipher(key[:8])
	if err != nil {
		return "", err
	}
	triple, err := des.NewTripleDESCipher(key[:24])
	if err != nil {
		return "", err
	}
	for name, block := range map[string]cipher.Block{"des": single, "3des": triple} {
		vector := key[24:32]
		sealed := make([]byte, len(journal)) // records are whole blocks
		cipher.NewCBCEncrypter(block, vector).CryptBlocks(sealed, journal)
		cipher.NewCBCDecrypter(block, vector).CryptBlocks(sealed, sealed)
		if !bytes.Equal(sealed, journal) {
			return "", errors.New(name + ": the journal does not open")
		}
	}

	stream := append([]byte(nil), journal...)
	for range []string{"seal", "open"} {
		arc, err := rc4.NewCipher(key[:16])
		if err != nil {
			return "", err
		}
		arc.XORKeyStream(stream, stream)
	}
	if !bytes.Equal(stream, journal) {
		return "", errors.New("rc4: the journal does not open")
	}
	return fmt.Sprintf("%d bytes with aes-%d, des, 3des, rc4", len(journal), len(key)*8), nil
}
