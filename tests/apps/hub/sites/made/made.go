// Package made is where tests/hub puts the call sites that it generates.
package made
