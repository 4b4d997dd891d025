package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Entry is one line of the journal.
type Entry struct {
	Number  int               `json:"number"`
	From    string            `json:"from"`
	To      string            `json:"to"`
	Cents   int64             `json:"cents"`
	Cleared bool              `json:"cleared"`
	Notes   []string          `json:"notes,omitempty"`
	Tags    map[string]string `json:"tags,omitempty"`
}

// Ledger holds the journal and what is allowed in it.
type Ledger struct {
	Entries  []Entry
	accounts map[string]Account
	currency string
}

func openLedger(config *Config) *Ledger {
	return &Ledger{accounts: config.Accounts, currency: config.Currency}
}

// Post writes a movement of money between two accounts.
func (l *Ledger) Post(from, to string, amount float64, cleared bool) (string, error) {
	source, ok := l.accounts[from]
	if !ok {
		return "", fmt.Errorf("no account %q", from)
	}
	if _, ok := l.accounts[to]; !ok {
		return "", fmt.Errorf("no account %q", to)
	}
	cents := int64(math.Round(amount * 100))
	if cents > source.Limit*100 {
		return "", errors.New("over the limit of " + from)
	}
	number := len(l.Entries) + 1
	l.Entries = append(l.Entries, Entry{
		Number: number, From: from, To: to, Cents: cents, Cleared: cleared,
		Tags: map[string]string{"owner": source.Owner},
	})
	return fmt.Sprintf("%d: %s -> %s %s", number, from, to, l.money(cents)), nil
}

// Annotate adds notes to an entry.
func (l *Ledger) Annotate(number int, notes ...string) (string, error) {
	if number < 1 || number > len(l.Entries) {
		return "", fmt.Errorf("no entry %d", number)
	}
	entry := &l.Entries[number-1]
	entry.Notes = append(entry.Notes, notes...)
	return fmt.Sprintf("%d: %s", number, strings.Join(notes, ", ")), nil
}

// Reverse posts the opposite of an entry.
func (l *Ledger) Reverse(number int) (string, error) {
	if number < 1 || number > len(l.Entries) {
		return "", fmt.Errorf("no entry %d", number)
	}
	entry := l.Entries[number-1]
	return l.Post(entry.To, entry.From, float64(entry.Cents)/100, entry.Cleared)
}

// Turnover is what all entries together moved.
func (l *Ledger) Turnover() string {
	var cents int64
	for _, entry := range l.Entries {
		cents += entry.Cents
	}
	return l.money(cents) + " moved"
}

// Size counts the entries.
func (l *Ledger) Size() string { return fmt.Sprintf("%d entries", len(l.Entries)) }

func (l *Ledger) money(cents int64) string {
	return fmt.Sprintf("%d.%02d %s", cents/100, cents%100, l.currency)
}
