package main

// The test writes this file anew, with the line ends of Windows.

func windows() int { return 1 }
