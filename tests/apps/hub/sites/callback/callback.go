//go:build cgo

// Package callback has C call Go: observed calls on the stack of a goroutine that is in C, and on threads that C made.
package callback

/*
#cgo LDFLAGS: -lpthread
#include <pthread.h>

extern void goBack(int);

static void through(int n) { goBack(n); }

static void *thread(void *n) { goBack(*(int *)n); return 0; }

static void onThread(int n) {
	pthread_t t;
	if (pthread_create(&t, 0, thread, &n) == 0) pthread_join(t, 0);
}
*/
import "C"

// Through calls f from C, on a thread of Go's or on one of C's own.
func Through(f func(), ownThread bool) {
	n := put(f)
	if ownThread {
		C.onThread(C.int(n))
	} else {
		C.through(C.int(n))
	}
}
