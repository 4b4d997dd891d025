package main

func crlf() {
	big(60) // want big main.crlf
}
