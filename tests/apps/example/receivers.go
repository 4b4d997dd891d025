package main

import (
	"errors"
	"fmt"
	"time"
)

// Auditor checks a ledger. Its methods have a value receiver.
type Auditor struct{ ledger *Ledger }

// Check fails when one entry moves more than the limit.
func (a Auditor) Check(limit float64) (string, error) {
	for _, entry := range a.ledger.Entries {
		if float64(entry.Cents) > limit*100 {
			return "", errors.New("too large: entry " + fmt.Sprint(entry.Number))
		}
	}
	return fmt.Sprintf("%d entries within %.0f", len(a.ledger.Entries), limit), nil
}

// Rates is a table of exchange rates.
type Rates map[string]float64

// Convert changes an amount into another currency.
func (r Rates) Convert(currency string, amount float64) (string, error) {
	rate, ok := r[currency]
	if !ok {
		return "", fmt.Errorf("no rate for %q", currency)
	}
	return fmt.Sprintf("%.2f is %.2f %s", amount, amount*rate, currency), nil
}

// Calendar holds nothing: all its values are the same one.
type Calendar struct{}

// Weekday names a day of the book, whose first day is a Monday.
func (Calendar) Weekday(day int) (string, error) {
	if day < 1 {
		return "", errors.New("days count from 1")
	}
	return time.Weekday(day % 7).String(), nil
}
