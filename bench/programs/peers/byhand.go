package main

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"os"
	"reflect"
	"runtime"
	"sync"

	"example.com/rto/bench/child"
)

// What people write by hand, around the calls of their own code: a table of callers that were seen, or a structured log line a
// call. Neither reaches calls inside libraries, so there is no such loop for json.
var byHand = child.Loops{
	"callers-valueof":     child.Plain(callersValueOf),
	"callers-method-call": child.Plain(callersMethodCall),
	"callers-sha256":      child.Plain(callersDigest),
	"slog-valueof":        slogged(slogValueOf),
	"slog-method-call":    slogged(slogMethodCall),
	"slog-sha256":         slogged(slogDigest),
}

var (
	seenMu sync.Mutex
	seenAt = map[uintptr]string{}
)

//go:noinline
func notice(operation string) {
	var pcs [1]uintptr
	runtime.Callers(2, pcs[:])
	seenMu.Lock()
	if _, seen := seenAt[pcs[0]]; !seen {
		seenAt[pcs[0]] = operation
	}
	seenMu.Unlock()
}

func callersValueOf(n int) {
	for i := 0; i < n; i++ {
		notice("reflect.ValueOf")
		sink += int(reflect.ValueOf(subject).Kind())
	}
}

func callersMethodCall(n int) {
	v := reflect.ValueOf(&account{})
	in := []reflect.Value{reflect.ValueOf(1)}
	for i := 0; i < n; i++ {
		notice("reflect.Value.MethodByName")
		method := v.MethodByName("Post")
		notice("reflect.Value.Call")
		sink += int(method.Call(in)[0].Int())
	}
}

func callersDigest(n int) {
	for i := 0; i < n; i++ {
		notice("crypto/sha256.Sum256")
		sum := sha256.Sum256(block[:])
		sink += int(sum[0])
	}
}

// slogged logs to the file that the environment names.
func slogged(loop func(*slog.Logger, int)) func(int) child.Loop {
	return func(int) child.Loop {
		file, err := os.OpenFile(os.Getenv("INSTRUMENTATION_LOG_PATH"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			panic(err)
		}
		logger := slog.New(slog.NewJSONHandler(file, &slog.HandlerOptions{AddSource: true}))
		return child.Loop{
			Prepare: func(int) {
				// Each batch begins with an empty file, or a long run would fill the disk.
				if err := file.Truncate(0); err != nil {
					panic(err)
				}
			},
			Run: func(n int) { loop(logger, n) },
		}
	}
}

var background = context.Background()

func slogValueOf(log *slog.Logger, n int) {
	for i := 0; i < n; i++ {
		log.LogAttrs(background, slog.LevelInfo, "reflect.ValueOf", slog.String("i", "*main.account"))
		sink += int(reflect.ValueOf(subject).Kind())
	}
}

func slogMethodCall(log *slog.Logger, n int) {
	v := reflect.ValueOf(&account{})
	in := []reflect.Value{reflect.ValueOf(1)}
	for i := 0; i < n; i++ {
		log.LogAttrs(background, slog.LevelInfo, "reflect.Value.MethodByName", slog.String("v", "*main.account"), slog.String("name", "Post"))
		method := v.MethodByName("Post")
		log.LogAttrs(background, slog.LevelInfo, "reflect.Value.Call", slog.String("method_name", "Post"))
		sink += int(method.Call(in)[0].Int())
	}
}

func slogDigest(log *slog.Logger, n int) {
	for i := 0; i < n; i++ {
		log.LogAttrs(background, slog.LevelInfo, "crypto/sha256.Sum256", slog.Int("data", len(block)))
		sum := sha256.Sum256(block[:])
		sink += int(sum[0])
	}
}
