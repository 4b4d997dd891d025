package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"io"
	"text/template"

	"gopkg.in/yaml.v3"
)

var (
	order     = newOrder()
	orderJSON = must(json.Marshal(order))
	orderYAML = must(yaml.Marshal(order))
)

func must(data []byte, err error) []byte {
	check(err)
	return data
}

func jsonMarshal(n int) {
	for i := 0; i < n; i++ {
		sink += len(must(json.Marshal(order)))
	}
}

func jsonUnmarshal(n int) {
	for i := 0; i < n; i++ {
		var o Order
		check(json.Unmarshal(orderJSON, &o))
		sink += len(o.Items)
	}
}

func jsonBoth(n int) {
	for i := 0; i < n; i++ {
		var o Order
		check(json.Unmarshal(must(json.Marshal(order)), &o))
		sink += len(o.Items)
	}
}

func yamlBoth(n int) {
	for i := 0; i < n; i++ {
		var o Order
		check(yaml.Unmarshal(orderYAML, &o))
		sink += len(must(yaml.Marshal(&o)))
	}
}

// gobBoth is a stream of its own each time, so types are sent and learned too, as when a cache is read.
func gobBoth(n int) {
	for _, value := range []any{"", 0.0, false} {
		gob.Register(value)
	}
	for i := 0; i < n; i++ {
		var stream bytes.Buffer
		check(gob.NewEncoder(&stream).Encode(order))
		var o Order
		check(gob.NewDecoder(&stream).Decode(&o))
		sink += len(o.Items)
	}
}

// Due is called by the template: a reflective call of a method.
func (i Item) Due() float64 { return i.Price * float64(i.Quantity) }

var invoice = template.Must(template.New("invoice").Parse(`Order {{.ID}} of {{.Customer.Name}}, {{.Customer.Address.City}}
{{range .Items}}{{.Quantity | printf "%3d"}} x {{.Title}} at {{.Price}}: {{.Due}}{{if .Extra}} ({{range $k, $v := .Extra}}{{$k}}={{$v}} {{end}}){{end}}
{{end}}Total {{.Total}}{{if .Paid}}, paid{{end}}
`))

func textTemplate(n int) {
	for i := 0; i < n; i++ {
		check(invoice.Execute(io.Discard, order))
	}
}
