package rewrite

import (
	"strconv"
	"strings"
	"testing"
)

func TestManifests(t *testing.T) {
	all := map[string]bool{"Slice": true}
	skipped := "package w\n\nimport \"unsafe\"\n\nvar rto_kept = 1\n\n//go:nosplit\nfunc F(p *int) []int { return unsafe.Slice(p, 1) }\n"
	r, err := Package(Input{ImportPath: "w", GoMinor: 24, Files: []File{{"/home/a/w.go", []byte(skipped)}}, Unsafe: all})
	if err != nil || len(r.Changed) != 0 {
		t.Fatal(err, r)
	}
	unobserved, err := Unobserved("w", "because \xff \"so\"", []File{{"w.go", []byte(skipped)}})
	if err != nil {
		t.Fatal(err)
	}
	for why, c := range map[string]struct{ added, want string }{
		"skipped only": {string(r.Added), `{"package":"w","skipped":[{"name":"unsafe.Slice w.go:8","reason":"its function is marked //go:nosplit"}]}`},
		"not compiled": {string(unobserved), `{"package":"w","unobserved":"because \ufffd \"so\""}`},
	} {
		from, to := strings.Index(c.added, `"`), strings.LastIndex(c.added, `, ""`)
		text, err := strconv.Unquote(c.added[from:to])
		text = strings.ReplaceAll(text, "\ufffd", `\ufffd`) // Go 1.27 writes it as it is, both are JSON
		if want := "\xffrto:package:1\xff" + c.want + "\xff"; err != nil || text != want {
			t.Errorf("%s: %v: %q", why, err, text)
		}
		if !strings.Contains(c.added, "func init() { rtox_kept = rtox_manifest }") {
			t.Errorf("%s: not kept: %s", why, c.added)
		}
	}
}
