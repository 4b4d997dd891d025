package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"text/template"
)

// documents passes secrets through the libraries that reflect most.
func documents() error {
	a := account()
	a.Any = map[string]any{secretText("jsonKey"): []any{secretText("jsonText"), pin}}
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	var back Account
	if err := json.Unmarshal(text, &back); err != nil {
		return err
	}
	var loose any
	if err := json.Unmarshal(text, &loose); err != nil {
		return err
	}

	type note struct {
		Secret string `xml:"secret,attr"`
		Body   []byte
	}
	n := note{secretText("jsonText"), []byte(secretText("password"))}
	if text, err = xml.Marshal(n); err != nil {
		return err
	}
	if err := xml.Unmarshal(text, &n); err != nil {
		return err
	}
	var stream bytes.Buffer
	if err := gob.NewEncoder(&stream).Encode(n); err != nil {
		return err
	}
	if err := gob.NewDecoder(&stream).Decode(&n); err != nil {
		return err
	}
	t := template.Must(template.New("t").Parse("{{.Password}} {{.Reveal}} {{index .Tokens .Any}}"))
	a.Any = secretText("mapKey")
	if err := t.Execute(io.Discard, a); err != nil {
		return err
	}
	shown := fmt.Sprintf("%v %+v %#v %x %q", a, *a, a.Tokens, a.Key, secretText("formatted"))
	wrapped := fmt.Errorf("login of %s: %w", secretText("formatted"), errors.New(secretText("password")))
	fmt.Println("documents", len(shown) > 0, len(wrapped.Error()) > 0)
	return nil
}
