package main

import (
	"fmt"
	"net"
	"net/rpc"
	"os"
	"text/template"
)

var libraries = []func(){templateMethod, templateField, templateFunc, templateError, netRPC}

// Page and the others below belong to one case each: the caller of their methods is the library.
type Page struct {
	Title string
	Link  func() string
}

func (p Page) Heading() string          { return "<" + p.Title + ">" }
func (p *Page) Repeat(n int) string     { return fmt.Sprint(p.Title, n) }
func (p *Page) Broken() (string, error) { return "", fmt.Errorf("page is broken") }
func (p *Page) Unused() string          { return "unused" }
func shout(s string) string             { return s + "!" }
func execute(text string, data any) error {
	t := template.Must(template.New("t").Funcs(template.FuncMap{"shout": shout}).Parse(text))
	return t.Execute(os.Stdout, data)
}

func templateMethod() { must(execute("   {{.Heading}} {{.Repeat 2}}\n", &Page{Title: "home"})) }

func anchor() string { return "anchor" }

func templateField() {
	must(execute("   {{.Title}} {{call .Link}}\n", &Page{Title: "home", Link: anchor}))
}

func templateFunc() { must(execute("   {{shout .Title}}\n", &Page{Title: "home"})) }

func templateError() { fmt.Println("  ", execute("{{.Broken}}", &Page{})) }

// Arithmetic is served by net/rpc.
type Arithmetic struct{}

type Pair struct{ A, B int }

func (*Arithmetic) Multiply(p *Pair, out *int) error { *out = p.A * p.B; return nil }
func (*Arithmetic) Divide(p *Pair, out *int) error   { *out = p.A / p.B; return nil }

func netRPC() {
	server := rpc.NewServer()
	must(server.Register(&Arithmetic{}))
	here, there := net.Pipe()
	go server.ServeConn(there)
	client := rpc.NewClient(here)
	var product int
	must(client.Call("Arithmetic.Multiply", &Pair{6, 7}, &product))
	must(client.Close())
	fmt.Println("  ", product)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
