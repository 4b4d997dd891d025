package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"example.com/rto/bench/child"
)

// serve answers requests of arg clients on loopback connections that are kept open. The server decodes an order and
// encodes one, with net/http and encoding/json. The clients are of the same process and do next to nothing: they write bytes
// that were made before and count those that come back.
func serve(arg int) child.Loop {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	server := &http.Server{Handler: http.HandlerFunc(total), ErrorLog: log.New(io.Discard, "", 0)}
	go func() { check(server.Serve(listener)) }()
	request := []byte("POST /total HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
		strconv.Itoa(len(orderJSON)) + "\r\n\r\n" + string(orderJSON))
	clients := make([]*client, arg)
	for i := range clients {
		conn, err := net.Dial("tcp", listener.Addr().String())
		check(err)
		clients[i] = &client{conn, bufio.NewReader(conn)}
	}
	return child.Loop{Run: func(n int) {
		var done sync.WaitGroup
		for i, c := range clients {
			done.Add(1)
			share := n / arg
			if i < n%arg {
				share++
			}
			go func(c *client) {
				defer done.Done()
				for i := 0; i < share; i++ {
					c.do(request)
				}
			}(c)
		}
		done.Wait()
	}}
}

func total(w http.ResponseWriter, r *http.Request) {
	var o Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	o.Total = 0
	for _, item := range o.Items {
		o.Total += item.Price * float64(item.Quantity)
	}
	w.Header().Set("Content-Type", "application/json")
	check(json.NewEncoder(w).Encode(Order{ID: o.ID, Placed: o.Placed, Customer: o.Customer, Total: o.Total, Items: o.Items[:5]}))
}

type client struct {
	conn net.Conn
	in   *bufio.Reader
}

// do sends a request and reads its answer, whose length the server says.
func (c *client) do(request []byte) {
	_, err := c.conn.Write(request)
	check(err)
	status, err := c.in.ReadString('\n')
	check(err)
	if !strings.HasPrefix(status, "HTTP/1.1 200") {
		panic("the server answered " + status)
	}
	length := -1
	for {
		line, err := c.in.ReadString('\n')
		check(err)
		if line == "\r\n" {
			break
		}
		if name, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(name, "Content-Length") {
			length, err = strconv.Atoi(strings.TrimSpace(value))
			check(err)
		}
	}
	if length < 0 {
		panic("the server did not say how long its answer is")
	}
	_, err = c.in.Discard(length)
	check(err)
}
