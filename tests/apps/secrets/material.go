package main

import (
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"sort"
)

//go:embed material.json
var materialJSON []byte

type namedBytes struct {
	name  string
	value []byte
}

type namedText struct{ name, value string }

var material = loadMaterial()

func loadMaterial() (m struct {
	Bytes []namedBytes
	Texts []namedText
}) {
	var file struct{ Bytes, Texts map[string]string }
	if err := json.Unmarshal(materialJSON, &file); err != nil {
		panic(err)
	}
	for name, text := range file.Bytes {
		b, err := hex.DecodeString(text)
		if err != nil {
			panic(err)
		}
		m.Bytes = append(m.Bytes, namedBytes{name, b})
	}
	for name, text := range file.Texts {
		m.Texts = append(m.Texts, namedText{name, text})
	}
	sort.Slice(m.Bytes, func(i, j int) bool { return m.Bytes[i].name < m.Bytes[j].name })
	sort.Slice(m.Texts, func(i, j int) bool { return m.Texts[i].name < m.Texts[j].name })
	return m
}

func secretBytes(name string) []byte {
	for _, b := range material.Bytes {
		if b.name == name {
			return b.value
		}
	}
	panic("no material " + name)
}

func secretText(name string) string {
	for _, t := range material.Texts {
		if t.name == name {
			return t.value
		}
	}
	panic("no material " + name)
}
