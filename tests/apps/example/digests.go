package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
)

// digest hashes the journal with every hash a peer may ask for, in one piece and as a stream.
func digest(ledger *Ledger) (string, error) {
	journal := pack(ledger.Entries)

	hashes := map[string]func() hash.Hash{
		"md5":        md5.New,
		"sha1":       sha1.New,
		"sha224":     sha256.New224,
		"sha256":     sha256.New,
		"sha384":     sha512.New384,
		"sha512":     sha512.New,
		"sha512/224": sha512.New512_224,
		"sha512/256": sha512.New512_256,
	}
	for name, whole := range wholeDigests(journal) {
		stream := hashes[name]()
		stream.Write(journal[:len(journal)/2])
		stream.Write(journal[len(journal)/2:])
		if whole != hex.EncodeToString(stream.Sum(nil)) {
			return "", errors.New(name + ": stream and whole differ")
		}
	}

	tag := hmac.New(sha256.New, []byte("a key that both sides know"))
	tag.Write(journal)
	again := hmac.New(sha256.New, []byte("a key that both sides know"))
	again.Write(journal)
	if !hmac.Equal(tag.Sum(nil), again.Sum(nil)) {
		return "", errors.New("hmac: two tags of one journal differ")
	}
	return fmt.Sprintf("%d hashes agree, hmac holds", len(hashes)), nil
}

func wholeDigests(data []byte) map[string]string {
	return map[string]string{
		"md5":        fmt.Sprintf("%x", md5.Sum(data)),
		"sha1":       fmt.Sprintf("%x", sha1.Sum(data)),
		"sha224":     fmt.Sprintf("%x", sha256.Sum224(data)),
		"sha256":     fmt.Sprintf("%x", sha256.Sum256(data)),
		"sha384":     fmt.Sprintf("%x", sha512.Sum384(data)),
		"sha512":     fmt.Sprintf("%x", sha512.Sum512(data)),
		"sha512/224": fmt.Sprintf("%x", sha512.Sum512_224(data)),
		"sha512/256": fmt.Sprintf("%x", sha512.Sum512_256(data)),
	}
}
