package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"hash"
)

func symmetric() error {
	plain := secretBytes("plaintext")
	block, err := aes.NewCipher(secretBytes("aesKey"))
	if err != nil {
		return err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return err
	}
	sealed := gcm.Seal(nil, secretBytes("aesNonce"), plain, secretBytes("salt"))
	opened, err := gcm.Open(nil, secretBytes("aesNonce"), sealed, secretBytes("salt"))
	fmt.Println("gcm", bytes.Equal(opened, plain), err)

	single, err := des.NewCipher(secretBytes("desKey"))
	if err != nil {
		return err
	}
	triple, err := des.NewTripleDESCipher(secretBytes("tripleDESKey"))
	if err != nil {
		return err
	}
	for _, b := range []cipher.Block{block, single, triple} {
		iv := secretBytes("aesIV")[:b.BlockSize()]
		out := make([]byte, len(plain))
		cipher.NewCBCEncrypter(b, iv).CryptBlocks(out, plain)
		cipher.NewCBCDecrypter(b, iv).CryptBlocks(out, out)
		cipher.NewCTR(b, iv).XORKeyStream(out, out)
		cipher.NewCTR(b, iv).XORKeyStream(out, out)
		fmt.Println("cbc, ctr", b.BlockSize(), bytes.Equal(out, plain))
	}
	stream, err := rc4.NewCipher(secretBytes("rc4Key"))
	if err != nil {
		return err
	}
	stream.XORKeyStream(make([]byte, len(plain)), plain)
	return nil
}

// hashes plants the digests as well: that of a password is as good as the password to many.
func hashes() error {
	password := []byte(secretText("password"))
	for name, h := range map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New} {
		mac := hmac.New(h, secretBytes("hmacKey"))
		mac.Write(password)
		plant("hmac-"+name, mac.Sum(nil))
		sum := h()
		sum.Write(password)
		plant("digest-"+name, sum.Sum(nil))
	}
	sum := sha256.Sum256(append(secretBytes("salt"), password...))
	plant("digest-salted", sum[:])
	wide := sha512.Sum512(password)
	fmt.Println("hashes", len(md5.Sum(password)), len(sha1.Sum(password)), len(wide))
	fmt.Println("equal", hmac.Equal(sum[:], wide[:32]))
	return nil
}
