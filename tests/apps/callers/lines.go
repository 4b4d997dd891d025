package main

import (
	"fmt"
	"runtime"
)

// lines calls from code that says that it was written elsewhere; what runtime.Caller says of it is the truth.
func lines() {
	fromGrammar()
	columned()
	crlf()
}

// here prints where its caller is, as Go sees it.
func here() {
	pc, file, line, _ := runtime.Caller(1)
	fmt.Printf("here %s %d %s\n", file, line, runtime.FuncForPC(pc).Name())
}

//line grammar.y:100
func fromGrammar() {
	here(); big(50)
}

func columned() {
/*line other.y:7:3*/here(); tiny(51)
}
