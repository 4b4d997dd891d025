package rewrite

import (
	"reflect"
	"sort"
	"testing"
)

func TestMethodsBelongToTheTypeItself(t *testing.T) {
	first := "package w\n\ntype Pt = Point\n\nfunc (p Pt) Area() {}\n\nfunc (p *Pt) Grow() {}\n\nfunc (_ PP) Far() {}\n\nfunc (*(Parens)) In() {}\n\nfunc (Ring) Turn() {}\n\nfunc (g *G[T]) Gen() {}\n"
	second := "package w\n\ntype (\n\tPoint struct{}\n\tPP = *Pt\n\tParens = ((Pt))\n\tRing = Gnir\n\tGnir = Ring\n\tG[T any] struct{}\n)\n"
	in := Input{ImportPath: "w", GoMinor: 24, Files: []File{{"a.go", []byte(first)}, {"b.go", []byte(second)}}}
	in.Functions = functions("Point.Area", "Point.Grow", "Point.Far", "Point.In", "Ring.Turn", "G.Gen")
	r, err := Package(in)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"w.(*G).Gen", "w.(*Point).Far", "w.(*Point).Grow", "w.(*Point).In", "w.Point.Area", "w.Ring.Turn"}
	sort.Strings(r.Hooked)
	if !reflect.DeepEqual(r.Hooked, want) || !r.Aliases {
		t.Errorf("hooked %q, aliases %v", r.Hooked, r.Aliases)
	}
}

func TestOriginals(t *testing.T) {
	for text, want := range map[string]string{
		"package p\n": "/w/p.cover.go",
		"// Code generated.\n\n//line /src/p.go:1:1\npackage p\n": "/src/p.go",
		"package p\n//line /src/p.go:1:1\n":                       "/w/p.cover.go",
		"pack":                                                    "/w/p.cover.go",
	} {
		if got := Original(File{"/w/p.cover.go", []byte(text)}); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}
