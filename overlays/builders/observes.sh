# Builder: the log of a program that a toolchain built, where the log says what the program did.
# In: go.
set -euo pipefail
export HOME=$PWD PATH=$go/bin:$PATH CGO_ENABLED=0
mkdir example && cd example # go ignores a go.mod of the temporary folder itself
printf 'module example\n' >go.mod
printf 'package main\n\nimport "crypto/sha256"\n\nfunc main() { sha256.Sum256(nil) }\n' >main.go
GO_INSTRUMENT=crypto go build -o example .
INSTRUMENTATION_LOG_PATH=$PWD/log ./example
[[ $(<log) == *'"operation":"crypto/sha256.Sum256"'*'"caller":"main.main"'* ]]
cp log "$out"
exit 0
