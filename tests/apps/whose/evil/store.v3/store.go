// Package store has another name than its folder.
package store

import "reflect"

type DB struct{}

func Open() *DB { return &DB{} }

func (db *DB) Name() string { return func() string { return reflect.TypeOf(db).String() }() }
