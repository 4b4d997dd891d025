module rto.dev/wrappers

go 1.19
