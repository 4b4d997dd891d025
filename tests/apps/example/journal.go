package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unsafe"

	"example.com/view"
)

// record is an entry as it lies in the packed journal.
type record struct {
	number uint32
	flags  uint32
	cents  int64
}

const cleared = 1

// packJournal writes the entries as JSON and as fixed-size records, and reads both back.
func packJournal(ledger *Ledger) (string, error) {
	text, err := json.Marshal(ledger.Entries)
	if err != nil {
		return "", err
	}
	var entries []Entry
	if err := json.Unmarshal(text, &entries); err != nil {
		return "", err
	}
	var loose any
	if err := json.Unmarshal(text, &loose); err != nil {
		return "", err
	}

	packed := pack(entries)
	if unpackTotal(packed) != total(ledger.Entries) {
		return "", errors.New("the packed journal lost money")
	}
	if !bytes.Equal(view.Bytes(view.String(packed)), packed) {
		return "", errors.New("the packed journal changed when looked at")
	}
	return fmt.Sprintf("%d entries, %d bytes of JSON, %d packed", len(entries), len(text), len(packed)), nil
}

// pack returns the memory of the entries' records.
func pack(entries []Entry) []byte {
	records := make([]record, len(entries))
	for i, entry := range entries {
		records[i] = record{number: uint32(entry.Number), cents: entry.Cents}
		if entry.Cleared {
			records[i].flags = cleared
		}
	}
	if len(records) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&records[0])), len(records)*int(unsafe.Sizeof(record{})))
}

// unpackTotal walks over packed records, which must come from pack.
func unpackTotal(packed []byte) int64 {
	var sum int64
	size := int(unsafe.Sizeof(record{}))
	for offset := 0; offset < len(packed); offset += size {
		sum += (*record)(unsafe.Add(unsafe.Pointer(&packed[0]), offset)).cents
	}
	return sum
}

func total(entries []Entry) int64 {
	var sum int64
	for _, entry := range entries {
		sum += entry.Cents
	}
	return sum
}
