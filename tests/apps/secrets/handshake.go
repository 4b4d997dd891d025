package main

import (
	"bytes"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"time"
)

// handshake sends a secret over TLS and plants the secrets of both sides' key logs.
func handshake() error {
	key, err := x509.ParseECPrivateKey(secretBytes("ecKey"))
	if err != nil {
		return err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	var keyLog bytes.Buffer
	here, there := net.Pipe()
	go func() {
		server := tls.Server(there, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}})
		io.Copy(server, server)
	}()
	client := tls.Client(here, &tls.Config{RootCAs: roots, ServerName: "localhost", KeyLogWriter: &keyLog})
	if _, err := client.Write(secretBytes("plaintext")); err != nil {
		return err
	}
	back := make([]byte, len(secretBytes("plaintext")))
	if _, err := io.ReadFull(client, back); err != nil {
		return err
	}
	here.Close()
	for _, line := range strings.Split(strings.TrimSpace(keyLog.String()), "\n") {
		words := strings.Fields(line)
		secret, err := hex.DecodeString(words[2])
		if err != nil {
			return err
		}
		plant("tls-"+words[0], secret)
	}
	fmt.Println("tls", bytes.Equal(back, secretBytes("plaintext")))
	return nil
}
