package operations

import "testing"

func TestLoad(t *testing.T) {
	groups, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, g := range groups {
		count[g.Name] = len(g.Operations)
	}
	if count["reflect"] < 18 || count["unsafe"] != 5 || count["crypto"] < 70 {
		t.Errorf("groups: %v", count)
	}
}

func TestBadEntries(t *testing.T) {
	for why, o := range map[string]Operation{
		"no name":         {Package: "os"},
		"unknown kind":    {Package: "os", Name: "F", Log: []Argument{{As: "a", Kind: "secret"}}},
		"reserved field":  {Package: "os", Name: "F", Log: []Argument{{As: "file", Kind: "text"}}},
		"field too early": {Package: "os", Name: "F", Log: []Argument{{As: "a", Kind: "int", Field: "x"}}},
		"kind too early":  {Package: "os", Name: "F", Log: []Argument{{As: "a", Kind: "tls-suite"}}},
		"too many":        {Package: "os", Name: "F", Log: make([]Argument, MaxArguments+1)},
	} {
		if o.check() == nil {
			t.Errorf("%s: no error", why)
		}
	}
}
