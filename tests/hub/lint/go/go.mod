module example.com/lint

go 1.19

require rto.dev/wrappers v0.0.0

replace rto.dev/wrappers => ../../../../wrappers
