// Loops that are measured under what people use besides rto. Without a tag they are plain: for stock Go, rto, the race detector
// and probes from outside. With the tag `seed` they are observed by package seed. The loops of byhand.go observe themselves.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"time"

	"example.com/rto/bench/child"
)

// start is set by the build with tag `seed`.
var start = func() {}

func main() {
	// `peers idle`: has observed something and waits, for what a waiting program costs. It ends with its input.
	if len(os.Args) == 2 && os.Args[1] == "idle" {
		start()
		methodCall(100)
		os.Stdout.WriteString("ready\n")
		os.Stdin.Read(make([]byte, 1))
		return
	}
	start()
	loops := child.Loops{
		"call":        child.Plain(call),
		"valueof":     child.Plain(valueOf),
		"method-call": child.Plain(methodCall),
		"sha256":      child.Plain(digest),
		"json":        child.Plain(document),
	}
	for name, loop := range byHand {
		loops[name] = loop
	}
	child.Main(loops)
}

type account struct{ balance int }

func (a *account) Post(amount int) int { a.balance += amount; return a.balance }

var (
	sink    int
	subject any = &account{}
	block   [64]byte
)

func call(n int) {
	for i := 0; i < n; i++ {
		sink += plain(subject)
	}
}

//go:noinline
func plain(x any) int {
	if x == nil {
		return 1
	}
	return 0
}

func valueOf(n int) {
	for i := 0; i < n; i++ {
		sink += int(reflect.ValueOf(subject).Kind())
	}
}

func methodCall(n int) {
	v := reflect.ValueOf(&account{})
	in := []reflect.Value{reflect.ValueOf(1)}
	for i := 0; i < n; i++ {
		sink += int(v.MethodByName("Post").Call(in)[0].Int())
	}
}

func digest(n int) {
	for i := 0; i < n; i++ {
		sum := sha256.Sum256(block[:])
		sink += int(sum[0])
	}
}

// order is a document of about a kilobyte.
type order struct {
	ID     string            `json:"id"`
	Placed time.Time         `json:"placed"`
	Labels map[string]string `json:"labels"`
	Items  []item            `json:"items"`
	Note   *string           `json:"note,omitempty"`
	Paid   bool              `json:"paid"`
}

type item struct {
	Title    string  `json:"title"`
	Quantity int     `json:"quantity"`
	Price    float64 `json:"price"`
}

func newOrder() *order {
	o := &order{
		ID: "ord-2025-000417", Placed: time.Date(2025, 3, 14, 9, 26, 53, 0, time.UTC), Paid: true,
		Labels: map[string]string{"channel": "web", "region": "eu-west"},
	}
	for i := 0; i < 16; i++ {
		o.Items = append(o.Items, item{"Item " + strings.Repeat("x", i), 1 + i%5, 9.99 + float64(i)})
	}
	return o
}

func document(n int) {
	o := newOrder()
	for i := 0; i < n; i++ {
		text, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		var back order
		if err := json.Unmarshal(text, &back); err != nil {
			panic(err)
		}
		sink += len(back.Items)
	}
}
