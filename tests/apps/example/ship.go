package main

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// batch is what goes over the wire.
type batch struct {
	Host    string  `json:"host"`
	Entries []Entry `json:"entries"`
}

// receipt is what comes back.
type receipt struct {
	Entries int    `json:"entries"`
	Digest  string `json:"digest"`
}

const patience = 10 * time.Second

// ship sends the entries to a peer on the loopback interface, over each kind of connection that peers offer.
func ship(ledger *Ledger) (string, error) {
	certificate, pool, err := identity()
	if err != nil {
		return "", err
	}
	server := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	client := &tls.Config{RootCAs: pool, ServerName: shopName.CommonName, MinVersion: tls.VersionTLS12}
	message := batch{Host: hostName(), Entries: ledger.Entries}

	routes := []func(server, client *tls.Config) (near, far net.Conn, err error){direct, patient, wrapped}
	for _, route := range routes {
		near, far, err := route(server, client)
		if err != nil {
			return "", err
		}
		if err := exchange(near, far, message); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%d batches of %d entries, receipts match", len(routes), len(ledger.Entries)), nil
}

// direct uses the listener and the dialler of package tls.
func direct(server, client *tls.Config) (net.Conn, net.Conn, error) {
	listener, err := tls.Listen("tcp", "127.0.0.1:0", server)
	if err != nil {
		return nil, nil, err
	}
	return meet(listener, func(address string) (net.Conn, error) { return tls.Dial("tcp", address, client) })
}

// patient puts TLS over a listener that exists already, and dials with a time limit.
func patient(server, client *tls.Config) (net.Conn, net.Conn, error) {
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	return meet(tls.NewListener(plain, server), func(address string) (net.Conn, error) {
		return tls.DialWithDialer(&net.Dialer{Timeout: patience}, "tcp", address, client)
	})
}

// wrapped puts TLS over both ends of a connection that exists already.
func wrapped(server, client *tls.Config) (net.Conn, net.Conn, error) {
	far, near := net.Pipe()
	return tls.Client(near, client), tls.Server(far, server), nil
}

// meet dials a listener and accepts that connection. The server's half of the handshake needs its own goroutine.
func meet(listener net.Listener, dial func(address string) (net.Conn, error)) (near, far net.Conn, err error) {
	defer listener.Close()
	type accepted struct {
		conn net.Conn
		err  error
	}
	arrival := make(chan accepted, 1)
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			err = conn.(*tls.Conn).Handshake()
		}
		arrival <- accepted{conn, err}
	}()
	near, err = dial(listener.Addr().String())
	if err != nil {
		return nil, nil, err
	}
	guest := <-arrival
	return near, guest.conn, guest.err
}

// exchange sends a batch from near to far and checks the receipt that comes back.
func exchange(near, far net.Conn, message batch) error {
	defer far.Close()
	for _, end := range []net.Conn{near, far} {
		if err := end.SetDeadline(time.Now().Add(patience)); err != nil {
			return err
		}
	}
	done := make(chan error, 1)
	go func() { done <- acknowledge(far) }()

	if err := json.NewEncoder(near).Encode(message); err != nil {
		return err
	}
	var answer receipt
	if err := json.NewDecoder(near).Decode(&answer); err != nil {
		return err
	}
	if answer.Entries != len(message.Entries) || answer.Digest != fingerprint(message.Entries) {
		return errors.New("the receipt is for something else")
	}
	if err := near.Close(); err != nil {
		return err
	}
	return <-done
}

// acknowledge is the peer: it reads one batch, answers with a receipt and waits for the other side to hang up.
func acknowledge(conn net.Conn) error {
	var message batch
	if err := json.NewDecoder(conn).Decode(&message); err != nil {
		return err
	}
	if err := json.NewEncoder(conn).Encode(receipt{len(message.Entries), fingerprint(message.Entries)}); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, conn)
	return err
}

func fingerprint(entries []Entry) string {
	return fmt.Sprintf("%x", sha256.Sum256(pack(entries)))
}
