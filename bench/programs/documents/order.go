package main

import (
	"strconv"
	"time"
)

// Order is a document as services exchange it: nested, with lists, maps, times and optional fields; some 5 kB of JSON.
type Order struct {
	ID       string            `json:"id" yaml:"id"`
	Placed   time.Time         `json:"placed" yaml:"placed"`
	Customer Customer          `json:"customer" yaml:"customer"`
	Items    []Item            `json:"items" yaml:"items"`
	Labels   map[string]string `json:"labels" yaml:"labels"`
	Notes    []string          `json:"notes,omitempty" yaml:"notes,omitempty"`
	Total    float64           `json:"total" yaml:"total"`
	Paid     bool              `json:"paid" yaml:"paid"`
}

type Customer struct {
	Name    string   `json:"name" yaml:"name"`
	Email   string   `json:"email" yaml:"email"`
	Address *Address `json:"address,omitempty" yaml:"address,omitempty"`
}

type Address struct {
	Street string `json:"street" yaml:"street"`
	City   string `json:"city" yaml:"city"`
	Code   string `json:"code" yaml:"code"`
}

type Item struct {
	SKU      string         `json:"sku" yaml:"sku"`
	Title    string         `json:"title" yaml:"title"`
	Quantity int            `json:"quantity" yaml:"quantity"`
	Price    float64        `json:"price" yaml:"price"`
	Extra    map[string]any `json:"extra,omitempty" yaml:"extra,omitempty"`
}

func newOrder() *Order {
	o := &Order{
		ID:     "ord-2025-000417",
		Placed: time.Date(2025, 3, 14, 9, 26, 53, 0, time.UTC),
		Customer: Customer{
			Name: "Ada Example", Email: "ada@example.com",
			Address: &Address{Street: "12 Analytical Row", City: "London", Code: "N1 7AA"},
		},
		Labels: map[string]string{"channel": "web", "region": "eu-west", "priority": "normal"},
		Notes:  []string{"leave at the door", "call \"Ada\" first"},
		Total:  1234.5,
		Paid:   true,
	}
	for i := 0; i < 40; i++ {
		item := Item{SKU: "sku-" + strconv.Itoa(1000+i), Title: "Item number " + strconv.Itoa(i), Quantity: 1 + i%5, Price: 9.99 + float64(i)}
		if i%4 == 0 {
			item.Extra = map[string]any{"colour": "blue", "weight": 1.25, "fragile": i%8 == 0}
		}
		o.Items = append(o.Items, item)
	}
	return o
}
