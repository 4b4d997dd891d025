//go:build tools

// Says which aspects orchestrion weaves: only ours, in orchestrion.yml.
package main

import _ "github.com/DataDog/orchestrion"
