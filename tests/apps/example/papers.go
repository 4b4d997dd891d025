package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net"
	"time"
)

var shopName = pkix.Name{CommonName: "ledger.example"}

// certify makes a certificate and a request for one, and stores and reads keys in the usual three forms.
func certify(*Ledger) (string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", err
	}
	first, err := selfSigned(key)
	if err != nil {
		return "", err
	}
	second, err := selfSigned(key)
	if err != nil {
		return "", err
	}
	chain, err := x509.ParseCertificates(append(append([]byte(nil), first...), second...))
	if err != nil || len(chain) != 2 {
		return "", errors.New("two certificates do not parse")
	}

	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: shopName}, key)
	if err != nil {
		return "", err
	}
	request, err := x509.ParseCertificateRequest(der)
	if err != nil {
		return "", err
	}
	if err := request.CheckSignature(); err != nil {
		return "", err
	}
	if err := storeKeys(key); err != nil {
		return "", err
	}
	return fmt.Sprintf("certificate and request for %s, 3 key files", request.Subject.CommonName), nil
}

// selfSigned gives a certificate (DER) for the loopback addresses, with a random serial number.
func selfSigned(key *ecdsa.PrivateKey) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               shopName,
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		DNSNames:              []string{shopName.CommonName},
	}
	return x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
}

// storeKeys writes keys as PKCS #1, SEC 1 and PKCS #8 and reads them back.
func storeKeys(key *ecdsa.PrivateKey) error {
	shop, err := shopKey()
	if err != nil {
		return err
	}
	if read, err := x509.ParsePKCS1PrivateKey(x509.MarshalPKCS1PrivateKey(shop)); err != nil || !read.Equal(shop) {
		return errors.New("pkcs1: another key came back")
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	if read, err := x509.ParseECPrivateKey(der); err != nil || !read.Equal(key) {
		return errors.New("sec1: another key came back")
	}
	der, err = x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if read, err := x509.ParsePKCS8PrivateKey(der); err != nil || !key.Equal(read.(*ecdsa.PrivateKey)) {
		return errors.New("pkcs8: another key came back")
	}
	return nil
}

// identity is a fresh certificate for a TLS server and the pool that trusts it.
func identity() (tls.Certificate, *x509.CertPool, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	der, err := selfSigned(key)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool, nil
}
