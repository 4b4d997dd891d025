package main

import (
	_ "embed"
	"errors"
	"fmt"

	"gopkg.in/yaml.v3"
)

//go:embed config.yaml
var configText []byte

// Config is the whole configuration file.
type Config struct {
	Name     string
	Currency string
	Audited  bool
	Labels   []string
	Accounts map[string]Account
	Rates    map[string]float64
	Commands []Command
}

// Account is one account of the book; the amounts are in cents once the ledger is open.
type Account struct {
	Owner string
	Limit int64
}

// Command names a method of one of the program's objects and its arguments as they are written.
type Command struct {
	Day      int
	Receiver string
	Method   string
	With     []string
	Skip     bool
}

func loadConfig() (*Config, error) {
	var config Config
	if err := yaml.Unmarshal(configText, &config); err != nil {
		return nil, fmt.Errorf("config.yaml: %w", err)
	}
	if len(config.Accounts) == 0 {
		return nil, errors.New("config.yaml: no accounts")
	}
	// A second look without a type, as a tool that rewrites the file would take, must say the same.
	var loose map[string]any
	if err := yaml.Unmarshal(configText, &loose); err != nil {
		return nil, fmt.Errorf("config.yaml: %w", err)
	}
	if loose["name"] != config.Name || loose["audited"] != config.Audited {
		return nil, errors.New("config.yaml: two readings differ")
	}
	if _, err := yaml.Marshal(&config); err != nil {
		return nil, fmt.Errorf("config.yaml: %w", err)
	}
	return &config, nil
}
