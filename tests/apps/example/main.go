// Command ledger keeps the book of a corner shop: it reads a YAML configuration, runs the commands listed there,
// signs and seals the journal, and ships it over TLS to a peer on the loopback interface.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	fail := flag.Int("fail", 0, "exit with this `status` when the work is done")
	flag.Parse()
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "ledger:", err)
		os.Exit(1)
	}
	if *fail != 0 {
		os.Exit(*fail)
	}
}

func run(out io.Writer) error {
	config, err := loadConfig()
	if err != nil {
		return err
	}
	ledger := openLedger(config)
	fmt.Fprintf(out, "book      %s: %d accounts, %d commands\n", config.Name, len(config.Accounts), len(config.Commands))

	receivers := map[string]any{
		"ledger":   ledger,
		"auditor":  Auditor{ledger: ledger},
		"rates":    Rates(config.Rates),
		"calendar": Calendar{},
	}
	steps, err := plan(config.Commands, receivers)
	if err != nil {
		return err
	}
	for _, step := range steps {
		said, err := step.run()
		if err != nil {
			return fmt.Errorf("day %d: %s: %w", step.Day, step.Method, err)
		}
		fmt.Fprintf(out, "day %d     %-8s %s\n", step.Day, step.Method, said)
	}
	fmt.Fprintf(out, "state     %s\n", describe(ledger))

	// Each of these is one theme of the program and says one line about what it did.
	themes := []struct {
		name string
		work func(*Ledger) (string, error)
	}{
		{"journal", packJournal},
		{"columns", tabulate},
		{"digests", digest},
		{"sealed", seal},
		{"signed", sign},
		{"papers", certify},
		{"sampled", sample},
		{"shipped", ship},
	}
	for _, theme := range themes {
		said, err := theme.work(ledger)
		if err != nil {
			return fmt.Errorf("%s: %w", theme.name, err)
		}
		fmt.Fprintf(out, "%-9s %s\n", theme.name, said)
	}
	return nil
}
