// Command observed calls what its test asks to observe: commands, requests, a module's function, and functions of its own
// in every form that a hook has to fit into.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"

	"example.com/observed/inner"
	"example.com/observed/native"
	"gopkg.in/yaml.v3"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	if err := outside(); err != nil {
		return err
	}
	forms()
	fmt.Println(inner.Twice(21), native.Abs(-42), parsed(), windows())
	return nil
}

// outside reaches the standard library and a dependency.
func outside() error {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	request, err := http.NewRequest("GET", server.URL, nil)
	if err != nil {
		return err
	}
	answer, err := new(http.Client).Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var settings map[string]int
	if err := yaml.Unmarshal([]byte("answer: 42"), &settings); err != nil {
		return err
	}
	text, err := exec.Command("echo", "done").Output()
	fmt.Print(string(text))
	return err
}
